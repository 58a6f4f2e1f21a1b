// The pictures of the rows. Each is an <img> of its own that is kept for a while, so that scrolling back shows it at once,
// and a row that is used again never shows the picture of the sample it had before.

import { thumbnailURL } from "../shared/api.js";
import { el } from "../shared/dom.js";

const KEPT = 800;
const SIDES = /** @type {const} */ ([32, 64, 128, 256, 512]);

export class Pictures {
    constructor() {
        /** @type {32 | 64 | 128 | 256 | 512} */
        this.side = 64;
        /** @type {Map<number, HTMLImageElement>} longest unused first */
        this.kept = new Map();
    }

    /**
     * Takes thumbnails of the size that suits.
     * @param {number} pixels CSS pixels that a picture has
     */
    fit(pixels) {
        const side = SIDES.find((each) => each >= pixels * devicePixelRatio) ?? 512;
        if (side === this.side) return;
        this.side = side;
        this.kept.clear();
    }

    /** @param {number} id @returns {HTMLImageElement | undefined} the picture if it is here */
    held(id) {
        const image = this.kept.get(id);
        if (image) {
            this.kept.delete(id);
            this.kept.set(id, image);
        }
        return image;
    }

    /** @param {number} id @returns {HTMLImageElement} the picture, asked for if need be */
    take(id) {
        const held = this.held(id);
        if (held) return held;
        const image = el("img", { class: "picture", alt: "", decoding: "async", draggable: false, src: thumbnailURL(id, this.side) });
        image.addEventListener("error", () => {
            image.classList.add("broken");
            this.kept.delete(id);
        });
        this.kept.set(id, image);
        for (const oldest of this.kept.keys()) {
            if (this.kept.size <= KEPT) break;
            const gone = this.kept.get(oldest);
            this.kept.delete(oldest);
            if (gone && !gone.complete) gone.removeAttribute("src");
        }
        return image;
    }
}
