// Below the sheet: how many, what is chosen and what to do with it, and whether everything is saved.

import { el, fill } from "../shared/dom.js";
import { count, plural } from "../shared/format.js";
import { icon } from "../shared/icons.js";
import { bulkButtons } from "./bulk.js";

/**
 * @param {HTMLElement} host
 * @param {import("./grid.js").Grid} grid
 * @param {ReturnType<typeof import("./bulk.js").makeBulk>} bulk
 * @param {{workspace: () => Tessera.Workspace | null, inTrash: () => boolean, mayMove: () => boolean, reapply: () => void}} sheet
 */
export function makeStatusBar(host, grid, bulk, sheet) {
    const total = el("span", { class: "number" });
    const chosen = el("span", { class: "muted number", role: "status" });
    const again = el("button", { class: "button quiet again", type: "button", hidden: true, title: "Edits may have moved rows. Filter and sort anew", onclick: sheet.reapply }, icon("restore"), "Sort again");
    const saved = el("span", { class: "saved", role: "status" });
    const { box, update: updateBulk } = bulkButtons(bulk, sheet.inTrash);
    fill(host, total, chosen, box, el("span", { class: "spacer" }), again, saved);

    return {
        update() {
            const all = sheet.inTrash() ? sheet.workspace()?.counts.trashed : sheet.workspace()?.counts.samples;
            const shown = grid.rows.count;
            total.textContent = all !== undefined && all > shown ? `${count(shown)} of ${count(all)}` : plural(shown, "sample");
            chosen.textContent = bulk.describe();
            again.hidden = !grid.rows.stale || !sheet.mayMove();
            updateBulk();
        },
        /** @param {import("./edits.js").SaveState} state */
        tellSaved({ kind, message }) {
            saved.dataset.state = kind;
            fill(saved, kind === "saved" ? icon("check") : null, { saved: "Saved", saving: "Saving…", failed: `Not saved: ${message}` }[kind]);
        },
    };
}
