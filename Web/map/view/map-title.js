// What is seen, in words: the title of the map, right at any time, also in a saved one.

import { count } from "../../shared/format.js";
import { drawAs } from "./shaders.js";

/** @typedef {{shown: number, total: number, mode: number, colour: string, projection: string, filter: string, unplaced: number}} Seen */

/** @param {number} mode */
function drawnWords(mode) {
    return mode === drawAs.dot ? "dots" : mode === drawAs.picture ? "pictures" : "their class";
}

/**
 * Such as "2,832 of 2,932 images, drawn as their class, coloured by split".
 * @param {Seen} seen
 */
export function titleWords({ shown, total, mode, colour }) {
    const images = shown === total ? `${count(total)} images` : `${count(shown)} of ${count(total)} images`;
    return `${images}, drawn as ${drawnWords(mode)}, coloured by ${colour}`;
}

/**
 * Such as "UMAP of characters+general, seed 42".
 * @param {Seen} seen
 */
export function subtitleWords({ projection, filter, unplaced }) {
    const parts = [projection];
    if (filter) parts.push(`only ${filter}`);
    if (unplaced > 0) parts.push(`${count(unplaced)} not on this map: added or embedded after it was laid out`);
    return parts.join(" · ");
}

/**
 * The projection in words.
 * @param {{model: string, seed?: number | null, method?: string}} projection
 */
export function projectionWords({ model, seed, method = "UMAP" }) {
    return `${method} of ${model}${seed === null || seed === undefined ? "" : `, seed ${seed}`}`;
}

/**
 * A filter as it stands in the address, in words.
 * @param {URLSearchParams} filter
 */
export function filterWords(filter) {
    /** @type {Record<string, string>} */
    const empty = { label: "unlabelled", split: "no split" };
    return [...filter].map(([key, value]) => (key === "q" ? `“${value}”` : key === "changed" ? "changed" : value === "" ? empty[key] ?? key : `${key.replace("column.", "")} ${value}`)).join(", ");
}
