// Copy, cut and paste of ranges, as text with tabs: to and from Google Sheets, Excel and editors.

import { api } from "../shared/api.js";
import { decodeColumns } from "../shared/columns.js";
import { confirmDialog } from "../shared/dialog.js";
import { plural } from "../shared/format.js";
import { toast, toastError } from "../shared/toast.js";
import { clearCells } from "./fill.js";
import { parse, textOf } from "./fields.js";
import { readTSV, writeHTML, writeTSV } from "./tsv.js";

const MOST_PASTED_ROWS = 100_000;

/**
 * @param {import("./grid.js").Grid} grid
 * @param {import("./cell-editor.js").CellEditor} editor
 */
export function listenToClipboard(grid, editor) {
    const ours = () => grid.hasFocus && !editor.open;
    document.addEventListener("copy", (event) => {
        if (ours()) copy(grid, event);
    });
    document.addEventListener("cut", (event) => {
        if (!ours()) return;
        copy(grid, event);
        clearCells(grid);
    });
    document.addEventListener("paste", (event) => {
        if (!ours()) return;
        event.preventDefault();
        const text = event.clipboardData?.getData("text/plain") ?? "";
        if (text) paste(grid, editor, text).catch(toastError);
    });
}

/** @param {import("./grid.js").Grid} grid @param {ClipboardEvent} event */
function copy(grid, event) {
    event.preventDefault();
    const range = grid.ranges.current;
    const fields = grid.fields.slice(range.left, range.right + 1).filter(hasText);
    if (fields.length === 0) {
        toast("Row numbers and pictures can't be copied as text. Choose other columns too.");
        return;
    }
    const here = cellsOf(grid, range, fields);
    if (here) {
        event.clipboardData?.setData("text/plain", writeTSV(here));
        event.clipboardData?.setData("text/html", writeHTML(here));
        if (range.bottom > range.top) toast(`Copied ${plural(here.length, "row")}.`, { seconds: 2 });
        return;
    }
    copyLater(grid, range, fields).catch(toastError);
}

/** @param {import("./fields.js").Field} field */
function hasText({ kind }) {
    return kind !== "gutter" && kind !== "picture";
}

/**
 * @param {import("./grid.js").Grid} grid
 * @param {import("./ranges.js").Range} range
 * @param {import("./fields.js").Field[]} fields
 * @returns {string[][] | null} null when some rows aren't loaded
 */
function cellsOf(grid, range, fields) {
    const lines = [];
    for (let row = range.top; row <= range.bottom; row++) {
        const values = fields.map((field) => grid.rows.value(row, field.key));
        if (values.includes(undefined)) return null;
        lines.push(values.map(textOf));
    }
    return lines;
}

/**
 * Rows that were never looked at are fetched first, all in one request.
 * @param {import("./grid.js").Grid} grid
 * @param {import("./ranges.js").Range} range
 * @param {import("./fields.js").Field[]} fields
 */
async function copyLater(grid, range, fields) {
    if (!navigator.clipboard || typeof ClipboardItem === "undefined") {
        await grid.rows.need(range.top, range.bottom + 1);
        toast("These rows had to be loaded first. Copy again.");
        return;
    }
    const wanted = fields.flatMap((field) => (field.key === "size" ? ["width", "height"] : [field.key]));
    const lines = (async () => {
        const table = decodeColumns(await api.columns([...new Set(["id", ...wanted])], new URLSearchParams({ state: "all" })));
        /** @param {string} key @param {number} at */
        const text = (key, at) => {
            const column = table.columns.get(key);
            if (!column || column.values[at] === column.missing || Number.isNaN(column.values[at])) return "";
            if (key === "order") return String(column.values[at] + 1);
            const value = column.dictionary ? column.dictionary[column.values[at]] : String(column.values[at]);
            return key === "tags" ? value.replaceAll("\u001f", ", ") : value;
        };
        const ids = table.columns.get("id")?.values ?? [];
        const places = new Map(Array.from(ids, (id, at) => [id, at]));
        const rows = [];
        for (let row = range.top; row <= range.bottom; row++) {
            const at = places.get(grid.rows.ids[row]) ?? -1;
            rows.push(fields.map(({ key }) => (key === "size" ? `${text("width", at)} × ${text("height", at)}` : text(key, at))));
        }
        return rows;
    })();
    await navigator.clipboard.write([new ClipboardItem({
        "text/plain": lines.then((rows) => new Blob([writeTSV(rows)], { type: "text/plain" })),
        "text/html": lines.then((rows) => new Blob([writeHTML(rows)], { type: "text/html" })),
    })]);
    toast(`Copied ${plural(range.bottom - range.top + 1, "row")}.`, { seconds: 2 });
}

/**
 * Puts text into the sheet from the range's first cell on. One value fills the whole range.
 * @param {import("./grid.js").Grid} grid
 * @param {import("./cell-editor.js").CellEditor} editor
 * @param {string} text
 */
async function paste(grid, editor, text) {
    const lines = readTSV(text);
    if (lines.length > MOST_PASTED_ROWS) throw new Error(`That is more than ${MOST_PASTED_ROWS} rows. Paste it in parts.`);
    const targets = targetsOf(grid, lines);
    const classes = editor.classes;
    /** @type {import("./edits.js").CellEdit[]} */
    const cells = [];
    /** @type {Set<string>} */
    const unknown = new Set();
    /** @type {Set<string>} */
    const problems = new Set();
    for (const { row, field, text: cell } of targets) {
        const parsed = parse(field, cell, classes);
        if ("problem" in parsed) problems.add(parsed.problem);
        else if ("unknownClass" in parsed) {
            unknown.add(parsed.unknownClass);
            cells.push({ row, key: field.key, value: parsed.unknownClass });
        } else cells.push({ row, key: field.key, value: parsed.value });
    }
    if (unknown.size > 0 && !(await allowClasses([...unknown]))) return;
    grid.focus();
    const differing = grid.edits.setCells(cells, { reason: "paste", createClasses: unknown.size > 0 });
    const [problem] = problems;
    if (problem) toast(problems.size === 1 ? problem : `${problem} And ${plural(problems.size - 1, "more problem")}; those cells stay as they were.`, { kind: "error" });
    else if (differing === 0) toast("Everything pasted was there already.", { seconds: 3 });
}

/** @param {string[]} names */
function allowClasses(names) {
    const shown = names.slice(0, 8).map((name) => `“${name}”`).join(", ");
    return confirmDialog({
        title: names.length === 1 ? "A new class?" : `${names.length} new classes?`,
        text: `What you paste has labels that are no classes yet: ${shown}${names.length > 8 ? ", …" : ""}. Add them to the classes?`,
        yes: "Add and paste",
    });
}

/**
 * Which cell gets which text.
 * @param {import("./grid.js").Grid} grid
 * @param {string[][]} lines
 * @returns {{row: number, field: import("./fields.js").Field, text: string}[]}
 */
function targetsOf(grid, lines) {
    const { ranges, fields, rows } = grid;
    const targets = [];
    const one = lines.length === 1 && lines[0].length === 1;
    if (one) {
        for (const range of ranges.all) {
            for (let row = range.top; row <= range.bottom; row++) {
                for (let column = range.left; column <= range.right; column++) {
                    if (fields[column].editable || ranges.isSingle) targets.push({ row, field: fields[column], text: lines[0][0] });
                }
            }
        }
        return targets;
    }
    const { top, bottom, left } = ranges.current;
    // A range that is a multiple of what is pasted is filled with copies of it.
    const times = (bottom - top + 1) % lines.length === 0 ? (bottom - top + 1) / lines.length : 1;
    const height = Math.min(lines.length * times, rows.count - top);
    const across = fields.slice(left).filter(hasText);
    for (let at = 0; at < height; at++) {
        const line = lines[at % lines.length];
        for (let column = 0; column < line.length && column < across.length; column++) {
            // What can't be edited was copied along with the rest; it isn't meant to be changed.
            if (across[column].editable) targets.push({ row: top + at, field: across[column], text: line[column] });
        }
    }
    return targets;
}
