// What the last import could not take, and why.

import { api } from "../shared/api.js";
import { el, fill } from "../shared/dom.js";
import { plural } from "../shared/format.js";

const SHOWN = 200;

export function makeRefusals() {
    const summary = el("summary");
    const list = el("ul", { class: "refusals small" });
    const element = el("section", { hidden: true, "aria-labelledby": "refusals-title" },
        el("h2", { id: "refusals-title" }, "Left out at import"), el("details", { class: "refusals-box" }, summary, list));
    let importSeen = -1;
    return {
        element,
        /** @param {Tessera.Workspace} workspace */
        async update(workspace) {
            if (importSeen === workspace.counts.samples) return;
            importSeen = workspace.counts.samples;
            const { refusals } = await api.refusals().catch(() => ({ refusals: /** @type {Tessera.Refusal[]} */ ([]) }));
            element.hidden = refusals.length === 0;
            summary.textContent = `${plural(refusals.length, "file")} could not be read. The rest was imported all the same.`;
            fill(list, ...refusals.slice(0, SHOWN).map((each) => el("li", {}, el("code", {}, each.path), el("span", { class: "muted" }, each.reason))),
                refusals.length > SHOWN && el("li", { class: "muted" }, `and ${plural(refusals.length - SHOWN, "more file")}: tessera import --json lists them all.`));
        },
    };
}
