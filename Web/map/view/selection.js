// What is selected: what lies under the window or the lasso, added to or taken away from what was selected
// before. The area is in units of the map, so it stays on its points when the map is panned or zoomed.
//
// A bit for each point (in `Points.flags`) and the counts say all; a list exists only for who asks. When the area moves, only
// what it comes upon and what it leaves is looked at, so that half a million points under it cost no more than a thousand.

import { border, compareCovers, coverOf, emptyCover, whole } from "./area-cover.js";
import { beforeFlag, hiddenFlag, selectedFlag } from "./points.js";

/** @typedef {import("./points.js").Points} Points */
/** @typedef {import("./grid-index.js").GridIndex} GridIndex */
/** @typedef {{kind: "window", left: number, bottom: number, right: number, top: number}} WindowArea */
/** @typedef {{kind: "lasso", line: number[]}} LassoArea */
/** @typedef {"replace" | "add" | "take"} AreaEffect what an area does with the selection before it */
/** @typedef {{begin: () => void, add: (row: number) => void, take: (row: number) => void}} Tally is told of every point that comes and goes */

/** @type {Tally} */
const noTally = { begin: () => {}, add: () => {}, take: () => {} };

export class Selection {
    /** @param {Points} points @param {GridIndex} grid */
    constructor(points, grid) {
        this.points = points;
        this.grid = grid;
        this.count = 0;
        /** @type {Tally} */
        this.tally = noTally;
        /** @type {WindowArea | LassoArea | null} */
        this.area = null;
        /** @type {AreaEffect} */
        this.effect = "replace";
        this.cover = emptyCover;
        /** @type {Uint32Array | null} */
        this.listed = null;
        /** Rows whose flags changed since `changedRows` was last asked: the first and the one after the last. */
        this.changed = { from: 0, to: points.count };
    }

    /** The selected rows, ascending, as they are until the next change. */
    get list() {
        if (this.listed) return this.listed;
        const { flags } = this.points;
        const rows = new Uint32Array(this.count);
        for (let row = 0, at = 0; at < rows.length; row++) if (flags[row] & selectedFlag) rows[at++] = row;
        this.listed = rows;
        return rows;
    }

    /** The stripe of rows that changed since this was last asked. */
    changedRows() {
        const { from, to } = this.changed;
        this.changed = { from: Infinity, to: 0 };
        return { from, to };
    }

    /**
     * From now on told of every change; what is selected is told first.
     * @param {Tally} tally
     */
    setTally(tally) {
        this.tally = tally;
        tally.begin();
        for (const row of this.list) tally.add(row);
    }

    /**
     * A new area begins: what is selected now is what it adds to or takes from.
     * @param {AreaEffect} effect
     */
    begin(effect) {
        const { flags } = this.points;
        const keep = effect !== "replace";
        for (let row = 0; row < flags.length; row++) {
            if (keep && flags[row] & selectedFlag) flags[row] |= beforeFlag;
            else flags[row] &= ~beforeFlag;
        }
        this.effect = effect;
        this.area = null;
        this.cover = emptyCover;
    }

    /** @param {WindowArea | LassoArea | null} area */
    setArea(area) {
        const begins = this.area === null;
        this.area = area;
        if (begins) this.update();
        else this.coverWith(coverOf(this.grid, area));
    }

    /**
     * Selects these rows, without an area.
     * @param {ArrayLike<number>} rows
     */
    setRows(rows) {
        const { flags } = this.points;
        this.begin("replace");
        this.effect = "add";
        for (let at = 0; at < rows.length; at++) flags[rows[at]] |= beforeFlag;
        this.update();
    }

    /**
     * Adds or takes one point.
     * @param {number} row
     * @param {"add" | "take"} effect
     */
    setRow(row, effect) {
        const { flags } = this.points;
        this.begin("add");
        if (effect === "add") flags[row] |= beforeFlag;
        else flags[row] &= ~beforeFlag;
        this.update();
    }

    selectAll() {
        this.begin("replace");
        this.effect = "add";
        const { flags } = this.points;
        for (let row = 0; row < flags.length; row++) flags[row] |= beforeFlag;
        this.update();
    }

    clear() {
        this.begin("replace");
        this.update();
    }

    /** Finds anew what is selected, after the area or what is hidden has changed. */
    update() {
        const { flags } = this.points;
        const { tally } = this;
        this.touch(0, flags.length);
        this.count = 0;
        tally.begin();
        for (let row = 0; row < flags.length; row++) {
            if ((flags[row] & (hiddenFlag | beforeFlag)) === beforeFlag) {
                flags[row] |= selectedFlag;
                this.count++;
                tally.add(row);
            } else {
                flags[row] &= ~selectedFlag;
            }
        }
        this.cover = emptyCover;
        this.coverWith(coverOf(this.grid, this.area));
    }

    /**
     * The area is another now.
     * @param {import("./area-cover.js").Cover} cover
     */
    coverWith(cover) {
        const { flags } = this.points;
        const before = this.cover;
        this.cover = cover;
        const takes = this.effect === "take";
        compareCovers(before, cover, (from, to, was, is) => {
            if (was === whole && is === whole) return;
            for (let row = from; row < to; row++) {
                const under = is === whole || (is === border && cover.contains(row));
                const selected = under ? !takes : (flags[row] & beforeFlag) !== 0;
                this.setSelected(row, selected && (flags[row] & hiddenFlag) === 0);
            }
        });
    }

    /** @param {number} row @param {boolean} selected */
    setSelected(row, selected) {
        const { flags } = this.points;
        if (((flags[row] & selectedFlag) !== 0) === selected) return;
        flags[row] ^= selectedFlag;
        if (selected) {
            this.count++;
            this.tally.add(row);
        } else {
            this.count--;
            this.tally.take(row);
        }
        this.touch(row, row + 1);
    }

    /** @param {number} from @param {number} to */
    touch(from, to) {
        this.listed = null;
        if (from < this.changed.from) this.changed.from = from;
        if (to > this.changed.to) this.changed.to = to;
    }
}
