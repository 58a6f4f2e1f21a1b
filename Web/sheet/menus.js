// The menus that open on the sheet itself: on a column's head, and on the cells.

import { openMenu } from "../shared/menu.js";
import { textOf } from "./fields.js";

/**
 * @typedef {object} MenuActions
 * @property {() => import("./query.js").SheetQuery} query
 * @property {(query: import("./query.js").SheetQuery) => void} change
 * @property {(field: import("./fields.js").Field) => void} toggle
 * @property {() => void} preview
 * @property {() => void} lookalikes
 * @property {() => void} fillDown
 * @property {() => void} clear
 * @property {() => void} trash
 * @property {() => void} showOnMap
 * @property {() => boolean} inTrash
 */

/**
 * @param {import("./fields.js").Field} field
 * @param {HTMLElement} anchor
 * @param {MenuActions} actions
 */
export function openHeadMenu(field, anchor, actions) {
    const { sort } = actions.query();
    /** @param {boolean} descending */
    const by = (descending) => () => actions.change({ ...actions.query(), sort: { field: field.sort ?? "", descending } });
    const sorted = sort?.field === field.sort;
    openMenu(anchor, [
        ...(field.sort ? [
            { label: "Sort ascending", checked: sorted && !sort?.descending, run: by(false) },
            { label: "Sort descending", checked: sorted && sort?.descending === true, run: by(true) },
            { label: "As imported", disabled: !sorted, checked: false, run: () => actions.change({ ...actions.query(), sort: null }) },
            null,
        ] : []),
        { label: "Hide this column", disabled: field.key === "label", run: () => actions.toggle(field) },
    ], { label: field.title });
}

/**
 * @param {import("./grid.js").Grid} grid
 * @param {{x: number, y: number}} at
 * @param {MenuActions} actions
 */
export function openCellMenu(grid, at, actions) {
    const anchor = grid.activeCell;
    if (!anchor) return;
    const field = grid.activeField;
    const value = grid.rows.value(grid.ranges.active.row, field.key);
    openMenu(anchor, [
        { label: "Preview and look-alikes", key: "Space", run: actions.preview },
        { label: "All like this one…", key: "Alt+L", run: actions.lookalikes },
        { label: "Show on the map", run: actions.showOnMap },
        ...only(field, value, actions),
        null,
        { label: "Fill down", key: "Ctrl+D", run: actions.fillDown },
        { label: "Clear", key: "Delete", run: actions.clear },
        null,
        { label: actions.inTrash() ? "Restore" : "Move to the trash", key: "Shift+Delete", run: actions.trash },
    ], { at, label: "Cell" });
}

/**
 * Filters to the rows that have the cell's value.
 * @param {import("./fields.js").Field} field
 * @param {import("./fields.js").Value} value
 * @param {MenuActions} actions
 */
function only(field, value, actions) {
    const query = actions.query();
    const text = textOf(value);
    const name = field.key.startsWith("column.") ? field.key.slice("column.".length) : null;
    /** @type {import("./query.js").SheetQuery | null} */
    const filtered = field.key === "label" ? { ...query, labels: [text] }
        : field.key === "split" ? { ...query, splits: [text || "none"] }
        : name && text ? { ...query, columns: [...query.columns.filter(([other]) => other !== name), [name, text]] }
        : null;
    return filtered ? [{ label: `Only rows with ${text || "nothing"} here`, run: () => actions.change(filtered) }] : [];
}
