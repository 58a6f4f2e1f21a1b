// Where the others are in the sheet: a border in their colour around the cell, and their name.

import { el } from "../shared/dom.js";
import { everybodyElse, moveTo, onPeople } from "../shared/presence.js";

/**
 * @param {import("./grid.js").Grid} grid
 * @returns {() => void} to be called when the active cell moves
 */
export function showPeers(grid) {
    /** @type {HTMLElement[]} */
    let marks = [];

    const draw = () => {
        for (const mark of marks) mark.remove();
        marks = [];
        for (const place of everybodyElse()) {
            if (place.page !== "sheet" || place.sample === null) continue;
            const row = grid.rows.rowOf(place.sample);
            const column = grid.fields.findIndex((field) => field.key === place.field);
            const cell = row >= 0 && column >= 0 ? grid.cellAt(row, column) : undefined;
            if (!cell) continue;
            const mark = el("span", { class: "peer", "data-colour": place.colour }, el("span", { class: "peer-name" }, place.name));
            marks.push(mark);
            cell.append(mark);
        }
    };

    onPeople(draw);
    grid.renderListeners.add(draw);
    return () => {
        const { row } = grid.ranges.active;
        moveTo(grid.rows.count > 0 ? grid.rows.ids[row] : null, grid.activeField?.key ?? null);
    };
}
