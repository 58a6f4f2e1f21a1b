// One row on the page. It remembers what it shows and touches only what differs.

import { el } from "../shared/dom.js";
import { count } from "../shared/format.js";
import { textOf } from "./fields.js";

/**
 * What a row needs to know of the sheet.
 * @typedef {object} RowSource
 * @property {import("./rows.js").Rows} rows
 * @property {import("./ranges.js").Ranges} ranges
 * @property {import("./pictures.js").Pictures} pictures
 * @property {() => import("./fields.js").Field[]} fields
 * @property {() => boolean} hurried true while rows fly by
 * @property {(id: number) => Tessera.CellChanges | undefined} pending
 * @property {(sample: Tessera.Sample) => boolean} isGone
 */

export class RowView {
    /** @param {RowSource} source */
    constructor(source) {
        this.source = source;
        this.element = el("div", { class: "row", role: "row" });
        /** @type {HTMLElement[]} */
        this.cells = [];
        /** @type {string[]} what each cell shows */
        this.texts = [];
        /** @type {string[]} how each cell looks */
        this.looks = [];
        /** @type {import("./fields.js").Field[] | null} */
        this.fields = null;
        this.row = -1;
        this.id = -1;
    }

    /** @param {number} row */
    paint(row) {
        const fields = this.source.fields();
        if (this.fields !== fields) this.#build(fields);
        const id = this.source.rows.ids[row];
        if (row !== this.row) {
            this.row = row;
            this.element.setAttribute("aria-rowindex", String(row + 2));
            this.element.classList.toggle("odd", row % 2 === 1);
        }
        const sample = this.source.rows.sample(row);
        this.element.classList.toggle("gone", sample !== undefined && this.source.isGone(sample));
        const newPicture = id !== this.id;
        this.id = id;
        const pending = this.source.pending(id);
        for (let column = 0; column < fields.length; column++) {
            const field = fields[column];
            if (field.kind === "picture") this.#paintPicture(this.cells[column], id, newPicture);
            else this.#paintText(column, field);
            this.#paintLook(column, pending !== undefined && touches(pending, field.key));
        }
    }

    /** @param {import("./fields.js").Field[]} fields */
    #build(fields) {
        this.fields = fields;
        this.cells = fields.map((field, column) => el("div", {
            class: `cell ${field.kind}${field.frozen ? " frozen" : ""}${field.editable ? "" : " fixed"}`,
            role: field.kind === "gutter" ? "rowheader" : "gridcell", "aria-colindex": column + 1, "data-column": column, tabindex: -1,
        }));
        this.cells.forEach((cell, column) => {
            cell.style.width = `var(--w${column})`;
            if (fields[column].frozen) cell.style.left = `var(--l${column})`;
            if (!fields[column].editable) cell.setAttribute("aria-readonly", "true");
        });
        this.texts = fields.map(() => "\u0001");
        this.looks = fields.map(() => "");
        this.id = -1;
        this.element.replaceChildren(...this.cells);
    }

    /** @param {HTMLElement} cell @param {number} id @param {boolean} isNew */
    #paintPicture(cell, id, isNew) {
        const { pictures } = this.source;
        const image = this.source.hurried() ? pictures.held(id) : pictures.take(id);
        if (image ? cell.firstChild !== image : isNew && cell.firstChild) cell.replaceChildren(...(image ? [image] : []));
    }

    /** @param {number} column @param {import("./fields.js").Field} field */
    #paintText(column, field) {
        const value = this.source.rows.value(this.row, field.key);
        const text = value === undefined ? "\u0000" : field.kind === "number" && typeof value === "number" && Number.isInteger(value) ? count(value) : textOf(value);
        if (this.texts[column] === text) return;
        this.texts[column] = text;
        const cell = this.cells[column];
        const editor = cell.querySelector(".editor");
        const content = value === undefined ? [el("span", { class: "waiting", "aria-hidden": "true" })] : contentOf(field, value, text);
        cell.replaceChildren(...content, ...(editor ? [editor] : []));
    }

    /**
     * Marks choice, focus and saving.
     * @param {number} column
     * @param {boolean} saving
     */
    #paintLook(column, saving) {
        const { ranges } = this.source;
        const { row } = this;
        let look = saving ? " saving" : "";
        let chosen = false;
        for (const range of ranges.all) {
            if (row < range.top || row > range.bottom || column < range.left || column > range.right) continue;
            chosen = true;
            if (row === range.top) look += " top";
            if (row === range.bottom) look += " bottom";
            if (column === range.left) look += " left";
            if (column === range.right) look += " right";
        }
        if (chosen && !ranges.isSingle) look += " chosen";
        const active = ranges.active.row === row && ranges.active.column === column;
        if (active) look += " active";
        if (this.looks[column] === look) return;
        this.looks[column] = look;
        const cell = this.cells[column];
        const field = this.fields?.[column];
        cell.className = `cell ${field?.kind}${field?.frozen ? " frozen" : ""}${field?.editable ? "" : " fixed"}${look}`;
        cell.setAttribute("aria-selected", String(chosen));
        cell.tabIndex = active ? 0 : -1;
    }
}

/** @param {import("./fields.js").Field} field @param {import("./fields.js").Value} value @param {string} text @returns {(Node | string)[]} */
function contentOf(field, value, text) {
    if (field.kind === "tags" && Array.isArray(value)) return value.map((tag) => el("span", { class: "chip" }, tag));
    if (field.kind === "split" && text) return [el("span", { class: "split-dot", "data-split": text }), el("span", { class: "text" }, text)];
    if (text === "") return field.kind === "class" ? [el("span", { class: "nothing" }, "unlabelled")] : [];
    return [el("span", { class: "text" }, text)];
}

/** @param {Tessera.CellChanges} set @param {string} key */
function touches(set, key) {
    if (key.startsWith("column.")) return Object.hasOwn(set.columns ?? {}, key.slice("column.".length));
    if (key === "tags") return Boolean(set.tags ?? set.addTags ?? set.removeTags);
    return Object.hasOwn(set, key);
}
