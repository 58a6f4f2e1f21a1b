// Beside the map: how many images are under the window, of which classes and splits, and the images.

import { el, fill } from "../../shared/dom.js";
import { count, plural } from "../../shared/format.js";
import { ShownRows } from "./fair-sample.js";
import { hiddenFlag } from "./points.js";
import { PictureGrid } from "./picture-grid.js";
import { ShareBars, Shares } from "./share-bars.js";

/** @typedef {import("./points.js").Points} Points */
/** @typedef {import("./selection.js").Selection} Selection */

export class SidePanel {
    /**
     * @param {HTMLElement} host
     * @param {Points} points
     * @param {import("../../shared/thumbnails.js").PictureSource} pictures
     * @param {{open: (row: number) => void, hover: (row: number) => void, labels: string[], foot: HTMLElement | null}} options
     */
    constructor(host, points, pictures, { open, hover, labels, foot }) {
        this.points = points;
        this.labels = labels;
        this.heading = el("h2", {});
        this.spoken = el("p", { class: "visually-hidden", role: "status" });
        this.bars = el("div", { class: "share-bars" });
        this.hint = hintText();
        const scroller = el("div", { class: "picture-scroller" });
        fill(host, el("div", { class: "side-head" }, this.heading, this.spoken, this.bars), this.hint, scroller, foot);
        this.scroller = scroller;
        this.foot = foot;
        this.grid = new PictureGrid(scroller, points, pictures, { open, hover });
        this.shares = new Shares(points);
        this.shownRows = new ShownRows(points);
        this.everything = this.shares;
        this.remake();
    }

    /** After labels or splits have changed. */
    remake() {
        this.shares = new Shares(this.points);
        this.everything = new Shares(this.points);
        this.everything.tally(0, 0);
        this.shareBars = new ShareBars(this.bars, this.everything, this.labels);
        this.hiddenChanged();
        this.grid.refresh();
    }

    /** Other rows are shown: what there is when nothing is selected. */
    hiddenChanged() {
        this.everything.tally(hiddenFlag, 0);
    }

    /** @param {Selection} selection @param {boolean} dragging */
    update(selection, dragging) {
        const some = selection.count > 0;
        if (selection.tally !== this.shares) selection.setTally(this.shares);
        this.shareBars?.update(some ? this.shares : this.everything);
        this.heading.textContent = some ? `${plural(selection.count, "image")} selected` : selection.area ? "No image there" : `${plural(this.everything.total, "image")} on the map`;
        this.hint.hidden = some;
        this.scroller.hidden = !some;
        if (this.foot) this.foot.hidden = !some;
        if (!dragging) this.spoken.textContent = some ? this.words(selection.count) : "";
        const order = this.shownRows.order(selection, this.shares.labels, !dragging);
        this.grid.show(order, { sample: `A fair sample of ${order.sample}`, all: `All ${count(selection.count)}, look-alikes together` });
    }

    /**
     * For the screen reader, once the window rests.
     * @param {number} selected
     */
    words(selected) {
        const { labelNames, labels } = this.shares;
        const parts = labelNames.map((name, code) => ({ name, n: labels[code] })).filter(({ n }) => n > 0).sort((a, b) => b.n - a.n).slice(0, 5);
        return `${plural(selected, "image")} selected: ${parts.map(({ name, n }) => `${n} ${name}`).join(", ")}`;
    }
}

function hintText() {
    return el("ul", { class: "side-hint" },
        hintLine("Drag", "a window over the map: its images appear here."),
        hintLine("Move it", "by its middle, resize it by its edges."),
        hintLine("Shift", "and drag adds, Alt takes away, Escape clears."),
        hintLine("Wheel", "zooms; the right button, or space and drag, moves the map."),
        hintLine("Click", "a point to open it; a group of the legend to take it away."));
}

/** @param {string} keys @param {string} what */
function hintLine(keys, what) {
    return el("li", {}, el("b", {}, keys), " ", what);
}
