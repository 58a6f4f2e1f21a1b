// The ranked list: a row a finding, with its picture, what it says, and what was made of it.

import { thumbnailURL } from "../shared/api.js";
import { el } from "../shared/dom.js";
import { count } from "../shared/format.js";
import { decimal, one, STATES } from "./words.js";

/**
 * @param {import("./state.js").FindingsState} state
 * @param {{select: (id: number) => void, more: () => void, stop: Map<Tessera.FindingKind, number>}} options stop: where looking no longer pays
 */
export function findingList(state, { select, more, stop }) {
    const rows = [];
    const told = new Set();
    for (const finding of state.findings) {
        const line = stop.get(finding.kind);
        if (line !== undefined && finding.score < line && !told.has(finding.kind)) {
            told.add(finding.kind);
            rows.push(el("li", { class: "finding-stop", role: "presentation" }, `${one(finding.kind)}s below a score of ${decimal(line)}: by the verdicts so far, looking on no longer pays.`));
        }
        rows.push(row(finding));
    }
    return el("div", { class: "finding-list" },
        el("ol", { class: "finding-rows", "aria-label": "Findings" }, ...rows),
        state.next && el("button", { class: "button", type: "button", "data-key": "more", onclick: more }, `More of ${count(state.total)}`));

    /** @param {Tessera.Finding} finding */
    function row(finding) {
        const here = finding.id === state.selected;
        return el("li", {}, el("button", { class: "finding-row", type: "button", "data-key": `finding-${finding.id}`, "data-state": finding.state, "aria-current": here ? "true" : null, onclick: () => select(finding.id) },
            finding.sample ? el("img", { class: "thumb", src: thumbnailURL(finding.sample, 64), alt: "", width: 44, height: 44, loading: "lazy" }) : el("span", { class: "finding-none" }),
            el("span", { class: "finding-what" },
                el("strong", {}, finding.title),
                el("span", { class: "small muted" }, `${one(finding.kind)}${finding.split ? ` · ${finding.split}` : ""}${finding.sampleCount > 1 ? ` · ${count(finding.sampleCount)} samples` : ""}`)),
            el("span", { class: "finding-score small number" }, finding.state === "open" ? decimal(finding.score) : STATES[finding.state])));
    }
}
