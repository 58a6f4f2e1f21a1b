// The samples on the map as typed arrays: nothing here is an object per point, so that a million points
// are some tens of megabytes and go to the graphics card as they are.

import { GridIndex, gridOrder } from "./grid-index.js";

/** @typedef {import("../../shared/columns.js").ColumnTable} ColumnTable */
/** @typedef {import("../../shared/columns.js").Column} Column */

/** @typedef {{left: number, right: number, bottom: number, top: number}} MapBox in the projection's own coordinates */

/** What a point is just now; bits of `flags`. */
export const hiddenFlag = 1;
export const selectedFlag = 2;
export const hoverFlag = 4;

/** The samples that have a place on the map. Rows are counted from 0 in the order of the map's grid. */
export class Points {
    /**
     * @param {ColumnTable} table with id, x, y and label at least
     * @param {MapBox} box of the whole map, so that a filter leaves every point in its place
     */
    constructor(table, box = mapBox(table)) {
        const [x, y] = ["x", "y"].map((name) => requiredColumn(table, name).values);
        /** Rows of the table that have no place yet: their embedding or projection is to come. */
        this.unplaced = 0;
        const placed = new Uint32Array(table.count);
        let count = 0;
        for (let row = 0; row < table.count; row++) {
            if (Number.isFinite(x[row]) && Number.isFinite(y[row])) placed[count++] = row;
            else this.unplaced++;
        }
        this.count = count;
        // Shuffled before they are sorted by place: in a crowd, no split or class lies on top only because it was
        // imported last.
        shuffle(placed, count);
        const longer = count > 0 ? Math.max(box.right - box.left, box.top - box.bottom, 1e-6) : 1;
        /** @type {[number, number]} the far corner of the box of the whole map */
        this.extent = count > 0 ? [(box.right - box.left) / longer, (box.top - box.bottom) / longer] : [1, 1];
        const positions = normalizedPositions(x, y, placed.subarray(0, count), box, longer);
        const order = gridOrder(positions);
        /** Row → row of the table that was read. */
        this.tableRow = order.order.map((at) => placed[at]);
        /** @type {Float32Array} x and y by turns, in a box whose longer side is 1; y goes up */
        this.positions = new Float32Array(count * 2);
        for (let row = 0; row < count; row++) {
            const from = 2 * order.order[row];
            this.positions[2 * row] = positions[from];
            this.positions[2 * row + 1] = positions[from + 1];
        }
        this.grid = new GridIndex(this.positions, order);
        /** @type {Map<string, Column>} columns with only the placed rows, each its own copy */
        this.columns = new Map();
        for (const [name, column] of table.columns) {
            const values = /** @type {typeof column.values} */ (column.values.slice(0, count));
            for (let row = 0; row < count; row++) values[row] = column.values[this.tableRow[row]];
            this.columns.set(name, { ...column, values, dictionary: column.dictionary && [...column.dictionary] });
        }
        this.ids = requiredColumn(this, "id").values;
        /** @type {Map<number, number>} */
        this.rows = new Map();
        for (let row = 0; row < count; row++) this.rows.set(this.ids[row], row);
        this.flags = new Uint8Array(count);
        /** Rows in the order in which look-alikes lie together, where that order is known. */
        this.similarityOrder = rowsInOrder(this.columns.get("order"), count);
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
        if (!column || column.dictionary === null) return;
        if (text === null) {
            column.values[row] = column.missing;
            return;
        }
        let place = column.dictionary.indexOf(text);
        if (place < 0) place = column.dictionary.push(text) - 1;
        if (place >= column.missing) widen(column);
        column.values[row] = place;
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

/**
 * Always the same shuffle of the first `count` (Fisher and Yates, with a small generator of its own).
 * @param {Uint32Array} rows @param {number} count
 */
export function shuffle(rows, count) {
    let state = 0x9e3779b9;
    for (let last = count - 1; last > 0; last--) {
        state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + last) | 0;
        const other = (state >>> 0) % (last + 1);
        [rows[last], rows[other]] = [rows[other], rows[last]];
    }
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
 * @param {ArrayLike<number>} x @param {ArrayLike<number>} y @param {Uint32Array} rows
 * @param {MapBox} box @param {number} longer of its sides
 */
function normalizedPositions(x, y, rows, box, longer) {
    const positions = new Float32Array(rows.length * 2);
    for (let at = 0; at < rows.length; at++) {
        positions[2 * at] = (x[rows[at]] - box.left) / longer;
        positions[2 * at + 1] = (y[rows[at]] - box.bottom) / longer;
    }
    return positions;
}

/** @param {Column | undefined} order @param {number} count */
function rowsInOrder(order, count) {
    const rows = Uint32Array.from({ length: count }, (_, row) => row);
    if (!order) return rows;
    const ranks = order.values;
    return rows.sort((a, b) => ranks[a] - ranks[b]);
}
