// A row of thumbnails of samples; each opens on the map or in the sheet together with the rest.

import { thumbnailURL } from "../api.js";
import { el } from "../dom.js";
import { selectionLink } from "../selection.js";

/**
 * @param {number[]} ids
 * @param {string} what of whom they are, for who can't see them
 * @param {{side: 32 | 64 | 128, shown: number}} size of the picture that is fetched and as it is shown, in pixels
 */
export function pictureStrip(ids, what, { side, shown }) {
    return el("div", { class: "strip", role: "img", "aria-label": `${ids.length} images: ${what}` },
        ...ids.map((id) => el("img", { class: "thumb", src: thumbnailURL(id, side), alt: "", width: shown, height: shown, loading: "lazy", title: `${what}, sample ${id}` })));
}

/**
 * Links that take samples to the sheet, to the map and to the studio.
 * @param {number[]} ids @param {string} what
 */
export function samplesLinks(ids, what) {
    return el("span", { class: "strip-links" }, selectionLink("/sheet", ids, { class: "button", "aria-label": `Sheet: ${what}` }, "Sheet"),
        selectionLink("/map", ids, { class: "button", "aria-label": `Map: ${what}` }, "Map"),
        selectionLink("/studio", ids, { class: "button", "aria-label": `Studio: ${what}`, name: what }, "Studio"));
}
