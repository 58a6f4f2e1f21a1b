// The form that decides a thread: the words, what they relabel, and the rule that they become. What it would touch is shown
// first, and each image is chosen by itself.

import { announce } from "../shared/events.js";
import { api, thumbnailURL } from "../shared/api.js";
import { el, fill, refill } from "../shared/dom.js";
import { plural } from "../shared/format.js";
import { toast, toastError } from "../shared/toast.js";

const ALIKE = 24;

/**
 * @param {Tessera.Thread} thread
 * @param {() => Promise<void>} done
 * @param {() => void} cancel
 */
export function decisionForm(thread, done, cancel) {
    const text = el("textarea", { class: "field", "aria-label": "Decision", rows: 2, maxLength: 10_000, placeholder: "A V with a bar below is a V." });
    const label = el("select", { class: "field", "aria-label": "Relabel to" }, el("option", { value: "" }, "relabel nothing"));
    const preview = el("div", { class: "talk-main" });
    const makesRule = el("input", { type: "checkbox" });
    const ruleClass = el("select", { class: "field", "aria-label": "Class of the rule" });
    const examples = el("div", { class: "choose" });
    const ruleBox = el("div", { class: "talk-main", hidden: true }, el("div", { class: "form-row" }, el("span", { class: "small" }, "Rule of"), ruleClass),
        el("p", { class: "small muted" }, "Choose images that show it: once for an example, twice for a near miss."), examples);
    const send = el("button", { class: "button primary", type: "submit" }, "Decide");
    const form = el("form", { class: "card" }, el("h3", {}, "Decide"), text,
        el("div", { class: "form-row" }, el("span", { class: "small" }, "Relabel to"), label), preview,
        el("label", { class: "check" }, makesRule, "Make it a rule in the label book"), ruleBox,
        el("div", { class: "form-row" }, send, el("button", { class: "button quiet", type: "button", onclick: cancel }, "Cancel")));

    /** @type {Tessera.RelabelProposal | null} */
    let proposal = null;
    /** @type {Set<number>} */
    let chosen = new Set();
    /** @type {Map<number, "example" | "nearMiss">} */
    const roles = new Map();

    api.workspace().then(({ classes }) => {
        for (const { name } of classes) {
            label.append(el("option", { value: name }, name));
            ruleClass.append(el("option", { value: name, selected: name === thread.classes[0] }, name));
        }
    }, toastError);
    makesRule.addEventListener("change", () => {
        ruleBox.hidden = !makesRule.checked;
        drawExamples();
    });
    label.addEventListener("change", async () => {
        proposal = null;
        chosen = new Set();
        fill(preview);
        if (!label.value) return drawPreview();
        ruleClass.value = label.value;
        try {
            const asked = label.value;
            const made = await api.proposal(thread.id, asked, ALIKE);
            if (asked !== label.value) return;
            proposal = made;
            chosen = new Set(made.touches.map((row) => row.sample));
        } catch (error) {
            toastError(error);
        }
        drawPreview();
        drawExamples();
    });

    function drawPreview() {
        send.textContent = chosen.size > 0 ? `Decide, and relabel ${plural(chosen.size, "image")}` : "Decide";
        if (!proposal) return fill(preview);
        const { touches, alike, unchanged } = proposal;
        refill(preview,
            el("p", { class: "small muted", role: "status" }, `${plural(chosen.size, "image")} would become ${proposal.label}${unchanged > 0 ? `; ${unchanged} of the thread stay as they are` : ""}.`),
            touches.length > 0 && el("div", { class: "choose" }, ...touches.map(choice)),
            alike.length > 0 && el("p", { class: "small" }, "These look like them, and have the label that they have. Choose those that are meant too:"),
            alike.length > 0 && el("div", { class: "choose" }, ...alike.map(choice)));
    }

    /** @param {Tessera.RelabelRow} row */
    function choice(row) {
        const isChosen = chosen.has(row.sample);
        return el("button", { type: "button", "data-key": `row-${row.sample}`, "aria-pressed": String(isChosen), "aria-label": `Sample ${row.sample}, now ${row.before ?? "unlabelled"}`,
            onclick: () => {
                if (isChosen) chosen.delete(row.sample);
                else chosen.add(row.sample);
                drawPreview();
            } },
        el("img", { class: "thumb", alt: "", loading: "lazy", src: thumbnailURL(row.sample, 128) }), `${row.before ?? "unlabelled"} → ${isChosen ? proposal?.label : "stays"}`);
    }

    function drawExamples() {
        if (!makesRule.checked) return;
        const ids = [...new Set([...thread.samples, ...(proposal?.alike.map((row) => row.sample) ?? [])])].slice(0, 48);
        refill(examples, ...ids.map((id) => {
            const role = roles.get(id);
            return el("button", { type: "button", "data-key": `example-${id}`, "data-role": role ?? null, "aria-pressed": String(role !== undefined),
                "aria-label": `Sample ${id}: ${role === "example" ? "an example" : role === "nearMiss" ? "a near miss" : "not shown"}`,
                onclick: () => {
                    if (role === "example") roles.set(id, "nearMiss");
                    else if (role === "nearMiss") roles.delete(id);
                    else roles.set(id, "example");
                    drawExamples();
                } },
            el("img", { class: "thumb", alt: "", loading: "lazy", src: thumbnailURL(id, 128) }), role === "example" ? "example" : role === "nearMiss" ? "near miss" : "not shown");
        }));
    }

    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        send.disabled = true;
        const examplesOf = [...roles].filter(([, role]) => role === "example").map(([id]) => id);
        const nearMissesOf = [...roles].filter(([, role]) => role === "nearMiss").map(([id]) => id);
        try {
            const { change } = await api.decide(thread.id, {
                text: text.value,
                ...(makesRule.checked ? { rule: { class: ruleClass.value, text: text.value, examples: examplesOf, nearMisses: nearMissesOf } } : {}),
                ...(proposal && chosen.size > 0 ? { relabel: { label: proposal.label, samples: [...chosen], seen: proposal.seen } } : {}),
            });
            if (change) {
                announce({ change, samples: null, rows: null, own: true });
                toast(change.summary, { seconds: 4 });
            }
            await done();
        } catch (error) {
            toastError(error);
        }
        send.disabled = false;
    });
    return form;
}
