// Fill down and clear: what a range's cells become.

import { toast } from "../shared/toast.js";

/**
 * The first row of every chosen range goes to the rows below it; a single cell takes the one above.
 * @param {import("./grid.js").Grid} grid
 */
export function fillDown(grid) {
    const { ranges, rows, fields, edits } = grid;
    /** @type {import("./edits.js").CellEdit[]} */
    const cells = [];
    let waiting = false;
    for (const range of ranges.all) {
        const single = range.top === range.bottom;
        const source = single ? range.top - 1 : range.top;
        if (source < 0) continue;
        for (let column = range.left; column <= range.right; column++) {
            const { key, editable } = fields[column];
            if (!editable) continue;
            const value = rows.value(source, key);
            if (value === undefined) waiting = true;
            else for (let row = source + 1; row <= range.bottom; row++) cells.push({ row, key, value });
        }
    }
    if (waiting) toast("These rows are still being loaded. Fill down again in a moment.");
    else if (cells.length === 0) toast("There is nothing to fill here: choose cells of Label, Split, Tags or an imported column.");
    else edits.setCells(cells, { reason: "fill down" });
}

/**
 * Empties the chosen cells that can be edited.
 * @param {import("./grid.js").Grid} grid
 */
export function clearCells(grid) {
    const { ranges, fields, edits } = grid;
    /** @type {import("./edits.js").CellEdit[]} */
    const cells = [];
    for (const range of ranges.all) {
        for (let column = range.left; column <= range.right; column++) {
            const { key, editable, kind } = fields[column];
            if (!editable) continue;
            for (let row = range.top; row <= range.bottom; row++) cells.push({ row, key, value: kind === "tags" ? [] : null });
        }
    }
    if (cells.length > 0) edits.setCells(cells, { reason: "clear" });
}
