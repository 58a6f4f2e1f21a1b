// Undo without limit. A step keeps the tiles that it touched as they were, packed as runs, and no more: a step is never
// larger than the picture, and a stroke of the eraser is some kilobytes. Undoing swaps, so the same tiles are the redo.

import { clip } from "./raster.js";

/** @typedef {import("./raster.js").Box} Box */
/** @typedef {import("./floats.js").Float} Float */
/** @typedef {{what: string, tiles: Map<number, Uint32Array>, floats: readonly Float[] | null}} Step what it replaced */

export const TILE = 64;

/** What is being done to a raster at the moment: its tiles as they were before. */
export class Recorder {
    /** @param {import("./raster.js").Raster} raster */
    constructor(raster) {
        this.raster = raster;
        this.across = Math.ceil(raster.width / TILE);
        /** @type {Map<number, Uint32Array>} by the tile's number, row by row, unpacked */
        this.before = new Map();
    }

    /**
     * Call before pixels in the box change.
     * @param {Box} box
     */
    touch(box) {
        const { left, top, right, bottom } = clip(box, this.raster.box);
        if (left >= right || top >= bottom) return;
        for (let y = Math.floor(top / TILE); y * TILE < bottom; y++) {
            for (let x = Math.floor(left / TILE); x * TILE < right; x++) this.tile(y * this.across + x);
        }
    }

    /** @param {number} number @returns {Uint32Array} the tile as it was before, kept now if it wasn't yet */
    tile(number) {
        let words = this.before.get(number);
        if (!words) {
            words = readTile(this.raster, number, this.across);
            this.before.set(number, words);
        }
        return words;
    }

    /** Puts everything back. */
    restore() {
        for (const [number, words] of this.before) writeTile(this.raster, number, this.across, words);
        this.before.clear();
    }
}

/** The steps that were made, and those that were undone. */
export class Steps {
    constructor() {
        /** @type {Step[]} */
        this.done = [];
        /** @type {Step[]} */
        this.undone = [];
    }

    /**
     * @param {string} what
     * @param {Recorder} recorder
     * @param {readonly Float[] | null} floats as they were, where they changed
     */
    push(what, recorder, floats) {
        const tiles = new Map();
        for (const [number, words] of recorder.before) tiles.set(number, packRuns(words));
        this.done.push({ what, tiles, floats });
        this.undone = [];
    }

    /** Bytes that the steps hold. */
    get bytes() {
        let sum = 0;
        for (const step of [...this.done, ...this.undone]) for (const words of step.tiles.values()) sum += words.byteLength;
        return sum;
    }
}

/**
 * Swaps the pixels of a step with those of the raster.
 * @param {Step} step
 * @param {import("./raster.js").Raster} raster
 * @returns {Box | null} what changed
 */
export function swapTiles(step, raster) {
    const across = Math.ceil(raster.width / TILE);
    /** @type {Box | null} */
    let changed = null;
    for (const [number, packed] of step.tiles) {
        const now = readTile(raster, number, across);
        writeTile(raster, number, across, unpackRuns(packed, now.length));
        step.tiles.set(number, packRuns(now));
        const box = tileBox(raster, number, across);
        changed = changed ? { left: Math.min(changed.left, box.left), top: Math.min(changed.top, box.top), right: Math.max(changed.right, box.right), bottom: Math.max(changed.bottom, box.bottom) } : box;
    }
    return changed;
}

/** @param {import("./raster.js").Raster} raster @param {number} number @param {number} across @returns {Box} */
export function tileBox(raster, number, across) {
    const left = (number % across) * TILE;
    const top = Math.floor(number / across) * TILE;
    return { left, top, right: Math.min(left + TILE, raster.width), bottom: Math.min(top + TILE, raster.height) };
}

/** @param {import("./raster.js").Raster} raster @param {number} number @param {number} across */
function readTile(raster, number, across) {
    const { left, top, right, bottom } = tileBox(raster, number, across);
    const wide = right - left;
    const words = new Uint32Array(wide * (bottom - top));
    for (let y = top; y < bottom; y++) words.set(raster.words.subarray(y * raster.width + left, y * raster.width + right), (y - top) * wide);
    return words;
}

/** @param {import("./raster.js").Raster} raster @param {number} number @param {number} across @param {Uint32Array} words */
function writeTile(raster, number, across, words) {
    const { left, top, right, bottom } = tileBox(raster, number, across);
    const wide = right - left;
    for (let y = top; y < bottom; y++) raster.words.set(words.subarray((y - top) * wide, (y - top + 1) * wide), y * raster.width + left);
}

/**
 * Count and value by turns; as it is where that would be longer.
 * @param {Uint32Array} words
 */
export function packRuns(words) {
    const runs = new Uint32Array(words.length);
    let to = 0;
    for (let at = 0; at < words.length;) {
        if (to + 2 >= words.length) return words;
        const value = words[at];
        let end = at + 1;
        while (end < words.length && words[end] === value) end++;
        runs[to++] = end - at;
        runs[to++] = value;
        at = end;
    }
    return runs.slice(0, to);
}

/** @param {Uint32Array} packed @param {number} length of what was packed */
export function unpackRuns(packed, length) {
    if (packed.length === length) return packed;
    const words = new Uint32Array(length);
    for (let at = 0, to = 0; at < packed.length; at += 2) {
        words.fill(packed[at + 1], to, to + packed[at]);
        to += packed[at];
    }
    return words;
}
