// The confusion matrix: a row for each class as labelled, a column for each as taken for. Each cell opens its images.

import { el } from "../shared/dom.js";
import { count } from "../shared/format.js";

/**
 * @param {Tessera.RunDetail} detail
 * @param {(given: string, predicted: string) => void} open
 */
export function confusionMatrix({ classes, confusion }, open) {
    const names = classes.map((each) => each.name);
    const rows = confusion.map((row) => row.reduce((sum, value) => sum + value, 0));
    const table = el("table", { class: "confusion" },
        el("caption", { class: "small muted" }, "Rows: the label. Columns: what the model takes it for. Choose a cell to see its images."),
        el("thead", {}, el("tr", {}, el("td", {}), ...names.map((name) => el("th", { scope: "col", title: name }, name)))),
        el("tbody", {}, ...names.map((given, row) => el("tr", {}, el("th", { scope: "row", title: given }, given),
            ...names.map((predicted, column) => cell(given, predicted, confusion[row][column], rows[row], open))))));
    table.addEventListener("keydown", (event) => move(table, event));
    // One stop for the Tab key; arrows go from cell to cell.
    const first = table.querySelector("button");
    if (first) first.tabIndex = 0;
    return el("div", { class: "table-box" }, table);
}

/**
 * @param {string} given @param {string} predicted @param {number} value @param {number} total of the row
 * @param {(given: string, predicted: string) => void} open
 */
function cell(given, predicted, value, total, open) {
    const right = given === predicted;
    const box = el("td", { class: right ? "right-cell" : "wrong-cell" });
    const share = total > 0 ? value / total : 0;
    box.style.setProperty("--share", `${Math.round(100 * Math.min(1, right ? share : Math.sqrt(share)))}%`);
    const words = right ? `${given}: ${count(value)} of ${count(total)} found` : `${given} taken for ${predicted}: ${count(value)} of ${count(total)}`;
    box.append(el("button", { type: "button", class: "number", tabindex: -1, "aria-label": words, title: words, disabled: value === 0, onclick: () => open(given, predicted) }, value === 0 ? "·" : count(value)));
    return box;
}

/** @param {HTMLTableElement} table @param {KeyboardEvent} event */
function move(table, event) {
    const here = document.activeElement?.closest("td");
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!here || !step) return;
    const rows = [...table.tBodies[0].rows];
    let row = rows.findIndex((each) => each.contains(here));
    let column = here.cellIndex;
    // On to the next cell that has images.
    do {
        row += step[0];
        column += step[1];
        const button = rows[row]?.cells[column]?.querySelector("button");
        if (!button) return;
        if (!button.disabled) {
            event.preventDefault();
            for (const other of table.querySelectorAll("button")) other.tabIndex = -1;
            button.tabIndex = 0;
            button.focus();
            return;
        }
    } while (row >= 0 && row < rows.length);
}
