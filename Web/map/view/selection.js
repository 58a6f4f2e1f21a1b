// What is selected: what lies under the window or the lasso, added to or taken away from what was selected
// before. The area is in units of the map, so it stays on its points when the map is panned or zoomed.

import { hiddenFlag, selectedFlag } from "./points.js";

/** @typedef {import("./points.js").Points} Points */
/** @typedef {import("./grid-index.js").GridIndex} GridIndex */
/** @typedef {{kind: "window", left: number, bottom: number, right: number, top: number}} WindowArea */
/** @typedef {{kind: "lasso", line: number[]}} LassoArea */
/** @typedef {"replace" | "add" | "take"} AreaEffect what an area does with the selection before it */

export class Selection {
    /** @param {Points} points @param {GridIndex} grid */
    constructor(points, grid) {
        this.points = points;
        this.grid = grid;
        /** The selected rows are the first `count` of these. */
        this.rows = new Uint32Array(points.count);
        this.count = 0;
        /** @type {WindowArea | LassoArea | null} */
        this.area = null;
        /** @type {AreaEffect} */
        this.effect = "replace";
        this.before = new Uint32Array(0);
        this.under = new Uint32Array(points.count);
    }

    /** The selected rows, as they are until the next change. */
    get list() {
        return this.rows.subarray(0, this.count);
    }

    /**
     * A new area begins: what is selected now is what it adds to or takes from.
     * @param {AreaEffect} effect
     */
    begin(effect) {
        this.before = effect === "replace" ? new Uint32Array(0) : this.list.slice();
        this.effect = effect;
        this.area = null;
    }

    /** @param {WindowArea | LassoArea | null} area */
    setArea(area) {
        this.area = area;
        this.update();
    }

    /**
     * Selects these rows, without an area.
     * @param {ArrayLike<number>} rows
     */
    setRows(rows) {
        this.before = Uint32Array.from(rows);
        this.effect = "add";
        this.area = null;
        this.update();
    }

    /**
     * Adds or takes one point.
     * @param {number} row
     * @param {"add" | "take"} effect
     */
    setRow(row, effect) {
        const others = Array.from(this.list).filter((other) => other !== row);
        this.setRows(effect === "add" ? [...others, row] : others);
    }

    clear() {
        this.begin("replace");
        this.update();
    }

    /** Finds anew what is selected, after the area or what is hidden has changed. */
    update() {
        const { flags } = this.points;
        for (let at = 0; at < this.count; at++) flags[this.rows[at]] &= ~selectedFlag;
        this.count = 0;
        this.add(this.before, this.before.length);
        const found = this.find();
        if (this.effect !== "take") {
            this.add(this.under, found);
            return;
        }
        for (let at = 0; at < found; at++) flags[this.under[at]] &= ~selectedFlag;
        let left = 0;
        for (let at = 0; at < this.count; at++) if (flags[this.rows[at]] & selectedFlag) this.rows[left++] = this.rows[at];
        this.count = left;
    }

    find() {
        if (!this.area) return 0;
        if (this.area.kind === "lasso") return this.grid.inPolygon(this.area.line, this.under);
        const { left, bottom, right, top } = this.area;
        return this.grid.inRectangle(left, bottom, right, top, this.under);
    }

    /** @param {Uint32Array} rows @param {number} count */
    add(rows, count) {
        const { flags } = this.points;
        for (let at = 0; at < count; at++) {
            const row = rows[at];
            if (flags[row] & (hiddenFlag | selectedFlag)) continue;
            flags[row] |= selectedFlag;
            this.rows[this.count++] = row;
        }
    }
}
