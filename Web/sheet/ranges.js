// Which cells are chosen: rectangles of rows and columns, the last of which is being drawn, and the one active cell.
// Nothing here knows the page; a range over 100,000 rows costs as much as one over two.

/** @typedef {{row: number, column: number}} Cell */
/** @typedef {{top: number, bottom: number, left: number, right: number}} Range all inclusive */

export class Ranges {
    constructor() {
        /** @type {Cell} where typing goes */
        this.active = { row: 0, column: 0 };
        /** @type {Cell} where the last range began */
        this.anchor = { row: 0, column: 0 };
        /** @type {Cell} its other corner */
        this.corner = { row: 0, column: 0 };
        /** @type {Range[]} the earlier ones, kept by Ctrl+click */
        this.earlier = [];
    }

    /** @returns {Range} the one being drawn */
    get current() {
        const { anchor, corner } = this;
        return {
            top: Math.min(anchor.row, corner.row),
            bottom: Math.max(anchor.row, corner.row),
            left: Math.min(anchor.column, corner.column),
            right: Math.max(anchor.column, corner.column),
        };
    }

    get all() {
        return [...this.earlier, this.current];
    }

    /**
     * One cell alone.
     * @param {number} row
     * @param {number} column
     */
    moveTo(row, column) {
        this.earlier = [];
        this.#begin(row, column);
    }

    /** @param {number} row @param {number} column */
    extendTo(row, column) {
        this.corner = { row, column };
    }

    /**
     * Begins another range beside those there are.
     * @param {number} row
     * @param {number} column
     */
    add(row, column) {
        this.earlier.push(this.current);
        this.#begin(row, column);
    }

    /**
     * @param {number} row
     * @param {number} column
     */
    #begin(row, column) {
        this.active = { row, column };
        this.anchor = { row, column };
        this.corner = { row, column };
    }

    /** @param {Range} range */
    set(range) {
        this.earlier = [];
        this.#begin(range.top, range.left);
        this.corner = { row: range.bottom, column: range.right };
    }

    /**
     * Moves the active cell within the last range, round and round.
     * @param {number} down
     */
    cycle(down) {
        const { top, bottom } = this.current;
        const height = bottom - top + 1;
        this.active = { row: top + ((this.active.row - top + down + height) % height), column: this.active.column };
    }

    /** The active cell alone. */
    collapse() {
        this.moveTo(this.active.row, this.active.column);
    }

    /** @param {number} row @param {number} column */
    has(row, column) {
        return this.all.some((range) => row >= range.top && row <= range.bottom && column >= range.left && column <= range.right);
    }

    get isSingle() {
        const { top, bottom, left, right } = this.current;
        return this.earlier.length === 0 && top === bottom && left === right;
    }

    /** How many rows have a chosen cell. */
    get rowCount() {
        return this.rowSpans().reduce((sum, [top, bottom]) => sum + bottom - top + 1, 0);
    }

    /** How many cells are chosen, counting a cell in two ranges twice. */
    get cellCount() {
        return this.all.reduce((sum, range) => sum + (range.bottom - range.top + 1) * (range.right - range.left + 1), 0);
    }

    /** @returns {number[]} the chosen rows, ascending */
    rows() {
        const rows = [];
        for (const [top, bottom] of this.rowSpans()) for (let row = top; row <= bottom; row++) rows.push(row);
        return rows;
    }

    /** @returns {[number, number][]} chosen rows as spans that neither touch nor overlap, ascending */
    rowSpans() {
        /** @type {[number, number][]} */
        const spans = [];
        for (const { top, bottom } of this.all.sort((a, b) => a.top - b.top)) {
            const last = spans.at(-1);
            if (last && top <= last[1] + 1) last[1] = Math.max(last[1], bottom);
            else spans.push([top, bottom]);
        }
        return spans;
    }

    /**
     * Keeps everything within a sheet of this size.
     * @param {number} rows
     * @param {number} columns
     */
    clamp(rows, columns) {
        /** @param {Cell} cell @returns {Cell} */
        const within = ({ row, column }) => ({ row: Math.max(0, Math.min(row, rows - 1)), column: Math.max(0, Math.min(column, columns - 1)) });
        this.active = within(this.active);
        this.anchor = within(this.anchor);
        this.corner = within(this.corner);
        this.earlier = this.earlier.filter((range) => range.bottom < rows && range.right < columns);
    }
}
