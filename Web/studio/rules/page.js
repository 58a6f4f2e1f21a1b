// The rules of the label book: what each transform makes of a class, the steps in which a class is dismantled, and the
// parts that it is put together of. This is their one place; everything else asks them.

import { api, messageOf } from "../../shared/api.js";
import { jobButton, jobProgress } from "../../shared/audit/stored-report.js";
import { promptDialog } from "../../shared/dialog.js";
import { el, fill, refill } from "../../shared/dom.js";
import { count } from "../../shared/format.js";
import { watchJobs } from "../../shared/jobs.js";
import { toast, toastError } from "../../shared/toast.js";
import { studioApi } from "../studio-api.js";
import { readChain, readParts, writeChain } from "./words.js";

/** @param {import("../main.js").Room} room */
export async function showRules({ main }) {
    const table = el("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": "The rules, to be scrolled" });
    const chains = el("div", { class: "table-scroll" });
    const proposed = el("section", { class: "room-section", "aria-label": "Proposed rules" });
    const presets = el("span", { class: "room-tools" });
    /** @type {Studio.Transform[]} */
    let transforms = [];
    fill(main, el("div", { class: "room-page" },
        el("div", { class: "room-head" }, el("div", {}, el("h1", {}, "Rules"), el("p", { class: "room-lead" }, "A mirrored iv is a vi, and a mirrored vii is nothing. Say what each transform makes of a class: the same class, another one, or that it is not allowed. Nothing is mirrored before a rule allows it.")),
            el("div", { class: "room-tools" }, presets, jobButton("Look for mirror images", "propose-rules"))),
        jobProgress("propose-rules"), proposed,
        el("section", { class: "room-section", "aria-labelledby": "rules-title" }, el("h2", { id: "rules-title" }, "Transforms and classes"), table),
        el("section", { class: "room-section", "aria-labelledby": "chains-title" }, el("h2", { id: "chains-title" }, "Chains and parts"), el("p", { class: "small muted room-note" }, "A chain says what an image of the class becomes step by step as strokes are taken away: “iii: Erase the V, ii: Erase one I”. Parts say what it is put together of, from left to right: “v, i”."), chains)));
    watchJobs((job, before) => {
        if (job?.kind === "propose-rules" && job.state === "done" && before !== "done" && before !== null) void loadProposals();
    });
    try {
        const [known, rules] = await Promise.all([studioApi.transforms(), api.rules()]);
        ({ transforms } = known);
        draw(rules);
    } catch (error) {
        fill(table, el("p", { class: "job-error" }, messageOf(error)));
    }
    await loadProposals();

    /** @param {Studio.RulesPatch} patch */
    async function change(patch) {
        try {
            draw(await studioApi.patchRules(patch));
        } catch (error) {
            toastError(error);
            await api.rules().then(draw, toastError);
        }
    }

    /** @param {Tessera.LabelRules} rules */
    function draw(rules) {
        const { classes, defaults } = rules;
        refill(presets, ...rules.presets.map((name) => el("button", { class: "button", type: "button", "data-key": `preset-${name}`, onclick: () => void takePreset(name) }, `Take the ${name === "roman" ? "Roman" : name} preset`)));
        refill(table, el("table", { class: "rules-table" },
            el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Transform"), ...classes.map(({ name }) => el("th", { scope: "col" }, name)))),
            el("tbody", {}, ...transforms.map((transform) => el("tr", {}, el("th", { scope: "row", title: transform.about }, transform.title),
                ...classes.map((each) => cell(transform, each, classes, defaults[transform.kind] ?? "same")))))));
        refill(chains, el("table", { class: "rules-table" },
            el("thead", {}, el("tr", {}, ...["Class", "Chain", "Parts"].map((name) => el("th", { scope: "col" }, name)))),
            el("tbody", {}, ...classes.map((each) => el("tr", {}, el("th", { scope: "row" }, each.name),
                el("td", {}, editButton(`chain-${each.name}`, `Chain of ${each.name}`, writeChain(each.chain), () => void editChain(each))),
                el("td", {}, editButton(`parts-${each.name}`, `Parts of ${each.name}`, each.parts.join(" + "), () => void editParts(each))))))));
    }

    /** @param {Studio.Transform} transform @param {Tessera.ClassRules} each @param {Tessera.ClassRules[]} classes @param {Tessera.Outcome} byDefault */
    function cell(transform, each, classes, byDefault) {
        const rule = each.rules[transform.kind] ?? null;
        const value = rule === null ? "" : rule.outcome === "becomes" ? `=${rule.label}` : rule.outcome;
        const select = el("select", { class: "field", "aria-label": `${transform.title}, ${each.name}`, "data-key": `${transform.kind} ${each.name}`, onchange: () => {
            const chosen = select.value;
            const next = chosen === "" ? null : chosen.startsWith("=") ? { outcome: /** @type {const} */ ("becomes"), label: chosen.slice(1) } : { outcome: /** @type {Tessera.Outcome} */ (chosen) };
            void change({ class: each.name, rules: { [transform.kind]: next } });
        } },
        el("option", { value: "" }, byDefault === "forbidden" ? "– (not allowed)" : "– (unchanged)"), el("option", { value: "same" }, "unchanged"), el("option", { value: "forbidden" }, "not allowed"),
        ...classes.filter(({ name }) => name !== each.name).map(({ name }) => el("option", { value: `=${name}` }, `→ ${name}`)));
        select.value = value;
        const outcome = rule?.outcome ?? byDefault;
        return el("td", { "data-rule": outcome === "becomes" ? "class" : outcome }, select,
            transform.kind === "rotate" && outcome === "same" && limit(each, rule));
    }

    /** @param {Tessera.ClassRules} each @param {Tessera.Rule | null} rule */
    function limit(each, rule) {
        const input = el("input", { class: "field limit", type: "number", min: 0, max: 180, step: 1, placeholder: "any", value: rule?.limit === null || rule?.limit === undefined ? "" : String(rule.limit), "aria-label": `Rotate, ${each.name}: degrees at most`, title: "Degrees at most", "data-key": `limit ${each.name}`,
            onchange: () => void change({ class: each.name, rules: { rotate: { outcome: "same", ...(input.value === "" ? {} : { limit: Number(input.value) }) } } }) });
        return input;
    }

    /** @param {Tessera.ClassRules} each */
    async function editChain(each) {
        const text = await promptDialog({ title: `The chain of ${each.name}`, label: "Steps with commas: what it becomes, and what is to be done", value: writeChain(each.chain), hint: "Such as “iii: Erase the V, ii: Erase one I”. Empty: none.", yes: "Keep" });
        if (text !== null) await change({ class: each.name, chain: readChain(text) });
    }

    /** @param {Tessera.ClassRules} each */
    async function editParts(each) {
        const text = await promptDialog({ title: `The parts of ${each.name}`, label: "From left to right, with commas or plus signs", value: each.parts.join(" + "), hint: "Such as “v + i + i”. Empty: none.", yes: "Keep" });
        if (text !== null) await change({ class: each.name, parts: readParts(text) });
    }

    /** @param {string} name */
    async function takePreset(name) {
        try {
            draw(await studioApi.takePreset(name));
            toast("The preset is taken. Only classes with Roman names were touched.");
        } catch (error) {
            toastError(error);
        }
    }

    async function loadProposals() {
        try {
            const { proposals, isStale } = await studioApi.ruleProposals();
            if (!proposals) return;
            fill(proposed, el("h2", {}, "Proposed"), isStale && el("p", { class: "small warning" }, "The dataset changed since."),
                proposals.length === 0 ? el("p", { class: "small muted" }, "No class looks like the mirror image of another.") : el("ul", { class: "room-section" }, ...proposals.map(proposalRow)));
        } catch (error) {
            toastError(error);
        }
    }

    /** @param {Studio.RuleProposal} proposal */
    function proposalRow({ class: name, transform, outcome, label, share, images }) {
        const title = transforms.find(({ kind }) => kind === transform)?.title ?? transform;
        const row = el("li", { class: "room-tools" }, el("span", {}, `${title}: ${name} `, el("strong", {}, outcome === "becomes" ? `→ ${label}` : outcome === "same" ? "stays what it is" : "is not allowed")),
            el("span", { class: "small muted number" }, `${Math.round(100 * share)} % of ${count(images)} images`),
            el("button", { class: "button", type: "button", onclick: () => void change({ class: name, rules: { [transform]: { outcome, ...(label ? { label } : {}) } } }).then(() => row.remove()) }, "Make it a rule"));
        return row;
    }
}

/** @param {string} key @param {string} label @param {string} text @param {() => void} run */
function editButton(key, label, text, run) {
    return el("button", { class: "button quiet", type: "button", "data-key": key, "aria-label": `${label}: ${text || "none"}`, onclick: run }, text || "–");
}
