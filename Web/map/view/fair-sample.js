// In which order selected images are shown. A small selection: look-alikes together. A large one: first a
// fair sample, every class in its share of the whole and at least once, then all. The sample is drawn in fixed steps
// through the map, so that while the window moves the same images stay as long as they are under it.

import { fairStep } from "./fair-steps.js";
import { selectedFlag } from "./points.js";
import { rowSpan } from "./row-index.js";

/** @typedef {import("./points.js").Points} Points */
/**
 * `sample` rows first, then all; `rows` holds as many as were asked for by `fillTo`, so that nobody sorts half a million
 * images of which fifty are seen.
 * @typedef {{rows: Uint32Array, sample: number, total: number, fillTo: (count: number) => void}} ShownOrder
 */

const largeSelection = 240;
const sampleSize = 48;
/** So many rows are looked at for a class of which only one image is asked for: while the window moves, not the whole map. */
const mostLooks = 200_000;

/** The order for one set of points, which it asks often. */
export class ShownRows {
    /** @param {Points} points */
    constructor(points) {
        this.points = points;
        this.step = fairStep(points.count);
        this.rows = new Uint32Array(points.count + sampleSize);
    }

    /**
     * @param {import("./selection.js").Selection} selection
     * @param {ArrayLike<number>} labelCounts of the selected, by place in the dictionary; the unlabelled last
     * @param {boolean} patient whether the sample looks until every class has its share
     * @returns {ShownOrder} valid until the next call
     */
    order(selection, labelCounts, patient) {
        const { count } = selection;
        const sample = count > largeSelection ? this.sample(count, labelCounts, patient) : 0;
        let [filled, place] = [sample, 0];
        const isFew = count < this.points.count / 32 || count <= largeSelection;
        /** @type {ShownOrder} */
        const shown = {
            rows: this.rows, sample, total: sample + count,
            fillTo: (wanted) => {
                const enough = Math.min(wanted, shown.total);
                if (enough <= filled) return;
                if (isFew) {
                    this.fillFew(selection.list, sample);
                    filled = shown.total;
                } else {
                    place = this.fillMany(filled, enough, place);
                    filled = enough;
                }
            },
        };
        return shown;
    }

    /**
     * Few selected are sorted by their ranks.
     * @param {Uint32Array} list @param {number} from
     */
    fillFew(list, from) {
        const ranks = this.points.column("order")?.values;
        // The rank in front, the row behind it: one sort of plain numbers.
        const keys = Float64Array.from(list, (row) => (ranks ? ranks[row] : 0) * rowSpan + row).sort();
        for (let at = 0; at < keys.length; at++) this.rows[from + at] = keys[at] % rowSpan;
    }

    /**
     * Of many, the order of all is gone through until there are enough.
     * @param {number} from @param {number} enough @param {number} place in the order to go on from
     * @returns {number} the place reached
     */
    fillMany(from, enough, place) {
        const { flags, similarityOrder } = this.points;
        let at = place;
        for (let filled = from; filled < enough && at < similarityOrder.length; at++) {
            const row = similarityOrder[at];
            if (flags[row] & selectedFlag) this.rows[filled++] = row;
        }
        return at;
    }

    /** @param {number} count @param {ArrayLike<number>} labelCounts @param {boolean} patient looks until every class has its share */
    sample(count, labelCounts, patient) {
        const { flags } = this.points;
        const total = flags.length;
        const labels = this.points.column("label")?.values;
        const unlabelled = labelCounts.length - 1;
        const quota = Array.from(labelCounts, (n) => (n > 0 ? Math.max(1, Math.round((n / count) * sampleSize)) : 0));
        let open = Math.min(quota.reduce((sum, n) => sum + n, 0), sampleSize);
        let filled = 0;
        const looks = patient ? total : Math.min(total, mostLooks);
        for (let look = 0, row = 0; open > 0 && look < looks; look++) {
            row += this.step;
            if (row >= total) row -= total;
            if (!(flags[row] & selectedFlag)) continue;
            const code = Math.min(labels?.[row] ?? unlabelled, unlabelled);
            if (quota[code] === 0) continue;
            quota[code]--;
            open--;
            this.rows[filled++] = row;
        }
        return filled;
    }
}
