// Reads the binary columns format (`application/vnd.tessera.columns`), in which a whole dataset of
// 100,000 samples is some megabytes and needs no parsing: every column becomes a typed array that
// looks straight into the bytes received. The format is described in docs/map.md.

/** @typedef {Uint8Array | Uint16Array | Uint32Array | Float32Array} ColumnValues */

/**
 * One column. With a dictionary, `values` holds places in it and the type's largest number where
 * there is no value; without, numbers (NaN where there is none in f32).
 * @typedef {{name: string, values: ColumnValues, dictionary: string[] | null, missing: number}} Column
 */

/** @typedef {{left: number, bottom: number, right: number, top: number}} ColumnBox around the whole projection, whatever the filter */

/** @typedef {{count: number, lastChange: number, box: ColumnBox | null, share: number | null, columns: Map<string, Column>}} ColumnTable share: how much of a layout is done */

/** The bytes are not what the format says. */
export class ColumnsError extends Error {
    /** @param {string} message */
    constructor(message) {
        super(`The data from the server can't be read: ${message}. Reload the page.`);
        this.name = "ColumnsError";
    }
}

/** @type {Record<string, {size: number, missing: number, view: (b: ArrayBuffer, at: number, n: number) => ColumnValues}>} */
const columnTypes = {
    u8: { size: 1, missing: 0xff, view: (b, at, n) => new Uint8Array(b, at, n) },
    u16: { size: 2, missing: 0xffff, view: (b, at, n) => new Uint16Array(b, at, n) },
    u32: { size: 4, missing: 0xffffffff, view: (b, at, n) => new Uint32Array(b, at, n) },
    f32: { size: 4, missing: NaN, view: (b, at, n) => new Float32Array(b, at, n) },
};

/**
 * @param {ArrayBuffer} bytes
 * @returns {ColumnTable}
 * @throws {ColumnsError}
 */
export function decodeColumns(bytes) {
    const view = new DataView(bytes);
    if (bytes.byteLength < 8 || view.getUint32(0, false) !== 0x54534331) throw new ColumnsError("it does not begin with TSC1");
    const start = 8 + view.getUint32(4, true);
    if (start > bytes.byteLength) throw new ColumnsError("its header is cut off");
    const header = readColumnsHeader(new TextDecoder().decode(new Uint8Array(bytes, 8, start - 8)));
    const columns = new Map();
    for (const { name, type, offset, dictionary } of header.columns) {
        const kind = columnTypes[type];
        if (!kind) throw new ColumnsError(`column ${name} has the unknown type ${type}`);
        const at = start + offset;
        if (!Number.isInteger(at) || at < start || at % kind.size !== 0 || at + header.count * kind.size > bytes.byteLength) {
            throw new ColumnsError(`column ${name} lies outside of the data`);
        }
        const values = kind.view(bytes, at, header.count);
        columns.set(name, { name, values, dictionary: dictionary ?? null, missing: kind.missing });
    }
    return { count: header.count, lastChange: header.lastChange, box: readBox(header.box), share: typeof header.share === "number" ? header.share : null, columns };
}

/**
 * @param {string} text
 * @returns {{count: number, lastChange: number, box?: unknown, share?: unknown, columns: {name: string, type: string, offset: number, dictionary?: string[]}[]}}
 */
function readColumnsHeader(text) {
    let header;
    try {
        header = JSON.parse(text);
    } catch {
        throw new ColumnsError("its header is not JSON");
    }
    if (!Number.isInteger(header?.count) || header.count < 0 || !Array.isArray(header.columns)) {
        throw new ColumnsError("its header lacks the count or the columns");
    }
    return header;
}

/** @param {unknown} box @returns {ColumnBox | null} */
function readBox(box) {
    if (!Array.isArray(box) || box.length !== 4 || !box.every(Number.isFinite)) return null;
    const [left, bottom, right, top] = box;
    return { left, bottom, right, top };
}

/**
 * The text of one cell of a dictionary column; null where there is none.
 * @param {Column} column
 * @param {number} row
 * @returns {string | null}
 */
export function textAt(column, row) {
    const value = column.values[row];
    if (column.dictionary === null) return Number.isNaN(value) ? null : String(value);
    return value === column.missing ? null : column.dictionary[value] ?? null;
}
