// An area of the picture: some pixels within a box. A lasso makes one, and so does a piece.

import { grown } from "./ink.js";
import { clip } from "./raster.js";

/** @typedef {import("./raster.js").Box} Box */
/** @typedef {{x: number, y: number}} Point */

/** @typedef {{box: Box, mask: Uint8Array}} Area mask: the box, row by row, 1 where it belongs to it */

/**
 * The pixels whose middle lies inside a closed line, by the even-odd rule.
 * @param {Point[]} points in pixels of the picture
 * @param {Box} within
 * @returns {Area | null} null where it has none
 */
export function polygonArea(points, within) {
    if (points.length < 3) return null;
    const box = clip({
        left: Math.min(...points.map(({ x }) => x)), top: Math.min(...points.map(({ y }) => y)),
        right: Math.max(...points.map(({ x }) => x)), bottom: Math.max(...points.map(({ y }) => y)),
    }, within);
    const wide = box.right - box.left;
    const mask = new Uint8Array(wide * (box.bottom - box.top));
    let any = false;
    for (let y = box.top; y < box.bottom; y++) {
        const crossings = crossingsAt(points, y + 0.5);
        for (let at = 0; at + 1 < crossings.length; at += 2) {
            const from = Math.max(box.left, Math.ceil(crossings[at] - 0.5));
            const to = Math.min(box.right, Math.ceil(crossings[at + 1] - 0.5));
            if (from >= to) continue;
            any = true;
            mask.fill(1, (y - box.top) * wide + from - box.left, (y - box.top) * wide + to - box.left);
        }
    }
    return any ? { box, mask } : null;
}

/** @param {Point[]} points @param {number} y */
function crossingsAt(points, y) {
    const crossings = [];
    for (let at = 0, before = points.length - 1; at < points.length; before = at++) {
        const a = points[before];
        const b = points[at];
        if (a.y <= y !== b.y <= y) crossings.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
    }
    return crossings.sort((a, b) => a - b);
}

/**
 * The area of some labels, with the soft edges of their ink; what belongs to other labels stays out.
 * @param {Int32Array} labels @param {number} width @param {number} height
 * @param {Set<number>} wanted
 * @param {Box} box around them
 * @param {number} edge pixels that a soft edge may have
 * @returns {Area}
 */
export function labelArea(labels, width, height, wanted, box, edge = 2) {
    const around = clip({ left: box.left - edge, top: box.top - edge, right: box.right + edge, bottom: box.bottom + edge }, { left: 0, top: 0, right: width, bottom: height });
    const wide = around.right - around.left;
    const high = around.bottom - around.top;
    const mask = new Uint8Array(wide * high);
    for (let y = around.top; y < around.bottom; y++) {
        for (let x = around.left; x < around.right; x++) if (wanted.has(labels[y * width + x])) mask[(y - around.top) * wide + x - around.left] = 1;
    }
    const near = grown(mask, wide, high, edge);
    for (let at = 0; at < near.length; at++) {
        if (!near[at] || mask[at]) continue;
        const x = around.left + (at % wide);
        const y = around.top + Math.floor(at / wide);
        if (labels[y * width + x] === 0 && isNearest(labels, width, height, x, y, wanted, edge)) mask[at] = 1;
    }
    return { box: around, mask };
}

/**
 * Whether the ink nearest to a pixel, within some pixels, is wanted: an edge between two pieces is shared fairly.
 * @param {Int32Array} labels @param {number} width @param {number} height @param {number} x @param {number} y @param {Set<number>} wanted @param {number} edge
 */
function isNearest(labels, width, height, x, y, wanted, edge) {
    let [mine, other] = [Infinity, Infinity];
    for (let dy = -edge; dy <= edge; dy++) {
        if (y + dy < 0 || y + dy >= height) continue;
        for (let dx = -edge; dx <= edge; dx++) {
            if (x + dx < 0 || x + dx >= width) continue;
            const label = labels[(y + dy) * width + x + dx];
            if (label === 0) continue;
            const distance = dx * dx + dy * dy;
            if (wanted.has(label)) mine = Math.min(mine, distance);
            else other = Math.min(other, distance);
        }
    }
    return mine < other;
}
