// Puts the samples into groups by one column, and gives each group its colour: a number per sample (`codes`)
// and a list of groups that the legend shows. Texts are groups as they are; numbers are put into eight bins.

import { groupColours, missingColour, rampColours } from "./palette.js";

/** @typedef {import("./points.js").Points} Points */
/** @typedef {import("./palette.js").Theme} Theme */
/** @typedef {{key: string, text: string, count: number, colour: string}} Group */
/** @typedef {{field: string, codes: Uint8Array, groups: Group[], ordered: boolean}} ColourScale */

/** The key of the group without a value; no class or tag can be called so. */
export const missingKey = "";
const mostGroups = 250;
const binCount = 8;

const missingTexts = new Map([["label", "unlabelled"], ["split", "no split"], ["tags", "no tag"]]);

/**
 * @param {Points} points
 * @param {string} field a column
 * @param {Theme} theme
 * @param {string[]} [order] of the groups, where there is one (the label book's); else the largest first
 * @returns {ColourScale}
 */
export function colourScale(points, field, theme, order = []) {
    const column = points.column(field);
    const grouping = column === null ? oneGroup(points.count)
        : column.dictionary === null ? numberGroups(column.values)
        : textGroups(column.values, column.dictionary, order);
    const { keys, codes, ordered } = grouping;
    const counts = new Uint32Array(keys.length + 1);
    for (let row = 0; row < codes.length; row++) counts[codes[row]]++;
    const colours = ordered ? rampColours(keys.length, theme) : groupColours(keys.length, theme);
    /** @type {Group[]} */
    const groups = keys.map((key, code) => ({ key, text: groupText(field, key), count: counts[code], colour: colours[code] }));
    const text = missingTexts.get(field) ?? "no value";
    groups.push({ key: missingKey, text, count: counts[keys.length], colour: missingColour[theme] });
    return { field, codes, groups, ordered };
}

/** @param {string} field @param {string} key */
function groupText(field, key) {
    return field === "tags" ? key.split("\u001f").join(", ") : key;
}

/** @param {number} count */
function oneGroup(count) {
    return { keys: ["all"], codes: new Uint8Array(count), ordered: false };
}

/** @param {ArrayLike<number>} values @param {string[]} dictionary @param {string[]} order */
function textGroups(values, dictionary, order) {
    const counts = new Uint32Array(dictionary.length);
    for (let row = 0; row < values.length; row++) if (values[row] < dictionary.length) counts[values[row]]++;
    const places = new Map(order.map((key, place) => [key, place]));
    const far = order.length;
    const sorted = dictionary.map((key, value) => ({ key, value }))
        .filter(({ key, value }) => key !== missingKey && (counts[value] > 0 || places.has(key)))
        .sort((a, b) => (places.get(a.key) ?? far) - (places.get(b.key) ?? far) || counts[b.value] - counts[a.value]);
    const kept = sorted.slice(0, mostGroups);
    const keys = kept.map(({ key }) => key);
    if (sorted.length > kept.length) keys.push("all others");
    // A value that stands in no list (empty, or without samples) counts as missing.
    const codeOf = new Uint8Array(dictionary.length).fill(keys.length);
    for (const { value } of sorted.slice(mostGroups)) codeOf[value] = keys.length - 1;
    kept.forEach(({ value }, code) => (codeOf[value] = code));
    const codes = new Uint8Array(values.length);
    for (let row = 0; row < values.length; row++) codes[row] = codeOf[values[row]] ?? keys.length;
    return { keys, codes, ordered: false };
}

/** @param {ArrayLike<number>} values */
function numberGroups(values) {
    const known = Float64Array.from(values).filter((value) => !Number.isNaN(value)).sort();
    const edges = binEdges(known);
    const keys = edges.slice(1).map((edge, bin) => `${shortNumber(edges[bin])} – ${shortNumber(edge)}`);
    const codes = new Uint8Array(values.length);
    for (let row = 0; row < values.length; row++) {
        let bin = keys.length;
        if (!Number.isNaN(values[row])) for (bin = 0; bin < keys.length - 1 && values[row] >= edges[bin + 1]; bin++);
        codes[row] = bin;
    }
    return { keys, codes, ordered: true };
}

/** Bins of equal width; of equal counts where one bin would hold more than half of the samples.
 * @param {Float64Array} sorted */
function binEdges(sorted) {
    if (sorted.length === 0) return [];
    const [least, most] = [sorted[0], sorted[sorted.length - 1]];
    if (least === most) return [least, most];
    const equal = Array.from({ length: binCount + 1 }, (_, at) => least + ((most - least) * at) / binCount);
    const fullest = Math.max(...equal.slice(1).map((edge, bin) => countBelow(sorted, edge) - countBelow(sorted, equal[bin])));
    if (fullest <= sorted.length / 2) return equal;
    const quantiles = equal.map((_, at) => sorted[Math.min(Math.floor((at * sorted.length) / binCount), sorted.length - 1)]);
    return [...new Set(quantiles)];
}

/** @param {Float64Array} sorted @param {number} limit */
function countBelow(sorted, limit) {
    let [from, to] = [0, sorted.length];
    while (from < to) {
        const middle = (from + to) >> 1;
        if (sorted[middle] < limit) from = middle + 1;
        else to = middle;
    }
    return from;
}

/** @param {number} value */
function shortNumber(value) {
    return Number(value.toPrecision(3)).toLocaleString("en");
}
