// What is ink and what is paper, by the threshold that separates light from dark best.

import { luminance } from "./raster.js";

/** Where dark and light lie nearer than this, the picture is blank. */
const LEAST_CONTRAST = 24;

/**
 * @typedef {object} Ink
 * @property {number} threshold of the luminance
 * @property {boolean} isDark ink is darker than paper, as it mostly is
 * @property {boolean} isBlank there is none
 * @property {number} word the colour of the ink, as strong as it comes
 */

/**
 * Otsu's threshold; paper is what most of the picture's border is.
 * @param {import("./raster.js").Raster} raster
 * @returns {Ink}
 * @see Otsu 1979, A threshold selection method from gray-level histograms
 */
export function findInk(raster) {
    const { words, width, height } = raster;
    const histogram = new Float64Array(256);
    for (let at = 0; at < words.length; at++) histogram[luminance(words[at])]++;
    const { threshold, contrast } = otsu(histogram, words.length);
    let [dark, border] = [0, 0];
    /** @param {number} x @param {number} y */
    const vote = (x, y) => {
        border++;
        if (luminance(words[y * width + x]) <= threshold) dark++;
    };
    for (let x = 0; x < width; x++) [0, height - 1].forEach((y) => vote(x, y));
    for (let y = 0; y < height; y++) [0, width - 1].forEach((x) => vote(x, y));
    const isDark = dark * 2 <= border;
    const isBlank = contrast < LEAST_CONTRAST;
    return { threshold, isDark, isBlank, word: isBlank ? 0xff000000 : inkColour(raster, threshold, isDark) };
}

/** @param {Float64Array} histogram @param {number} total */
function otsu(histogram, total) {
    let sum = 0;
    for (let at = 0; at < 256; at++) sum += at * histogram[at];
    let [below, belowSum, best, threshold, contrast] = [0, 0, -1, 127, 0];
    for (let at = 0; at < 256; at++) {
        below += histogram[at];
        belowSum += at * histogram[at];
        const above = total - below;
        if (below === 0 || above === 0) continue;
        const difference = (sum - belowSum) / above - belowSum / below;
        const between = below * above * difference * difference;
        if (between > best) [best, threshold, contrast] = [between, at, difference];
    }
    return { threshold, contrast };
}

/**
 * The mean colour of the tenth of the ink that is farthest from the paper.
 * @param {import("./raster.js").Raster} raster @param {number} threshold @param {boolean} isDark
 */
function inkColour({ words }, threshold, isDark) {
    const counts = new Uint32Array(256);
    let all = 0;
    for (let at = 0; at < words.length; at++) {
        const light = luminance(words[at]);
        if (light <= threshold === isDark) {
            counts[light]++;
            all++;
        }
    }
    let edge = isDark ? 0 : 255;
    for (let seen = counts[edge]; seen < all / 10; seen += counts[edge]) edge += isDark ? 1 : -1;
    let [red, green, blue, weight] = [0, 0, 0, 0];
    for (let at = 0; at < words.length; at++) {
        const light = luminance(words[at]);
        if (isDark ? light > edge : light < edge) continue;
        red += words[at] & 0xff;
        green += (words[at] >> 8) & 0xff;
        blue += (words[at] >> 16) & 0xff;
        weight++;
    }
    if (weight === 0) return isDark ? 0xff000000 : 0xffffffff;
    return (0xff000000 | (Math.round(blue / weight) << 16) | (Math.round(green / weight) << 8) | Math.round(red / weight)) >>> 0;
}

/**
 * @param {import("./raster.js").Raster} raster @param {Ink} ink
 * @returns {Uint8Array} 1 where there is ink
 */
export function inkMask({ words }, ink) {
    const mask = new Uint8Array(words.length);
    if (ink.isBlank) return mask;
    for (let at = 0; at < words.length; at++) mask[at] = Number(luminance(words[at]) <= ink.threshold === ink.isDark);
    return mask;
}

/**
 * A mask made larger by some pixels, in squares: by rows, then by columns.
 * @param {Uint8Array} mask @param {number} width @param {number} height @param {number} by
 */
export function grown(mask, width, height, by) {
    const rows = new Uint8Array(mask.length);
    for (let y = 0; y < height; y++) {
        let last = -Infinity;
        for (let x = 0; x < width + by; x++) {
            if (x < width && mask[y * width + x]) last = x;
            const to = x - by;
            if (to >= 0 && last >= to - by) rows[y * width + to] = 1;
        }
    }
    const out = new Uint8Array(mask.length);
    for (let x = 0; x < width; x++) {
        let last = -Infinity;
        for (let y = 0; y < height + by; y++) {
            if (y < height && rows[y * width + x]) last = y;
            const to = y - by;
            if (to >= 0 && last >= to - by) out[to * width + x] = 1;
        }
    }
    return out;
}
