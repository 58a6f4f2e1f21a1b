// What was cut out and lies on the paper: it can be moved, scaled and turned before it is laid down, and nothing is lost
// on the way, for it is drawn anew from what was cut each time.

import { blend, canvasContext, clip, luminance } from "./raster.js";

/** @typedef {import("./raster.js").Box} Box */
/** @typedef {import("./area.js").Point} Point */

/** @typedef {{width: number, height: number, data: Uint8ClampedArray, canvas: HTMLCanvasElement}} Cutout RGBA, not multiplied by alpha; and the same to be drawn */

/**
 * A value: to move it is to put another in its place.
 * @typedef {object} Float
 * @property {number} id
 * @property {Cutout} cutout
 * @property {number} x of its middle, in pixels of the picture
 * @property {number} y
 * @property {number} scaleX negative: mirrored
 * @property {number} scaleY
 * @property {number} angle in radians, clockwise
 * @property {string} name
 * @property {number | null} source the sample that it was cut from, where that is another
 */

let ids = 0;

/**
 * @param {Cutout} cutout @param {Point} middle @param {Partial<Float>} [more]
 * @returns {Float}
 */
export function makeFloat(cutout, middle, more = {}) {
    return { id: ++ids, cutout, x: middle.x, y: middle.y, scaleX: 1, scaleY: 1, angle: 0, name: "", source: null, ...more };
}

/** @param {number} width @param {number} height @param {Uint8ClampedArray} data @returns {Cutout} */
export function makeCutout(width, height, data) {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    canvasContext(canvas).putImageData(new ImageData(data, width, height), 0, 0);
    return { width, height, data, canvas };
}

/**
 * The ink of an area: a pixel is ink as far as it is away from the paper under it.
 * @param {import("./raster.js").Raster} raster
 * @param {import("./area.js").Area} area
 * @param {import("./paper-picture.js").PaperSource} paper
 * @param {import("./ink.js").Ink} ink
 * @returns {{cutout: Cutout, box: Box} | null} null where there is no ink; the box is where it lay
 */
export function cutInk(raster, { box, mask }, paper, ink) {
    const wide = box.right - box.left;
    const data = new Uint8ClampedArray(wide * (box.bottom - box.top) * 4);
    const full = luminance(ink.word);
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let y = box.top; y < box.bottom; y++) {
        for (let x = box.left; x < box.right; x++) {
            const at = (y - box.top) * wide + x - box.left;
            if (!mask[at]) continue;
            const word = raster.words[y * raster.width + x];
            const alpha = inkShare(luminance(word), luminance(paper.word(x, y)), full);
            if (alpha === 0) continue;
            const colour = alpha === 255 ? word : ink.word;
            data[at * 4] = colour & 0xff;
            data[at * 4 + 1] = (colour >> 8) & 0xff;
            data[at * 4 + 2] = (colour >> 16) & 0xff;
            data[at * 4 + 3] = alpha;
            left = Math.min(left, x);
            right = Math.max(right, x + 1);
            top = Math.min(top, y);
            bottom = y + 1;
        }
    }
    if (left > right) return null;
    const tight = new Uint8ClampedArray((right - left) * (bottom - top) * 4);
    for (let y = top; y < bottom; y++) {
        const from = ((y - box.top) * wide + left - box.left) * 4;
        tight.set(data.subarray(from, from + (right - left) * 4), (y - top) * (right - left) * 4);
    }
    return { cutout: makeCutout(right - left, bottom - top, tight), box: { left, top, right, bottom } };
}

/**
 * How much of a pixel is ink, 0 to 255. The grain of the paper is none.
 * @param {number} light @param {number} paper @param {number} ink
 */
function inkShare(light, paper, ink) {
    if (paper === ink) return 0;
    const share = (light - paper) / (ink - paper);
    return share < 0.06 ? 0 : Math.min(255, Math.round(share * 255));
}

/** @param {Float} float @returns {Point[]} its corners in the picture, from the upper left clockwise */
export function corners(float) {
    const { width, height } = float.cutout;
    return [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([sx, sy]) => fromOwn(float, (sx * width) / 2, (sy * height) / 2));
}

/** @param {Float} float @param {number} u @param {number} v from its middle, unscaled @returns {Point} in the picture */
export function fromOwn(float, u, v) {
    const x = u * float.scaleX;
    const y = v * float.scaleY;
    const cos = Math.cos(float.angle);
    const sin = Math.sin(float.angle);
    return { x: float.x + x * cos - y * sin, y: float.y + x * sin + y * cos };
}

/** @param {Float} float @param {Point} point of the picture @returns {Point} from its middle, unscaled */
export function toOwn(float, point) {
    const cos = Math.cos(float.angle);
    const sin = Math.sin(float.angle);
    const x = point.x - float.x;
    const y = point.y - float.y;
    return { x: (x * cos + y * sin) / float.scaleX, y: (y * cos - x * sin) / float.scaleY };
}

/** @param {Float} float @returns {Box} whole pixels around it */
export function floatBox(float) {
    const points = corners(float);
    return {
        left: Math.floor(Math.min(...points.map(({ x }) => x))) - 1, top: Math.floor(Math.min(...points.map(({ y }) => y))) - 1,
        right: Math.ceil(Math.max(...points.map(({ x }) => x))) + 1, bottom: Math.ceil(Math.max(...points.map(({ y }) => y))) + 1,
    };
}

/** @param {Float} float @param {Point} point @param {number} slack in its own pixels */
export function isOn(float, point, slack = 0) {
    const { x, y } = toOwn(float, point);
    return Math.abs(x) <= float.cutout.width / 2 + slack && Math.abs(y) <= float.cutout.height / 2 + slack;
}

/**
 * Draws it into a context whose unit is a pixel of the picture.
 * @param {CanvasRenderingContext2D} context @param {Float} float
 */
export function drawFloat(context, float) {
    const { cutout } = float;
    context.save();
    context.translate(float.x, float.y);
    context.rotate(float.angle);
    context.scale(float.scaleX, float.scaleY);
    context.drawImage(cutout.canvas, -cutout.width / 2, -cutout.height / 2);
    context.restore();
}

/**
 * Lays it down: its pixels become the raster's.
 * @param {import("./raster.js").Raster} raster
 * @param {import("./steps.js").Recorder} recorder
 * @param {Float} float
 * @returns {Box} what changed
 */
export function layDown(raster, recorder, float) {
    const whole = float.scaleX === 1 && float.scaleY === 1 && float.angle === 0;
    const { cutout } = float;
    const left = Math.round(float.x - cutout.width / 2);
    const top = Math.round(float.y - cutout.height / 2);
    const drawn = whole ? { data: cutout.data, box: { left, top, right: left + cutout.width, bottom: top + cutout.height } } : resampled(float);
    const box = clip(drawn.box, raster.box);
    recorder.touch(box);
    const wide = drawn.box.right - drawn.box.left;
    for (let y = box.top; y < box.bottom; y++) {
        for (let x = box.left; x < box.right; x++) {
            const from = ((y - drawn.box.top) * wide + x - drawn.box.left) * 4;
            const alpha = drawn.data[from + 3];
            if (alpha === 0) continue;
            const colour = 0xff000000 | (drawn.data[from + 2] << 16) | (drawn.data[from + 1] << 8) | drawn.data[from];
            const at = y * raster.width + x;
            raster.words[at] = blend(raster.words[at], colour >>> 0, alpha);
        }
    }
    return box;
}

/** @param {Float} float */
function resampled(float) {
    const box = floatBox(float);
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, box.right - box.left);
    canvas.height = Math.max(1, box.bottom - box.top);
    const context = canvasContext(canvas, { willReadFrequently: true });
    context.imageSmoothingQuality = "high";
    context.translate(-box.left, -box.top);
    drawFloat(context, float);
    return { data: context.getImageData(0, 0, canvas.width, canvas.height).data, box };
}
