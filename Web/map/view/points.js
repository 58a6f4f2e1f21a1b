// The samples on the map as typed arrays: nothing here is an object per point, so that a million points
// are some tens of megabytes and go to the graphics card as they are.

import { GridIndex, gridOrder } from "./grid-index.js";
import { RowIndex } from "./row-index.js";

/** @typedef {import("../../shared/columns.js").ColumnTable} ColumnTable */
/** @typedef {import("../../shared/columns.js").Column} Column */

/** @typedef {{left: number, right: number, bottom: number, top: number}} MapBox in the projection's own coordinates */

/** What a point is just now; bits of `flags`. */
export const hiddenFlag = 1;
export const selectedFlag = 2;
export const hoverFlag = 4;
/** Selected when the present area was begun (see selection.js). */
export const beforeFlag = 8;

/** The samples that have a place on the map. Rows are counted from 0 in the order of the map's grid. */
export class Points {
    /**
     * @param {ColumnTable} table with id, x, y and label at least
     * @param {MapBox} box of the whole map, so that a filter leaves every point in its place
     */
    constructor(table, box = table.box ?? mapBox(table)) {
        const [x, y] = ["x", "y"].map((name) => requiredColumn(table, name).values);
        const placed = placedRows(x, y);
        const count = placed?.length ?? table.count;
        this.count = count;
        /** Rows of the table that have no place yet: their embedding or projection is to come. */
        this.unplaced = table.count - count;
        const longer = count > 0 ? Math.max(box.right - box.left, box.top - box.bottom, 1e-6) : 1;
        /** @type {[number, number]} the far corner of the box of the whole map */
        this.extent = count > 0 ? [(box.right - box.left) / longer, (box.top - box.bottom) / longer] : [1, 1];
        const positions = normalizedPositions(x, y, placed, count, box, longer);
        const { side, starts, order } = gridOrder(positions);
        /** Row → row of the table that was read. */
        this.tableRow = placed ? order.map((at) => placed[at]) : order;
        /** @type {Float32Array} x and y by turns, in a box whose longer side is 1; y goes up */
        this.positions = positionsInOrder(positions, order);
        this.grid = new GridIndex(this.positions, { side, starts });
        /** @type {Map<string, Column>} columns with only the placed rows, each its own copy; places have theirs above */
        this.columns = new Map();
        for (const [name, column] of table.columns) {
            if (name === "x" || name === "y") continue;
            const values = columnInOrder(column.values, this.tableRow);
            this.columns.set(name, { ...column, values, dictionary: column.dictionary && [...column.dictionary] });
        }
        this.ids = requiredColumn(this, "id").values;
        this.rows = new RowIndex(this.ids);
        this.flags = new Uint8Array(count);
        /** @type {Uint32Array | null} */
        this.ordered = null;
        this.orderAsked = false;
    }

    /** Rows in the order in which look-alikes lie together, where that order is known. */
    get similarityOrder() {
        this.ordered ??= rowsInOrder(this.columns.get("order"), this.count);
        return this.ordered;
    }

    /** Has the order of look-alikes ready when the first images are to be shown, without holding up the first picture. */
    prepareOrder() {
        if (this.orderAsked) return;
        this.orderAsked = true;
        setTimeout(() => this.similarityOrder, 300);
    }

    /** @param {string} name */
    column(name) {
        return this.columns.get(name) ?? null;
    }

    /** @param {number} row @param {string} name @returns {string | null} */
    text(row, name) {
        const column = this.columns.get(name);
        if (!column) return null;
        const value = column.values[row];
        if (column.dictionary === null) return Number.isNaN(value) ? null : String(value);
        return column.dictionary[value] ?? null;
    }

    /**
     * Writes a number into a column without a dictionary.
     * @param {number} row @param {string} name @param {number} value
     */
    setNumber(row, name, value) {
        const column = this.columns.get(name);
        if (column && column.dictionary === null) column.values[row] = value;
    }

    /**
     * Writes a text into a dictionary column; a word that is new is added to the dictionary.
     * @param {number} row @param {string} name @param {string | null} text
     */
    setText(row, name, text) {
        const column = this.columns.get(name);
        if (column && column.dictionary !== null) column.values[row] = this.code(column, text);
    }

    /**
     * The number that stands for a text in a dictionary column. Ask before looking at the column's `values`: a word that is
     * new may widen them.
     * @param {Column} column with a dictionary @param {string | null} text
     * @returns {number}
     */
    code(column, text) {
        if (text === null || column.dictionary === null) return column.missing;
        let place = column.dictionary.indexOf(text);
        if (place < 0) place = column.dictionary.push(text) - 1;
        if (place >= column.missing) widen(column);
        return place;
    }
}

/**
 * Makes room for more words than the column's numbers could count.
 * @param {Column} column
 */
function widen(column) {
    const { values, missing } = column;
    column.missing = 0xffffffff;
    column.values = Uint32Array.from(values, (value) => (value === missing ? column.missing : value));
}

/** @param {{columns: Map<string, Column>}} table @param {string} name */
function requiredColumn(table, name) {
    const column = table.columns.get(name);
    if (!column) throw new Error(`The data of the map lacks the column ${name}. Reload the page.`);
    return column;
}

/**
 * The box around all points of a table.
 * @param {ColumnTable} table with x and y
 * @returns {MapBox}
 */
export function mapBox(table) {
    const [x, y] = ["x", "y"].map((name) => requiredColumn(table, name).values);
    let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let row = 0; row < table.count; row++) {
        if (!Number.isFinite(x[row]) || !Number.isFinite(y[row])) continue;
        left = Math.min(left, x[row]);
        right = Math.max(right, x[row]);
        bottom = Math.min(bottom, y[row]);
        top = Math.max(top, y[row]);
    }
    return { left, right, bottom, top };
}

/**
 * The rows that have a place; null: all of them.
 * @param {ArrayLike<number>} x @param {ArrayLike<number>} y
 */
function placedRows(x, y) {
    let first = 0;
    while (first < x.length && x[first] - x[first] === 0 && y[first] - y[first] === 0) first++;
    if (first === x.length) return null;
    const placed = new Uint32Array(x.length);
    let count = 0;
    // A number less itself is 0 unless it is NaN or infinite.
    for (let row = 0; row < x.length; row++) if (x[row] - x[row] === 0 && y[row] - y[row] === 0) placed[count++] = row;
    return placed.subarray(0, count);
}

/**
 * @param {ArrayLike<number>} x @param {ArrayLike<number>} y @param {Uint32Array | null} rows null: all
 * @param {number} count @param {MapBox} box @param {number} longer of its sides
 */
export function normalizedPositions(x, y, rows, count, box, longer) {
    const positions = new Float32Array(count * 2);
    const { left, bottom } = box;
    for (let at = 0; at < count; at++) {
        const row = rows ? rows[at] : at;
        positions[2 * at] = (x[row] - left) / longer;
        positions[2 * at + 1] = (y[row] - bottom) / longer;
    }
    return positions;
}

/** @param {Float32Array} positions @param {Uint32Array} order */
function positionsInOrder(positions, order) {
    const ordered = new Float32Array(positions.length);
    for (let row = 0; row < order.length; row++) {
        const from = 2 * order[row];
        ordered[2 * row] = positions[from];
        ordered[2 * row + 1] = positions[from + 1];
    }
    return ordered;
}

/**
 * @param {import("../../shared/columns.js").ColumnValues} values @param {Uint32Array} rows
 * @returns {import("../../shared/columns.js").ColumnValues}
 */
function columnInOrder(values, rows) {
    const ordered = /** @type {typeof values} */ (values.slice(0, rows.length));
    for (let row = 0; row < rows.length; row++) ordered[row] = values[rows[row]];
    return ordered;
}

/**
 * The rows by their rank, in a counting pass: ranks are small numbers. Images that have none come last.
 * @param {Column | undefined} order @param {number} count
 */
function rowsInOrder(order, count) {
    const rows = new Uint32Array(count);
    const ranks = order?.values;
    let largest = 0;
    if (ranks && order) for (let row = 0; row < count; row++) if (ranks[row] !== order.missing) largest = Math.max(largest, ranks[row]);
    const last = Math.min(largest, mostRanks) + 1;
    const starts = new Uint32Array(last + 2);
    for (let row = 0; row < count; row++) starts[Math.min(ranks ? ranks[row] : 0, last) + 1]++;
    for (let rank = 0; rank <= last; rank++) starts[rank + 1] += starts[rank];
    for (let row = 0; row < count; row++) rows[starts[Math.min(ranks ? ranks[row] : 0, last)]++] = row;
    return rows;
}

/** A projection has no more images than this; ranks beyond are all last. */
const mostRanks = 1 << 24;
