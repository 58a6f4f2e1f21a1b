// The columns of the sheet: what each shows, how wide it is, and how text becomes its value.

/**
 * @typedef {"gutter" | "picture" | "text" | "number" | "class" | "split" | "tags"} Kind
 * @typedef {string | number | string[] | null | undefined} Value undefined: not loaded yet
 * @typedef {object} Field
 * @property {string} key
 * @property {string} title
 * @property {Kind} kind
 * @property {number} width in CSS pixels at 100 %
 * @property {boolean} editable
 * @property {string} [sort] the API's name to sort by
 * @property {boolean} [frozen] stays in sight when the sheet scrolls sideways
 * @property {boolean} [hidden] not shown until asked for
 */

export const SPLITS = ["train", "val", "test"];

/** @type {Field[]} */
const FIRST = [
    { key: "number", title: "Row", kind: "gutter", width: 56, editable: false, frozen: true },
    { key: "picture", title: "Picture", kind: "picture", width: 56, editable: false, frozen: true },
    { key: "name", title: "Name", kind: "text", width: 200, editable: false, sort: "name" },
    { key: "label", title: "Label", kind: "class", width: 120, editable: true, sort: "label" },
    { key: "split", title: "Split", kind: "split", width: 104, editable: true, sort: "split" },
    { key: "tags", title: "Tags", kind: "tags", width: 200, editable: true },
    { key: "order", title: "Similarity", kind: "number", width: 112, editable: false, sort: "similarity" },
];

/** @type {Field[]} */
const LAST = [
    { key: "size", title: "Size", kind: "text", width: 104, editable: false, sort: "width" },
    { key: "bytes", title: "Bytes", kind: "number", width: 96, editable: false, sort: "bytes", hidden: true },
    { key: "path", title: "Path", kind: "text", width: 280, editable: false, sort: "path", hidden: true },
    { key: "id", title: "Number", kind: "number", width: 88, editable: false, sort: "id", hidden: true },
];

/** @param {Tessera.Workspace} workspace @returns {Field[]} */
export function fieldsOf(workspace) {
    const imported = workspace.columns.map(({ name, kind }) => /** @type {Field} */ ({
        key: `column.${name}`, title: name, kind, width: 140, editable: true, sort: `column.${name}`,
    }));
    return [...FIRST, ...imported, ...LAST];
}

/** @param {Value} value as it stands in a cell and on the clipboard */
export function textOf(value) {
    if (value === null || value === undefined) return "";
    return Array.isArray(value) ? value.join(", ") : String(value);
}

/**
 * The value that text means for a field.
 * @param {Field} field
 * @param {string} text
 * @param {string[]} classes names of the classes
 * @returns {{value: Value} | {unknownClass: string} | {problem: string}}
 */
export function parse(field, text, classes) {
    const trimmed = text.trim();
    if (!field.editable) return { problem: `${field.title} can't be edited.` };
    if (field.kind === "tags") return { value: parseTags(trimmed) };
    if (trimmed === "") return { value: null };
    if (field.kind === "class") {
        const known = sameName(classes, trimmed);
        return known === undefined ? { unknownClass: trimmed } : { value: known };
    }
    if (field.kind === "split") {
        if (/^(none|-|–)$/i.test(trimmed)) return { value: null };
        const split = SPLITS.find((name) => name.startsWith(trimmed.toLowerCase())) ?? { valid: "val", validation: "val" }[trimmed.toLowerCase()];
        return split ? { value: split } : { problem: `“${trimmed}” is no split. Splits are train, val, test or none.` };
    }
    if (field.kind === "number") {
        const number = Number(trimmed.replace(",", "."));
        return Number.isFinite(number) ? { value: number } : { problem: `“${trimmed}” is no number, and ${field.title} holds numbers.` };
    }
    return { value: trimmed };
}

/**
 * The name itself, or the only one that differs by case alone.
 * @param {string[]} names
 * @param {string} text
 */
function sameName(names, text) {
    if (names.includes(text)) return text;
    const alike = names.filter((name) => name.toLowerCase() === text.toLowerCase());
    return alike.length === 1 ? alike[0] : undefined;
}

/** @param {string} text tags with commas between @returns {string[]} */
export function parseTags(text) {
    return [...new Set(text.split(/[,;]/).map((tag) => tag.trim()).filter(Boolean))];
}

/** @param {Value} a @param {Value} b */
export function sameValue(a, b) {
    return a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((tag, index) => tag === b[index]));
}

/**
 * One cell's new value as the API takes it, added to what the row has already.
 * @param {Tessera.CellChanges} set
 * @param {string} key
 * @param {Value} value
 */
export function addToSet(set, key, value) {
    if (key === "label" || key === "split") set[key] = /** @type {string | null} */ (value);
    else if (key === "tags") set.tags = /** @type {string[]} */ (value);
    else set.columns = { ...set.columns, [key.slice("column.".length)]: /** @type {string | number | null} */ (value) };
}
