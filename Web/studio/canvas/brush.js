// One stroke of the pen or the eraser. It is a chain of rounds whose size follows the pressure, with soft edges of one
// pixel; a pixel that the stroke passes twice is painted once, at its strongest.

import { blend, clip } from "./raster.js";
import { TILE, tileBox } from "./steps.js";

/** @typedef {import("./raster.js").Box} Box */

export class BrushStroke {
    /**
     * @param {import("./raster.js").Raster} raster
     * @param {import("./steps.js").Recorder} recorder
     * @param {number | import("./paper-picture.js").PaperSource} paint one colour as a word, or paper
     */
    constructor(raster, recorder, paint) {
        this.raster = raster;
        this.recorder = recorder;
        this.paint = paint;
        /** @type {Map<number, Uint8Array>} how much of each pixel is painted, by tile */
        this.covered = new Map();
    }

    /**
     * @param {number} x0 @param {number} y0 @param {number} r0 radius at the beginning
     * @param {number} x1 @param {number} y1 @param {number} r1 and at the end
     * @returns {Box | null} what changed
     */
    segment(x0, y0, r0, x1, y1, r1) {
        const reach = Math.max(r0, r1) + 1;
        const box = clip({ left: Math.min(x0, x1) - reach, top: Math.min(y0, y1) - reach, right: Math.max(x0, x1) + reach, bottom: Math.max(y0, y1) + reach }, this.raster.box);
        if (box.left >= box.right || box.top >= box.bottom) return null;
        const { across } = this.recorder;
        for (let ty = Math.floor(box.top / TILE); ty * TILE < box.bottom; ty++) {
            for (let tx = Math.floor(box.left / TILE); tx * TILE < box.right; tx++) this.tile(ty * across + tx, box, x0, y0, r0, x1 - x0, y1 - y0, r1 - r0);
        }
        return box;
    }

    /**
     * @param {number} number @param {Box} box
     * @param {number} x0 @param {number} y0 @param {number} r0 @param {number} dx @param {number} dy @param {number} dr
     */
    tile(number, box, x0, y0, r0, dx, dy, dr) {
        const { raster, paint } = this;
        const tile = tileBox(raster, number, this.recorder.across);
        const part = clip(box, tile);
        if (isBeside(part, x0, y0, dx, dy, Math.max(r0, r0 + dr) + 1)) return;
        const before = this.recorder.tile(number);
        const wide = tile.right - tile.left;
        const covered = this.covered.get(number) ?? new Uint8Array(before.length);
        this.covered.set(number, covered);
        const length2 = dx * dx + dy * dy;
        for (let y = part.top; y < part.bottom; y++) {
            const py = y + 0.5 - y0;
            for (let x = part.left; x < part.right; x++) {
                const px = x + 0.5 - x0;
                const t = length2 > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / length2)) : 0;
                const radius = r0 + dr * t;
                const u = px - dx * t;
                const v = py - dy * t;
                const distance2 = u * u + v * v;
                if (distance2 > (radius + 1) * (radius + 1)) continue;
                const share = coverage(radius, Math.sqrt(distance2));
                const at = (y - tile.top) * wide + x - tile.left;
                if (share <= covered[at]) continue;
                covered[at] = share;
                raster.words[y * raster.width + x] = blend(before[at], typeof paint === "number" ? paint : paint.word(x, y), share);
            }
        }
    }
}

/**
 * Whether a box lies beside the line altogether: a long stroke touches few of the tiles around it.
 * @param {Box} box @param {number} x0 @param {number} y0 @param {number} dx @param {number} dy @param {number} reach
 */
function isBeside({ left, top, right, bottom }, x0, y0, dx, dy, reach) {
    const px = (left + right) / 2 - x0;
    const py = (top + bottom) / 2 - y0;
    const length2 = dx * dx + dy * dy;
    const t = length2 > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / length2)) : 0;
    return Math.hypot(px - dx * t, py - dy * t) > reach + Math.hypot(right - left, bottom - top) / 2;
}

/** @param {number} radius @param {number} distance of the pixel's middle @returns {number} 0 to 255 */
function coverage(radius, distance) {
    // A line thinner than a pixel is as faint as it is thin.
    const full = Math.min(1, 2 * radius);
    return Math.round(255 * full * Math.min(1, Math.max(0, Math.max(radius, 0.5) - distance + 0.5)));
}

/**
 * The radius for a pressure: a quarter at the lightest touch. A mouse presses always the same.
 * @param {number} size the diameter in pixels of the picture
 * @param {{pressure: number, pointer: string}} point
 * @param {boolean} byPressure
 */
export function radiusFor(size, { pressure, pointer }, byPressure) {
    if (!byPressure || pointer !== "pen") return size / 2;
    return (size / 2) * (0.25 + 0.75 * Math.min(1, Math.max(0, pressure)));
}
