// Beside the image: for each class the images of it that are most alike, and what the label book says.

import { api, thumbnailURL } from "../shared/api.js";
import { el, fill } from "../shared/dom.js";

const EACH = 3;
/** Whoever labels quickly does not wait for this, and does not ask for what they don't look at. */
const REST_MS = 180;

/** @typedef {{class: string, definition: {text: string} | null, rules: {text: string}[]}} BookPage */

export class Focus {
    /**
     * @param {HTMLElement} host
     * @param {(label: string) => void} choose
     */
    constructor(host, choose) {
        this.host = host;
        this.choose = choose;
        /** @type {Map<string, BookPage>} */
        this.book = new Map();
        /** @type {ReturnType<typeof setTimeout> | undefined} */
        this.resting = undefined;
        this.stop = new AbortController();
        this.shown = 0;
        void this.#readBook();
    }

    async #readBook() {
        try {
            const answer = await fetch("/api/v1/label-book");
            if (!answer.ok) return;
            for (const page of (await answer.json()).classes) this.book.set(page.class, page);
        } catch {
            // Without a label book there are the look-alikes alone.
        }
    }

    /** @param {Tessera.Sample | null} sample @param {string[]} classes */
    show(sample, classes) {
        if (this.host.hidden || sample?.id === this.shown) return;
        this.shown = sample?.id ?? 0;
        clearTimeout(this.resting);
        this.stop.abort();
        this.stop = new AbortController();
        if (!sample) return fill(this.host);
        const { signal } = this.stop;
        this.resting = setTimeout(() => void this.#draw(sample.id, classes, signal), REST_MS);
        return undefined;
    }

    /** @param {number} id @param {string[]} classes @param {AbortSignal} signal */
    async #draw(id, classes, signal) {
        /** @type {Map<string, {id: number, distance: number}[]>} */
        const near = new Map();
        let note = "";
        try {
            for (const { label, ...neighbor } of (await api.neighborsOfEachClass(id, EACH, signal)).neighbors) {
                if (label !== undefined) near.set(label, [...(near.get(label) ?? []), neighbor]);
            }
        } catch (error) {
            if (error instanceof DOMException) return;
            note = "Look-alikes are known once the images are embedded (welcome page).";
        }
        const distance = (/** @type {string} */ name) => near.get(name)?.[0]?.distance ?? Infinity;
        const sorted = classes.slice().sort((a, b) => distance(a) - distance(b));
        fill(this.host, el("h2", {}, "Most alike of each class"), note && el("p", { class: "small muted" }, note),
            ...sorted.filter((name) => near.has(name) || this.book.has(name)).map((name) => this.#card(name, near.get(name) ?? [])));
    }

    /** @param {string} name @param {{id: number, distance: number}[]} neighbors */
    #card(name, neighbors) {
        const page = this.book.get(name);
        const words = [page?.definition?.text, ...(page?.rules ?? []).map((rule) => rule.text)].filter(Boolean);
        return el("section", { class: "focus-class", "aria-label": name },
            el("button", { class: "button quiet focus-name", type: "button", title: `Label it ${name}`, onclick: () => this.choose(name) }, name),
            el("div", { class: "focus-pictures" }, ...neighbors.map((each) =>
                el("img", { class: "thumb", src: thumbnailURL(each.id, 128), alt: `an image of ${name}`, width: 72, height: 72, title: `Distance ${each.distance.toPrecision(3)}` }))),
            words.length > 0 && el("ul", { class: "focus-words small" }, ...words.map((text) => el("li", {}, text ?? ""))));
    }
}
