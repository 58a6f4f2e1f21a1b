// Which findings: by kind, class, split and what was made of them.

import { el } from "../shared/dom.js";
import { count } from "../shared/format.js";
import { KINDS, STATES } from "./words.js";

/**
 * @param {import("./state.js").FindingsState} state
 * @param {Tessera.FindingsOverview} overview
 * @param {string[]} classes
 * @param {() => void} changed
 */
export function filterBar(state, overview, classes, changed) {
    const { filter } = state;
    const kinds = overview.kinds.filter((kind) => kind.auditedAt).map((kind) => {
        const on = filter.kinds.includes(kind.kind);
        return el("button", { class: "button finding-kind", type: "button", "data-key": `kind-${kind.kind}`, "aria-pressed": String(on), title: kind.skipped ?? null,
            onclick: () => {
                filter.kinds = on ? filter.kinds.filter((other) => other !== kind.kind) : [...filter.kinds, kind.kind];
                changed();
            } }, KINDS[kind.kind], el("span", { class: "number muted" }, kind.skipped && kind.open === 0 ? "–" : count(kind.open)));
    });
    return el("div", { class: "finding-filters" },
        el("div", { class: "finding-kinds", role: "group", "aria-label": "Kinds" }, ...kinds),
        el("div", { class: "finding-selects" },
            select("Class", filter.label, [["", "All classes"], ...classes.map((name) => /** @type {[string, string]} */ ([name, name]))], (value) => (filter.label = value)),
            select("Split", filter.split, [["", "All splits"], ["train", "train"], ["val", "val"], ["test", "test"], ["none", "none"]], (value) => (filter.split = value)),
            select("State", filter.state, [.../** @type {[string, string][]} */ (Object.entries(STATES)), ["all", "All"]], (value) => (filter.state = value))));

    /** @param {string} label @param {string} value @param {[string, string][]} choices @param {(value: string) => void} set */
    function select(label, value, choices, set) {
        const field = el("select", { class: "field", "aria-label": label, "data-key": `filter-${label}` }, ...choices.map(([key, words]) => el("option", { value: key, selected: key === value }, words)));
        field.addEventListener("change", () => {
            set(field.value);
            changed();
        });
        return field;
    }
}
