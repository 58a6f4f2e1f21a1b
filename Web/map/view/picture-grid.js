// The images under the window as a grid that scrolls over any number of them: only what is seen exists as
// elements, and an image that stays under the moving window keeps its element, so nothing flickers.

import { el } from "../../shared/dom.js";

/** @typedef {import("./points.js").Points} Points */
/** @typedef {import("./fair-sample.js").ShownOrder} ShownOrder */

const least = 70;
const gap = 6;
const captionHeight = 20;
const headingHeight = 28;
const overscan = 1;
const tilePictureSide = 128;
const mostFree = 60;

export class PictureGrid {
    /**
     * @param {HTMLElement} scroller
     * @param {Points} points
     * @param {import("../../shared/thumbnails.js").PictureSource} pictures
     * @param {{open: (row: number) => void, hover: (row: number) => void}} listener
     */
    constructor(scroller, points, pictures, listener) {
        this.scroller = scroller;
        this.points = points;
        this.pictures = pictures;
        this.listener = listener;
        this.space = el("div", { class: "picture-space", role: "list", "aria-label": "Selected images" });
        this.sampleHeading = el("h3", { class: "picture-heading" });
        this.allHeading = el("h3", { class: "picture-heading" });
        scroller.append(this.sampleHeading, this.allHeading, this.space);
        /** @type {Map<string, HTMLElement>} tiles by place kind and row */
        this.tiles = new Map();
        /** @type {ShownOrder} */
        this.order = { rows: new Uint32Array(0), sample: 0, total: 0, fillTo: () => {} };
        /** @type {HTMLElement[]} tiles that are free for other images */
        this.free = [];
        this.focused = 0;
        // Read when they change, not at every frame: reading makes the browser lay the page out.
        this.seen = { width: 0, height: 0, top: 0 };
        scroller.addEventListener("scroll", () => this.look(), { passive: true });
        this.space.addEventListener("keydown", (event) => this.move(event));
        this.observer = new ResizeObserver(() => this.look());
        this.observer.observe(scroller);
    }

    look() {
        const { clientWidth, clientHeight, scrollTop } = this.scroller;
        this.seen = { width: clientWidth, height: clientHeight, top: scrollTop };
        this.draw();
    }

    /** @param {ShownOrder} order @param {{sample: string, all: string}} headings */
    show(order, headings) {
        this.order = order;
        this.focused = Math.min(this.focused, Math.max(order.total - 1, 0));
        this.sampleHeading.textContent = headings.sample;
        this.allHeading.textContent = headings.all;
        this.draw();
    }

    /** How the images are laid out: sizes in CSS pixels, y from the top of the space. */
    measure() {
        const width = Math.max(this.seen.width - 2 * gap, least);
        const across = Math.max(2, Math.floor((width + gap) / (least + gap)));
        const side = (width - gap * (across - 1)) / across;
        const rowHeight = side + captionHeight + gap;
        const { total, sample } = this.order;
        const sampleRows = Math.ceil(sample / across);
        const allTop = sample > 0 ? headingHeight + sampleRows * rowHeight + headingHeight : gap;
        return { across, side, rowHeight, sample, sampleTop: headingHeight, allTop, height: allTop + Math.ceil((total - sample) / across) * rowHeight };
    }

    draw() {
        const layout = this.measure();
        const { across, side, rowHeight, sample, sampleTop, allTop, height } = layout;
        this.layout = layout;
        this.space.style.height = `${height}px`;
        this.sampleHeading.hidden = this.allHeading.hidden = sample === 0;
        this.allHeading.style.transform = `translateY(${allTop - headingHeight}px)`;
        const top = this.seen.top - overscan * rowHeight;
        const bottom = this.seen.top + this.seen.height + overscan * rowHeight;
        const shown = new Set();
        for (const [from, to, start] of [[0, sample, sampleTop], [sample, this.order.total, allTop]]) {
            const first = from + Math.max(0, Math.floor((top - start) / rowHeight)) * across;
            const last = Math.min(to, from + Math.max(0, Math.ceil((bottom - start) / rowHeight)) * across);
            this.order.fillTo(last);
            for (let place = first; place < last; place++) {
                const key = `${from === sample && sample > 0 ? "a" : "s"}${this.order.rows[place]}`;
                shown.add(key);
                const tile = this.tile(key, this.order.rows[place]);
                const [column, line] = [(place - from) % across, Math.floor((place - from) / across)];
                tile.style.transform = `translate(${gap + column * (side + gap)}px, ${start + line * rowHeight}px)`;
                tile.style.width = `${side}px`;
                tile.dataset.place = String(place);
                tile.tabIndex = place === this.focused ? 0 : -1;
            }
        }
        for (const [key, tile] of this.tiles) if (!shown.has(key)) this.release(key, tile);
        for (const tile of this.free.splice(mostFree)) tile.parentElement?.remove();
    }

    /** @param {string} key @param {HTMLElement} tile */
    release(key, tile) {
        this.tiles.delete(key);
        this.free.push(tile);
        tile.style.visibility = "hidden";
    }

    /** @param {string} key @param {number} row */
    tile(key, row) {
        const known = this.tiles.get(key);
        if (known) return known;
        const tile = this.free.pop() ?? this.newTile();
        const [label, split] = ["label", "split"].map((field) => this.points.text(row, field));
        const [picture, caption] = tile.children;
        const url = this.pictures.url(row, tilePictureSide);
        if (picture instanceof HTMLImageElement) picture.src = url ?? "";
        picture.classList.toggle("none", url === null);
        const [dot, name] = caption.children;
        dot.setAttribute("data-split", split ?? "none");
        name.textContent = label ?? "?";
        tile.setAttribute("aria-label", `${label ?? "unlabelled"}, ${split ?? "no split"}`);
        tile.dataset.row = String(row);
        tile.style.visibility = "";
        this.tiles.set(key, tile);
        return tile;
    }

    newTile() {
        const tile = el("button", { type: "button", class: "picture-tile" },
            el("img", { class: "thumb", alt: "", decoding: "async" }),
            el("span", { class: "caption" }, el("i", { class: "split-dot" }), el("span", {})));
        const row = () => Number(tile.dataset.row);
        tile.addEventListener("click", () => this.listener.open(row()));
        for (const name of ["pointerenter", "focus"]) tile.addEventListener(name, () => this.listener.hover(row()));
        for (const name of ["pointerleave", "blur"]) tile.addEventListener(name, () => this.listener.hover(-1));
        this.space.append(el("div", { role: "listitem" }, tile));
        return tile;
    }

    /** Labels or splits have changed: what is seen is made anew. */
    refresh() {
        for (const [key, tile] of this.tiles) this.release(key, tile);
        this.draw();
    }

    /** @param {KeyboardEvent} event */
    move(event) {
        const across = this.layout?.across ?? 1;
        const target = event.target instanceof HTMLElement ? Number(event.target.dataset.place) : NaN;
        const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across, ArrowDown: across }[event.key];
        if (Number.isNaN(target) || by === undefined) return;
        event.preventDefault();
        this.focus(Math.min(Math.max(target + by, 0), this.order.total - 1));
    }

    /** @param {number} place in the order shown */
    focus(place) {
        if (!this.layout) return;
        const { across, rowHeight, sample, sampleTop, allTop } = this.layout;
        this.focused = place;
        const inAll = place >= sample;
        const top = (inAll ? allTop : sampleTop) + Math.floor((place - (inAll ? sample : 0)) / across) * rowHeight;
        const { scrollTop, clientHeight } = this.scroller;
        if (top < scrollTop) this.scroller.scrollTop = top - headingHeight;
        else if (top + rowHeight > scrollTop + clientHeight) this.scroller.scrollTop = top + rowHeight - clientHeight;
        this.look();
        for (const tile of this.tiles.values()) if (tile.dataset.place === String(place)) tile.focus({ preventScroll: true });
    }
}
