// The keys of the sheet, as people know them from other sheets.

import { keyName, registerKeys } from "../shared/keys.js";

/**
 * What keys can set off beside moving about.
 * @typedef {object} SheetActions
 * @property {() => void} fillDown
 * @property {() => void} clear
 * @property {() => void} preview
 * @property {() => void} lookalikes
 * @property {() => void} trash
 * @property {() => void} search
 * @property {(direction: 1 | -1) => void} rowHeight
 * @property {(column: number) => void} focusHead
 * @property {() => void} leave
 */

/**
 * @param {import("./grid.js").Grid} grid
 * @param {import("./cell-editor.js").CellEditor} editor
 * @param {SheetActions} actions
 */
export function listenToKeys(grid, editor, actions) {
    grid.viewport.layer.addEventListener("keydown", (event) => {
        if (event.isComposing || editor.open) return;
        if (move(grid, event, actions) || act(grid, editor, event, actions)) event.preventDefault();
    });
    describeKeys(actions);
}

/** @param {import("./grid.js").Grid} grid @param {KeyboardEvent} event @param {SheetActions} actions @returns {boolean} whether the key moved */
function move(grid, event, actions) {
    const { ranges, viewport, rows, fields } = grid;
    const extend = event.shiftKey && event.key !== "Tab";
    const jump = event.ctrlKey || event.metaKey;
    const from = extend ? ranges.corner : ranges.active;
    let { row, column } = from;
    const lastRow = rows.count - 1;
    const lastColumn = fields.length - 1;
    switch (event.key) {
        case "ArrowDown": row = jump ? edge(grid, from, 1) : row + 1; break;
        case "ArrowUp":
            if (row === 0 && !extend) {
                actions.focusHead(column);
                return true;
            }
            row = jump ? edge(grid, from, -1) : row - 1;
            break;
        case "ArrowRight": column = jump ? lastColumn : column + 1; break;
        case "ArrowLeft": column = jump ? 0 : column - 1; break;
        case "PageDown": row += viewport.page; break;
        case "PageUp": row -= viewport.page; break;
        case "Home": column = 0; if (jump) row = 0; break;
        case "End": column = lastColumn; if (jump) row = lastRow; break;
        case "Tab":
            if (jump || event.altKey) return false;
            column += event.shiftKey ? -1 : 1;
            if (column > lastColumn && row < lastRow) [row, column] = [row + 1, 0];
            else if (column < 0 && row > 0) [row, column] = [row - 1, lastColumn];
            else if (column < 0 || column > lastColumn) return false;
            break;
        default: return false;
    }
    if (event.altKey && event.key !== "Tab") return false;
    grid.moveTo(row, column, { extend });
    return true;
}

/**
 * Where Ctrl with an arrow goes: along a run of equal values to its end, which in a sorted sheet is the end of a class.
 * @param {import("./grid.js").Grid} grid
 * @param {import("./ranges.js").Cell} from
 * @param {1 | -1} step
 */
function edge(grid, { row, column }, step) {
    const { rows } = grid;
    const last = step > 0 ? rows.count - 1 : 0;
    const { key } = grid.fields[column];
    if (key !== "label" && key !== "split") return last;
    /** @param {number} at */
    const same = (at) => rows.value(at, key) === rows.value(at + step, key);
    if (row !== last && !same(row)) row += step;
    while (row !== last && same(row)) row += step;
    return row;
}

/**
 * @param {import("./grid.js").Grid} grid
 * @param {import("./cell-editor.js").CellEditor} editor
 * @param {KeyboardEvent} event
 * @param {SheetActions} actions
 * @returns {boolean} whether the key meant something
 */
function act(grid, editor, event, actions) {
    const { ranges, rows, fields } = grid;
    switch (keyName(event)) {
        case "Ctrl+A": ranges.set({ top: 0, bottom: rows.count - 1, left: 0, right: fields.length - 1 }); grid.selectionChanged(); return true;
        case "Shift+Space": ranges.set({ ...ranges.current, left: 0, right: fields.length - 1 }); grid.selectionChanged(); return true;
        case "Ctrl+Space": ranges.set({ ...ranges.current, top: 0, bottom: rows.count - 1 }); grid.selectionChanged(); return true;
        case "Ctrl+D": actions.fillDown(); return true;
        case "Delete":
        case "Backspace": actions.clear(); return true;
        case "Shift+Delete": actions.trash(); return true;
        case "Space": actions.preview(); return true;
        case "Alt+l": actions.lookalikes(); return true;
        case "Enter":
        case "F2": if (!editor.begin()) actions.preview(); return true;
        case "Escape":
            if (ranges.isSingle) actions.leave();
            else {
                ranges.collapse();
                grid.selectionChanged();
            }
            return true;
        default: break;
    }
    const searches = event.key === "/" && grid.activeField.kind !== "text";
    if (event.key.length === 1 && event.key !== "?" && !searches && !event.ctrlKey && !event.metaKey && !event.altKey) return editor.begin(event.key);
    return false;
}

/** @param {SheetActions} actions */
function describeKeys(actions) {
    registerKeys("Move", [
        { keys: ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"], what: "To the next cell" },
        { keys: ["Tab", "Shift+Tab"], what: "Right, left" },
        { keys: ["Home", "End"], what: "To the row's first, last cell" },
        { keys: ["Ctrl+Home", "Ctrl+End"], what: "To the first, last row" },
        { keys: ["PageUp", "PageDown"], what: "A page up, down" },
        { keys: ["Ctrl+ArrowDown", "Ctrl+ArrowUp"], what: "To the end of equal labels or splits" },
        { keys: ["ArrowUp"], what: "From the first row: to the column heads" },
        { keys: ["Escape"], what: "Leave the sheet, to its filters" },
    ]);
    registerKeys("Choose", [
        { keys: ["Shift+ArrowDown"], what: "Extend the range (any move with Shift)" },
        { keys: ["Ctrl+A"], what: "All" },
        { keys: ["Shift+Space"], what: "Whole rows" },
        { keys: ["Ctrl+Space"], what: "Whole columns" },
        { keys: ["Escape"], what: "One cell again" },
    ]);
    registerKeys("Edit", [
        { keys: ["a–z"], what: "Type over the cell; a class by its first letters" },
        { keys: ["Enter", "F2"], what: "Edit the cell" },
        { keys: ["Enter", "Tab"], what: "While editing: keep, go down or right" },
        { keys: ["Ctrl+Enter"], what: "While editing: to all chosen rows" },
        { keys: ["Escape"], what: "While editing: leave it as it was" },
        { keys: ["Delete"], what: "Clear" },
        { keys: ["Ctrl+D"], what: "Fill down" },
        { keys: ["Ctrl+C", "Ctrl+X", "Ctrl+V"], what: "Copy, cut, paste (also with Sheets and Excel)" },
        { keys: ["Shift+Delete"], what: "To the trash, or back from it" },
    ]);
    registerKeys("Look", [
        { keys: ["Space"], what: "Large picture and its look-alikes" },
        { keys: ["Alt+l"], what: "All like this one: choose by a slider, label with one key" },
        { keys: ["Alt+=", "Alt++"], what: "Taller rows", run: () => actions.rowHeight(1) },
        { keys: ["Alt+-"], what: "Lower rows", run: () => actions.rowHeight(-1) },
        { keys: ["/", "Ctrl+F"], what: "Search by name", run: () => actions.search() },
    ]);
}
