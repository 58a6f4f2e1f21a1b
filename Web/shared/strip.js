// Pictures of samples in a row, each with its label, leading to the sample in the sheet.

import { api, thumbnailURL } from "./api.js";
import { el } from "./dom.js";

/**
 * @param {number[]} ids
 * @param {{near?: Set<number>, most?: number, side?: 64 | 128 | 256, link?: boolean, labels?: boolean}} options near: drawn as near misses
 */
export function strip(ids, { near = new Set(), most = 24, side = 128, link = true, labels = true } = {}) {
    const shown = ids.slice(0, most);
    const box = el("div", { class: "strip" });
    /** @type {Map<number, HTMLElement>} */
    const captions = new Map();
    for (const id of shown) {
        const caption = el("figcaption", {}, near.has(id) ? "near miss" : "");
        captions.set(id, caption);
        const picture = el("img", { class: "thumb", alt: `sample ${id}`, loading: "lazy", src: thumbnailURL(id, side) });
        const figure = el("figure", { class: near.has(id) ? "near" : "" }, picture, caption);
        box.append(link ? el("a", { href: `/talk?sample=${id}` }, figure) : figure);
    }
    if (ids.length > most) box.append(el("span", { class: "small muted" }, `and ${ids.length - most} more`));
    if (labels && shown.length > 0) {
        api.samples([...new Set(shown)]).then((samples) => {
            for (const sample of samples) {
                const caption = captions.get(sample.id);
                if (caption) caption.textContent = near.has(sample.id) ? `near miss: ${sample.label ?? "unlabelled"}` : sample.label ?? "unlabelled";
            }
        }, () => {});
    }
    return box;
}

/** @param {Tessera.ThreadState} state */
export function stateChip(state) {
    return el("span", { class: "state", "data-state": state }, state);
}

/** @param {Tessera.Thread} thread what it is about, in words */
export function aboutWords(thread) {
    const images = thread.sampleCount === 1 ? "1 image" : `${thread.sampleCount} images`;
    if (thread.about === "class") return `class ${thread.classes[0]}${thread.sampleCount > 0 ? `, ${images}` : ""}`;
    if (thread.about === "pair") return `${thread.classes.join(" or ")}${thread.sampleCount > 0 ? `, ${images}` : ""}`;
    return images;
}
