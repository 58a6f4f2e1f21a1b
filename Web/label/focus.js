// Beside the image: for each class the images of it that are most alike, and what the label book says.

import { api, thumbnailURL } from "../shared/api.js";
import { el, fill } from "../shared/dom.js";
import { transformRules } from "../labelbook/transform-rules.js";

const EACH = 3;
const SHOWN = 6;
/** Whoever labels quickly does not wait for this, and does not ask for what they don't look at. */
const REST_MS = 180;

export class Focus {
    /**
     * @param {HTMLElement} host
     * @param {(label: string) => void} choose
     */
    constructor(host, choose) {
        this.host = host;
        this.choose = choose;
        /** @type {Map<string, Tessera.LabelBookPage>} */
        this.book = new Map();
        /** @type {Map<string, string[]>} what may be done to the images of a class, in words */
        this.transforms = new Map();
        /** @type {ReturnType<typeof setTimeout> | undefined} */
        this.resting = undefined;
        this.stop = new AbortController();
        this.shown = 0;
        void this.readBook();
    }

    async readBook() {
        try {
            const [{ classes }, transforms] = await Promise.all([api.labelBook(), transformRules()]);
            this.book = new Map(classes.map((page) => [page.class, page]));
            this.transforms = transforms;
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
        const examples = (page?.examples ?? []).flatMap((entry) => entry.examples);
        const nearMisses = (page?.nearMisses ?? []).flatMap((entry) => entry.nearMisses);
        const transforms = this.transforms.get(name) ?? [];
        return el("section", { class: "focus-class", "aria-label": name },
            el("button", { class: "button quiet focus-name", type: "button", title: `Label it ${name}`, onclick: () => this.choose(name) }, name),
            el("div", { class: "focus-pictures" }, ...neighbors.map((each) =>
                el("img", { class: "thumb", src: thumbnailURL(each.id, 128), alt: `an image of ${name}`, width: 72, height: 72, title: `Distance ${each.distance.toPrecision(3)}` }))),
            words.length > 0 && el("ul", { class: "focus-words small" }, ...words.map((text) => el("li", {}, text ?? ""))),
            examples.length > 0 && pictures("Good:", examples, "", `a good example of ${name}`),
            nearMisses.length > 0 && pictures("Not:", nearMisses, "near", `a near miss of ${name}`),
            transforms.length > 0 && el("details", { class: "focus-words small" }, el("summary", {}, "What may be done to it"), el("ul", {}, ...transforms.map((rule) => el("li", {}, rule)))));
    }
}

/** @param {string} words @param {number[]} samples @param {string} kind @param {string} alt */
function pictures(words, samples, kind, alt) {
    return el("div", { class: "focus-book small" }, words, ...samples.slice(0, SHOWN).map((id) =>
        el("img", { class: `thumb ${kind}`, src: thumbnailURL(id, 64), alt, width: 40, height: 40 })));
}
