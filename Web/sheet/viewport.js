// Shows only the rows in view. Their elements are used again and again as the sheet moves, so that 100,000 rows cost as
// much as forty. The rows lie in a layer that stays in place while the track behind it scrolls: nothing can be scrolled
// into view before it was drawn, so fast scrolling never shows a blank.

import { el } from "../shared/dom.js";
import { ScrollScale } from "./scroll-scale.js";

/**
 * @typedef {object} RowElement
 * @property {HTMLElement} element
 * @property {(row: number) => void} paint
 */

/** Rows are placed against a base near the view, since browsers lose precision far from zero. */
const REBASE = 500_000;

export class Viewport {
    /**
     * @param {HTMLElement} scroller
     * @param {HTMLElement} head sticks to the top
     * @param {() => RowElement} makeRow
     */
    constructor(scroller, head, makeRow) {
        this.scroller = scroller;
        this.head = head;
        this.makeRow = makeRow;
        this.rowsBox = el("div", { class: "rows", role: "rowgroup" });
        this.layer = el("div", { class: "layer", role: "presentation" }, this.rowsBox);
        this.track = el("div", { class: "track", role: "presentation" }, this.layer);
        this.scale = new ScrollScale();
        this.count = 0;
        this.rowHeight = 40;
        /** A row that keeps its element (and with it the focus) even out of sight. */
        this.pinned = -1;
        this.base = 0;
        /** @type {Map<number, RowElement>} */
        this.shown = new Map();
        /** @type {RowElement[]} */
        this.spare = [];
        /** @type {(first: number, end: number, fast: boolean) => void} */
        this.onRender = () => {};
        this.frame = 0;
        /** @type {ReturnType<typeof setTimeout> | undefined} */
        this.settled = undefined;
        scroller.append(head, this.track);
        scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
        new ResizeObserver(() => this.layout()).observe(scroller);
    }

    get first() {
        return Math.floor(this.scale.offset / this.rowHeight);
    }

    get end() {
        return Math.min(this.count, Math.ceil((this.scale.offset + this.scale.view) / this.rowHeight));
    }

    /** How many whole rows are in view. */
    get page() {
        return Math.max(1, Math.floor(this.scale.view / this.rowHeight));
    }

    /** @param {number} count @param {number} rowHeight keeps the first row in view where it is */
    resize(count, rowHeight) {
        const row = this.scale.offset / this.rowHeight;
        const changed = rowHeight !== this.rowHeight;
        this.count = count;
        this.rowHeight = rowHeight;
        if (changed) for (const { element } of [...this.shown.values(), ...this.spare]) element.style.height = `${rowHeight}px`;
        this.scale.offset = row * rowHeight;
        this.base = Number.NaN;
        this.layout();
    }

    /** Fits everything to the room there is. */
    layout() {
        const { scale } = this;
        scale.total = this.count * this.rowHeight;
        scale.view = Math.max(0, this.scroller.clientHeight - this.head.offsetHeight);
        this.track.style.height = `${Math.max(scale.track, scale.view)}px`;
        this.layer.style.height = `${scale.view}px`;
        this.layer.style.top = `${this.head.offsetHeight}px`;
        this.goTo(scale.offset);
    }

    /** @param {number} offset pixels of the sheet above the view */
    goTo(offset) {
        this.scroller.scrollTop = this.scale.goTo(offset);
        this.scale.bar = this.scroller.scrollTop;
        this.render(false);
    }

    /**
     * Scrolls no further than needed.
     * @param {number} row
     */
    reveal(row) {
        const top = row * this.rowHeight;
        const { offset, view } = this.scale;
        if (top < offset) this.goTo(top);
        else if (top + this.rowHeight > offset + view) this.goTo(this.rowHeight > view ? top : top + this.rowHeight - view);
    }

    /** @param {number} row @returns {HTMLElement | undefined} */
    elementOf(row) {
        return this.shown.get(row)?.element;
    }

    /** @param {number} y of the viewport @returns {number} the row there, within the sheet */
    rowAt(y) {
        const inside = y - this.scroller.getBoundingClientRect().top - this.head.offsetHeight;
        return Math.max(0, Math.min(this.count - 1, Math.floor((inside + this.scale.offset) / this.rowHeight)));
    }

    #scrolled() {
        const before = this.scale.offset;
        this.scale.follow(this.scroller.scrollTop);
        const fast = Math.abs(this.scale.offset - before) > this.scale.view / 2;
        cancelAnimationFrame(this.frame);
        this.frame = requestAnimationFrame(() => this.render(fast));
        clearTimeout(this.settled);
        this.settled = setTimeout(() => this.#settle(), 120);
    }

    /** After a movement the scroll bar goes where it belongs, and what was put off in the hurry is drawn. */
    #settle() {
        if (this.scale.isScaled) {
            this.scroller.scrollTop = this.scale.goTo(this.scale.offset);
            this.scale.bar = this.scroller.scrollTop;
        }
        this.render(false);
    }

    /**
     * Draws the rows in view.
     * @param {boolean} fast true while rows fly by: pictures can wait
     */
    render(fast = false) {
        cancelAnimationFrame(this.frame);
        const { first, end } = this;
        const { offset } = this.scale;
        const moved = !(Math.abs(offset - this.base) < REBASE);
        if (moved) this.base = first * this.rowHeight;
        for (const [row, view] of this.shown) {
            if ((row >= first && row < end) || (row === this.pinned && row < this.count)) continue;
            this.shown.delete(row);
            this.spare.push(view);
        }
        for (let row = first; row < end; row++) this.#show(row, moved);
        if (this.pinned >= 0 && this.pinned < this.count) this.#show(this.pinned, moved);
        for (const { element } of this.spare) if (!element.hidden) element.hidden = true;
        this.rowsBox.style.transform = `translateY(${this.base - offset}px)`;
        this.onRender(first, end, fast);
    }

    /** @param {number} row @param {boolean} moved */
    #show(row, moved) {
        let view = this.shown.get(row);
        const isNew = !view;
        if (!view) {
            view = this.spare.pop() ?? this.#make();
            this.shown.set(row, view);
            view.element.hidden = false;
        }
        if (isNew || moved) view.element.style.top = `${Math.max(-1e6, Math.min(1e6, row * this.rowHeight - this.base))}px`;
        view.paint(row);
    }

    #make() {
        const view = this.makeRow();
        view.element.style.height = `${this.rowHeight}px`;
        this.rowsBox.append(view.element);
        return view;
    }
}
