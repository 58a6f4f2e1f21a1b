// The grid: head, rows, the active cell and the chosen ranges, drawn and kept in step. What keys, mouse and clipboard do to
// it lies in modules of their own.

import { el } from "../shared/dom.js";
import { Pictures } from "./pictures.js";
import { Ranges } from "./ranges.js";
import { RowView } from "./row-view.js";
import { Viewport } from "./viewport.js";

/** @typedef {import("./fields.js").Field} Field */

export class Grid {
    /**
     * @param {HTMLElement} element
     * @param {import("./rows.js").Rows} rows
     * @param {import("./edits.js").Edits} edits
     * @param {(sample: Tessera.Sample) => boolean} isGone whether a row is shown only because the order doesn't jump
     */
    constructor(element, rows, edits, isGone) {
        this.element = element;
        this.rows = rows;
        this.edits = edits;
        this.ranges = new Ranges();
        this.pictures = new Pictures();
        /** @type {Field[]} those shown */
        this.fields = [];
        this.rowHeight = 40;
        this.hurried = false;
        /** @type {Record<string, number>} widths that people pulled, by field */
        this.widths = {};
        /** @type {Set<() => void>} */
        this.renderListeners = new Set();
        /** @type {() => void} */
        this.onSelect = () => {};
        this.handle = el("span", { class: "fill-handle", title: "Drag to fill down" });
        this.head = el("div", { class: "head row", role: "row", "aria-rowindex": 1 });
        this.viewport = new Viewport(element, el("div", { class: "head-box", role: "rowgroup" }, this.head), () => new RowView({
            rows, ranges: this.ranges, pictures: this.pictures, fields: () => this.fields, hurried: () => this.hurried, pending: (id) => edits.pending(id), isGone,
        }));
        this.viewport.onRender = (first, end, fast) => this.#rendered(first, end, fast);
        /** @type {ReturnType<typeof setTimeout> | undefined} */
        this.fetching = undefined;
        rows.onUpdate = () => this.draw();
        new ResizeObserver(() => this.applyWidths()).observe(element);
    }

    /** @param {Field[]} fields */
    setFields(fields) {
        this.fields = fields;
        this.element.setAttribute("aria-colcount", String(fields.length));
        this.applyWidths();
        this.draw();
    }

    applyWidths() {
        const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
        const widths = this.fields.map((field) => (field.kind === "picture" ? Math.max(56, this.rowHeight + 8) : this.#ownWidth(field) * rem * this.#textScale));
        this.#share(widths);
        let total = 0;
        this.fields.forEach((_, column) => {
            const width = widths[column];
            this.element.style.setProperty(`--w${column}`, `${width}px`);
            this.element.style.setProperty(`--l${column}`, `${total}px`);
            total += width;
        });
        this.element.style.setProperty("--sheet-width", `${total}px`);
    }

    /** @param {Field} field @returns {number} at 100 %; the numbers of a million rows need more than those of a thousand */
    #ownWidth(field) {
        const pulled = this.widths[field.key];
        if (pulled !== undefined || field.kind !== "gutter") return pulled ?? field.width;
        return Math.max(field.width, 8 * String(this.rows.count).length + 20);
    }

    /**
     * Room that is left over goes to what is most often cut off.
     * @param {number[]} widths is changed
     */
    #share(widths) {
        let left = this.element.clientWidth - widths.reduce((sum, width) => sum + width, 0);
        for (const [key, most] of /** @type {const} */ ([["name", 120], ["tags", 200]])) {
            const column = this.fields.findIndex((field) => field.key === key);
            if (column < 0 || this.widths[key] !== undefined || left <= 0) continue;
            const more = Math.min(left, most);
            widths[column] += more;
            left -= more;
        }
    }

    /** @param {number} height CSS pixels; text grows with it, so that a projector can be read from the last row */
    setRowHeight(height) {
        this.rowHeight = height;
        this.element.style.setProperty("--cell-text", `${0.8125 * this.#textScale}rem`);
        this.element.style.setProperty("--picture-side", `${height - 6}px`);
        this.pictures.fit(height);
        this.applyWidths();
        this.viewport.resize(this.rows.count, height);
    }

    get #textScale() {
        return Math.min(1.75, Math.max(1, 1 + (this.rowHeight - 56) / 200));
    }

    /**
     * After the rows themselves changed.
     * @param {number} [row] the one to make active
     */
    reset(row = 0) {
        this.element.setAttribute("aria-rowcount", String(this.rows.count + 1));
        this.applyWidths();
        this.ranges.moveTo(row, this.ranges.active.column);
        this.ranges.clamp(this.rows.count, this.fields.length);
        this.viewport.resize(this.rows.count, this.rowHeight);
        if (this.rows.count > 0) this.viewport.reveal(this.ranges.active.row);
        this.onSelect();
    }

    draw() {
        this.viewport.pinned = this.ranges.active.row;
        this.viewport.render(this.hurried);
    }

    /** @param {number} first @param {number} end @param {boolean} fast */
    #rendered(first, end, fast) {
        this.hurried = fast;
        clearTimeout(this.fetching);
        this.fetching = setTimeout(() => this.rows.need(first - 20, end + 40).catch(() => {}), fast ? 90 : 15);
        this.#placeHandle();
        for (const listener of this.renderListeners) listener();
    }

    /** The handle that fills down lies in the last cell of the range, where it can be edited. */
    #placeHandle() {
        const { bottom, right } = this.ranges.current;
        const cell = this.fields[right]?.editable && this.rows.count > 0 ? this.cellAt(bottom, right) : undefined;
        if (!cell) this.handle.remove();
        else if (this.handle.parentElement !== cell) cell.append(this.handle);
    }

    /** @returns {Field} */
    get activeField() {
        return this.fields[this.ranges.active.column];
    }

    /** @returns {HTMLElement | undefined} */
    get activeCell() {
        const { row, column } = this.ranges.active;
        return this.cellAt(row, column);
    }

    /** @param {number} row @param {number} column @returns {HTMLElement | undefined} undefined when it is out of sight */
    cellAt(row, column) {
        const cell = this.viewport.elementOf(row)?.children[column];
        return cell instanceof HTMLElement ? cell : undefined;
    }

    /**
     * Makes a cell the active one.
     * @param {number} row
     * @param {number} column
     * @param {{extend?: boolean, focus?: boolean}} options
     */
    moveTo(row, column, { extend = false, focus = true } = {}) {
        if (this.rows.count === 0) return;
        const to = { row: Math.max(0, Math.min(row, this.rows.count - 1)), column: Math.max(0, Math.min(column, this.fields.length - 1)) };
        // Widening a range that runs to the last row must not run there with the view.
        const sideways = extend && to.row === this.ranges.corner.row;
        if (extend) this.ranges.extendTo(to.row, to.column);
        else this.ranges.moveTo(to.row, to.column);
        this.viewport.pinned = this.ranges.active.row;
        if (!sideways) this.viewport.reveal(to.row);
        this.draw();
        this.#revealColumn(to.column);
        if (focus) this.focus();
        this.onSelect();
    }

    /** After the ranges were changed from outside. */
    selectionChanged() {
        this.draw();
        this.onSelect();
    }

    focus() {
        this.activeCell?.focus({ preventScroll: true });
    }

    get hasFocus() {
        return this.viewport.layer.contains(document.activeElement);
    }

    /** @param {number} column */
    #revealColumn(column) {
        const cell = this.activeCell?.parentElement?.children[column];
        if (!(cell instanceof HTMLElement) || this.fields[column].frozen) return;
        const frozen = this.fields.reduce((sum, field, each) => sum + (field.frozen ? parseFloat(this.element.style.getPropertyValue(`--w${each}`)) : 0), 0);
        const left = cell.offsetLeft;
        const { scrollLeft, clientWidth } = this.element;
        if (left < scrollLeft + frozen) this.element.scrollLeft = left - frozen;
        else if (left + cell.offsetWidth > scrollLeft + clientWidth) this.element.scrollLeft = left + cell.offsetWidth - clientWidth;
    }
}
