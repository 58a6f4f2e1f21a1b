// In which order selected images are shown. A small selection: look-alikes together. A large one: first a
// fair sample, every class in its share of the whole and at least once, then all. The sample is drawn by a
// fixed shuffle, so that while the window moves the same images stay as long as they are under it.

import { selectedFlag, shuffle } from "./points.js";

/** @typedef {import("./points.js").Points} Points */
/** @typedef {{rows: Uint32Array, sample: number, total: number}} ShownOrder `sample` rows, then as many of all as are needed */

const largeSelection = 240;
const sampleSize = 48;

/** The order for one set of points, which it asks often. */
export class ShownRows {
    /** @param {Points} points */
    constructor(points) {
        this.points = points;
        this.shuffled = Uint32Array.from(points.flags.keys());
        shuffle(this.shuffled, points.count);
        this.rows = new Uint32Array(points.count + sampleSize);
    }

    /**
     * @param {number} count how many rows carry the selected flag
     * @param {ArrayLike<number>} labelCounts of the selected, by place in the dictionary; the unlabelled last
     * @param {number} needed no more rows than these are looked for
     * @returns {ShownOrder} valid until the next call
     */
    order(count, labelCounts, needed) {
        const sample = count > largeSelection ? this.sample(count, labelCounts) : 0;
        const { flags, similarityOrder } = this.points;
        let filled = sample;
        const enough = Math.min(sample + count, needed);
        for (let at = 0; filled < enough && at < similarityOrder.length; at++) {
            const row = similarityOrder[at];
            if (flags[row] & selectedFlag) this.rows[filled++] = row;
        }
        return { rows: this.rows.subarray(0, filled), sample, total: sample + count };
    }

    /** @param {number} count @param {ArrayLike<number>} labelCounts */
    sample(count, labelCounts) {
        const { flags } = this.points;
        const labels = this.points.column("label");
        const unlabelled = labelCounts.length - 1;
        const quota = Array.from(labelCounts, (n) => (n > 0 ? Math.max(1, Math.round((n / count) * sampleSize)) : 0));
        let open = Math.min(quota.reduce((sum, n) => sum + n, 0), sampleSize);
        let filled = 0;
        for (let at = 0; open > 0 && at < this.shuffled.length; at++) {
            const row = this.shuffled[at];
            if (!(flags[row] & selectedFlag)) continue;
            const code = Math.min(labels?.values[row] ?? unlabelled, unlabelled);
            if (quota[code] === 0) continue;
            quota[code]--;
            open--;
            this.rows[filled++] = row;
        }
        return filled;
    }
}
