// The form that opens a thread.

import { api } from "../shared/api.js";
import { el, fill } from "../shared/dom.js";
import { strip } from "../shared/strip.js";
import { toastError } from "../shared/toast.js";

/**
 * @param {import("./subject.js").Subject | null} subject
 * @param {(thread: Tessera.Thread) => void} done
 * @param {() => void} cancel
 */
export function askForm(subject, done, cancel) {
    const text = el("textarea", { class: "field", "aria-label": "Question", rows: 3, maxLength: 10_000, placeholder: "Is this a IV or a VI, @Livia?" });
    const people = el("input", { class: "field", type: "text", "aria-label": "Whom it is put to", placeholder: "Livia, Prof. Marcus", maxLength: 1000 });
    const first = el("select", { class: "field", "aria-label": "Class" });
    const second = el("select", { class: "field", "aria-label": "Second class" });
    const pictures = el("div", {});
    const send = el("button", { class: "button primary", type: "submit" }, "Ask");
    const form = el("form", { class: "card" },
        el("h2", {}, "Ask"),
        pictures, text,
        el("div", { class: "form-row" }, el("label", { class: "small", htmlFor: "ask-people" }, "Put it to"), people),
        el("div", { class: "form-row" }, el("span", { class: "small" }, "About"), first, second),
        el("p", { class: "small muted" }, "@Name in the question puts it to somebody too. They find it in their inbox, and can answer there without knowing this tool."),
        el("div", { class: "form-row" }, send, el("button", { class: "button quiet", type: "button", onclick: cancel }, "Cancel")));
    people.id = "ask-people";
    fill(first, el("option", { value: "" }, "no class"));
    fill(second, el("option", { value: "" }, "no second class"));
    api.workspace().then(({ classes }) => {
        for (const { name } of classes) {
            first.append(el("option", { value: name, selected: subject?.classes[0] === name }, name));
            second.append(el("option", { value: name, selected: subject?.classes[1] === name }, name));
        }
    }, toastError);
    if (subject?.sample) fill(pictures, strip([subject.sample], { link: false }));
    if (subject?.selection) {
        api.selection(subject.selection).then((ids) => fill(pictures, strip([...ids], { link: false })), toastError);
    }
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        send.disabled = true;
        try {
            const classes = [first.value, second.value].filter(Boolean);
            const mentions = people.value.split(",").map((name) => name.trim()).filter(Boolean);
            done(await api.ask({
                question: text.value, mentions, classes,
                ...(subject?.sample ? { samples: [subject.sample] } : {}), ...(subject?.selection ? { selection: subject.selection } : {}),
            }));
        } catch (error) {
            toastError(error);
        }
        send.disabled = false;
    });
    text.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    return form;
}
