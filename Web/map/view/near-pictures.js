// When the map is near enough for pictures: which of them are seen, and their loading into the atlas.

import { ThumbnailLoader } from "../../shared/thumbnails.js";
import { hiddenFlag } from "./points.js";

/** @typedef {import("./camera.js").Camera} Camera */
/** @typedef {import("./renderer.js").PointRenderer} PointRenderer */

const mostSeen = 2304;
const lookEvery = 120;

export class NearPictures {
    /**
     * @param {import("./points.js").Points} points
     * @param {import("./grid-index.js").GridIndex} grid
     * @param {import("../../shared/thumbnails.js").PictureSource} source
     * @param {() => void} changed calls for a new frame
     */
    constructor(points, grid, source, changed) {
        this.points = points;
        this.grid = grid;
        this.source = source;
        this.changed = changed;
        this.seen = new Uint32Array(mostSeen * 4);
        this.lastLook = 0;
        /** @type {ThumbnailLoader | null} */
        this.loader = null;
        /** @type {import("./picture-atlas.js").PictureAtlas | null} */
        this.atlas = null;
    }

    /**
     * @param {PointRenderer} renderer @param {Camera} camera
     * @param {number} size of a picture in device pixels
     */
    show(renderer, camera, size) {
        const side = size <= 80 ? 64 : 128;
        const atlas = renderer.pictureAtlas(side);
        if (atlas !== this.atlas) {
            this.loader?.close();
            this.atlas = atlas;
            this.lastLook = 0;
            this.loader = new ThumbnailLoader(this.source, side, (pictures) => {
                if (this.atlas !== atlas) return pictures.at(-1)?.image.close();
                atlas.add(pictures);
                this.changed();
            });
        }
        const now = performance.now();
        if (now - this.lastLook > lookEvery) {
            this.lastLook = now;
            this.loader?.want(atlas.see(this.rowsInView(camera)));
        }
        if (atlas.upload()) this.changed();
    }

    /** Pictures are not shown just now. */
    rest() {
        this.loader?.want([]);
    }

    /** @param {Camera} camera @returns {Uint32Array} from the middle outward */
    rowsInView(camera) {
        const [left, bottom, right, top] = camera.bounds();
        const found = this.grid.inRectangle(left, bottom, right, top, this.seen);
        const { positions, flags } = this.points;
        const rows = this.seen.subarray(0, found).filter((row) => (flags[row] & hiddenFlag) === 0);
        const distance = Float32Array.from(rows, (row) => (positions[2 * row] - camera.x) ** 2 + (positions[2 * row + 1] - camera.y) ** 2);
        const order = Uint32Array.from(rows, (_, at) => at).sort((a, b) => distance[a] - distance[b]);
        return order.slice(0, mostSeen).map((at) => rows[at]);
    }
}
