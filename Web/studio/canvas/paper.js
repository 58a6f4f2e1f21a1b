// The paper of a picture: what lies under the ink. Its shade comes from the paper around, and its grain from places of the
// picture where there is nothing but paper, so that what is erased looks as if it had never been drawn on.

import { grown, inkMask } from "./ink.js";
import { wordOf } from "./raster.js";

export class Paper {
    /**
     * @param {import("./raster.js").Raster} picture as it was opened; it must not change
     * @param {import("./ink.js").Ink} ink
     */
    constructor(picture, ink) {
        const { width, height } = picture;
        this.picture = picture;
        this.isGrey = picture.isGrey;
        const shorter = Math.min(width, height);
        /** Side of the cells in which the shade is averaged. */
        this.cell = shorter < 48 ? 4 : shorter < 512 ? 8 : 16;
        this.across = Math.ceil(width / this.cell);
        this.down = Math.ceil(height / this.cell);
        // Ink has soft edges: what is next to it is no paper yet.
        const taken = grown(inkMask(picture, ink), width, height, 2);
        const { shade, clean } = this.average(taken, ink);
        /** @type {Float32Array} red, green, blue of each cell */
        this.shade = shade;
        /** @type {Uint32Array} cells that are nothing but paper */
        this.clean = clean;
        /** @type {number | null} the colour, where all of the paper has one */
        this.flat = this.oneColour(taken);
    }

    /** @param {Uint8Array} taken @param {import("./ink.js").Ink} ink */
    average(taken, ink) {
        const { picture: { data, width, height }, cell, across, down } = this;
        const sums = new Float32Array(across * down * 3);
        const weights = new Float32Array(across * down);
        for (let y = 0; y < height; y++) {
            const row = Math.floor(y / cell) * across;
            for (let x = 0; x < width; x++) {
                const at = y * width + x;
                if (taken[at]) continue;
                const to = row + Math.floor(x / cell);
                weights[to]++;
                sums[to * 3] += data[at * 4];
                sums[to * 3 + 1] += data[at * 4 + 1];
                sums[to * 3 + 2] += data[at * 4 + 2];
            }
        }
        const clean = [];
        for (let at = 0; at < weights.length; at++) {
            if (weights[at] === cell * cell) clean.push(at);
            if (weights[at] === 0) continue;
            for (let channel = 0; channel < 3; channel++) sums[at * 3 + channel] /= weights[at];
            weights[at] = 1;
        }
        fillHoles(sums, weights, across, down, ink.isDark ? 255 : 0);
        return { shade: sums, clean: Uint32Array.from(clean) };
    }

    /** @param {Uint8Array} taken */
    oneColour(taken) {
        const { words } = this.picture;
        /** @type {number | null} */
        let found = null;
        for (let at = 0; at < words.length; at++) {
            if (taken[at]) continue;
            if (found === null) found = words[at];
            else if (found !== words[at]) return null;
        }
        return found;
    }

    /**
     * The paper at a pixel.
     * @param {number} x @param {number} y
     */
    word(x, y) {
        if (this.flat !== null) return this.flat;
        const { clean, cell, picture } = this;
        if (clean.length === 0) return wordOf(round(this.at(x, y, 0)), round(this.at(x, y, 1)), round(this.at(x, y, 2)));
        // The same cell of paper lends its grain to the same place always: erasing twice changes nothing.
        const from = clean[scatter(Math.floor(y / cell) * this.across + Math.floor(x / cell)) % clean.length];
        const sx = (from % this.across) * cell + (x % cell);
        const sy = Math.floor(from / this.across) * cell + (y % cell);
        const at = (sy * picture.width + sx) * 4;
        const { data } = picture;
        const red = data[at] + this.at(x, y, 0) - this.at(sx, sy, 0);
        if (this.isGrey) return wordOf(round(red), round(red), round(red));
        return wordOf(round(red), round(data[at + 1] + this.at(x, y, 1) - this.at(sx, sy, 1)), round(data[at + 2] + this.at(x, y, 2) - this.at(sx, sy, 2)));
    }

    /**
     * The shade at a pixel, between the middles of the cells.
     * @param {number} x @param {number} y @param {number} channel
     */
    at(x, y, channel) {
        const { cell, across, down, shade } = this;
        const u = Math.min(across - 1, Math.max(0, (x + 0.5) / cell - 0.5));
        const v = Math.min(down - 1, Math.max(0, (y + 0.5) / cell - 0.5));
        const left = Math.floor(u);
        const top = Math.floor(v);
        const right = Math.min(across - 1, left + 1);
        const bottom = Math.min(down - 1, top + 1);
        const s = u - left;
        const upper = shade[(top * across + left) * 3 + channel] * (1 - s) + shade[(top * across + right) * 3 + channel] * s;
        const lower = shade[(bottom * across + left) * 3 + channel] * (1 - s) + shade[(bottom * across + right) * 3 + channel] * s;
        return upper + (lower - upper) * (v - top);
    }
}

/**
 * Cells without paper take the mean of those around, from coarser and coarser cells.
 * @param {Float32Array} sums @param {Float32Array} weights 0 or 1 @param {number} across @param {number} down @param {number} otherwise
 */
function fillHoles(sums, weights, across, down, otherwise) {
    if (weights.every((weight) => weight > 0)) return;
    if (across === 1 && down === 1) {
        sums.fill(otherwise);
        return;
    }
    const wide = Math.ceil(across / 2);
    const high = Math.ceil(down / 2);
    const coarse = new Float32Array(wide * high * 3);
    const coarseWeights = new Float32Array(wide * high);
    for (let y = 0; y < down; y++) {
        for (let x = 0; x < across; x++) {
            const at = y * across + x;
            if (weights[at] === 0) continue;
            const to = (y >> 1) * wide + (x >> 1);
            coarseWeights[to]++;
            for (let channel = 0; channel < 3; channel++) coarse[to * 3 + channel] += sums[at * 3 + channel];
        }
    }
    for (let at = 0; at < coarseWeights.length; at++) {
        if (coarseWeights[at] === 0) continue;
        for (let channel = 0; channel < 3; channel++) coarse[at * 3 + channel] /= coarseWeights[at];
        coarseWeights[at] = 1;
    }
    fillHoles(coarse, coarseWeights, wide, high, otherwise);
    for (let at = 0; at < weights.length; at++) {
        if (weights[at] > 0) continue;
        const from = (Math.floor(at / across) >> 1) * wide + ((at % across) >> 1);
        for (let channel = 0; channel < 3; channel++) sums[at * 3 + channel] = coarse[from * 3 + channel];
        weights[at] = 1;
    }
}

/** @param {number} value */
function round(value) {
    return value < 0 ? 0 : value > 255 ? 255 : Math.round(value);
}

/** @param {number} number a number that has nothing to do with its neighbours, always the same */
function scatter(number) {
    let value = Math.imul(number + 1, 0x9e3779b1);
    value = Math.imul(value ^ (value >>> 15), 0x85ebca6b);
    return (value ^ (value >>> 13)) >>> 0;
}
