// Loads pictures for drawing (not for <img>): decoded, the most wanted first, many in one answer where the source can; what
// is no longer wanted is not even asked for. Keeping them is the affair of whoever draws them.

/**
 * Where pictures come from: the server, or the data inside a saved map.
 * @typedef {object} PictureSource
 * @property {(row: number, side: number) => string | null} url  an address that <img> can show; null: no picture
 * @property {(row: number, side: number, signal: AbortSignal) => Promise<Blob>} blob  its bytes
 * @property {(rows: number[], side: number, signal: AbortSignal) => Promise<Tiles>} [tiles]  many as one picture
 */

/** @typedef {{sheet: Blob, missing: Set<number>}} Tiles square tiles, `tilesAcross` in a line; and the places of those that aren't there */

/**
 * A picture that arrived: all of an image, or a square tile of one that others share.
 * @typedef {{row: number, image: ImageBitmap, tile: {x: number, y: number} | null, last: boolean}} Arrived last: nobody else needs the image
 */

/** Fewer than the six connections that a browser allows, so that edits and events never wait for pictures. */
const requestsAtOnce = 4;
const sheetsAtOnce = 2;
/** As the server lays tiles (PictureTiles). */
const tilesAcross = 16;
/** Pixels of one sheet: few enough that it is there soon. */
const sheetPixels = 512 * 1024;

/** Decodes pictures of one side length. */
export class ThumbnailLoader {
    /**
     * @param {PictureSource} source
     * @param {number} side in pixels
     * @param {(pictures: Arrived[]) => void} deliver called once for every picture that arrives
     */
    constructor(source, side, deliver) {
        this.source = source;
        this.side = side;
        this.deliver = deliver;
        /** @type {number[]} the most wanted last, so that taking one is a pop */
        this.waiting = [];
        /** @type {Map<AbortController, number[]>} */
        this.underWay = new Map();
        /** @type {Set<number>} rows that have no picture; not asked for again */
        this.failed = new Set();
    }

    /**
     * Says which pictures are wanted now, the most wanted first. Requests of which none is wanted any more are stopped.
     * @param {ArrayLike<number>} rows
     */
    want(rows) {
        const wanted = new Set(Array.from(rows));
        for (const [controller, asked] of this.underWay) {
            if (!asked.some((row) => wanted.has(row))) controller.abort();
            for (const row of asked) wanted.delete(row);
        }
        this.waiting = [...wanted].filter((row) => !this.failed.has(row)).reverse();
        this.start();
    }

    /** Stops everything. */
    close() {
        this.want([]);
    }

    start() {
        const { tiles } = this.source;
        const [atOnce, batch] = tiles ? [sheetsAtOnce, Math.floor(sheetPixels / (this.side * this.side))] : [requestsAtOnce, 1];
        while (this.underWay.size < atOnce && this.waiting.length > 0) void this.load(this.waiting.splice(-batch).reverse());
    }

    /** @param {number[]} rows */
    async load(rows) {
        const controller = new AbortController();
        this.underWay.set(controller, rows);
        try {
            const arrived = await this.arrivals(rows, controller.signal);
            if (controller.signal.aborted) arrived.at(-1)?.image.close();
            else if (arrived.length > 0) this.deliver(arrived);
        } catch {
            // A picture that can't be had is drawn as its class; an aborted one may be wanted again.
            if (!controller.signal.aborted) for (const row of rows) this.failed.add(row);
        }
        this.underWay.delete(controller);
        this.start();
    }

    /** @param {number[]} rows @param {AbortSignal} signal @returns {Promise<Arrived[]>} */
    async arrivals(rows, signal) {
        if (!this.source.tiles) {
            const [row] = rows;
            const image = await createImageBitmap(await this.source.blob(row, this.side, signal));
            return [{ row, image, tile: null, last: true }];
        }
        const { sheet, missing } = await this.source.tiles(rows, this.side, signal);
        const there = rows.flatMap((row, place) => {
            if (missing.has(place)) this.failed.add(row);
            return missing.has(place) ? [] : [{ row, place }];
        });
        if (there.length === 0) return [];
        const image = await createImageBitmap(sheet);
        return there.map(({ row, place }, at) => ({
            row, image, last: at === there.length - 1,
            tile: { x: (place % tilesAcross) * this.side, y: Math.floor(place / tilesAcross) * this.side },
        }));
    }
}

/**
 * Pictures from the server's API. The address of one holds the id only, and the answer never changes, so the
 * browser's own cache does the rest.
 * @param {(row: number) => number} idOf
 * @returns {PictureSource}
 */
export function serverPictures(idOf) {
    /** @param {number} row @param {number} side */
    const url = (row, side) => `/api/v1/samples/${idOf(row)}/thumbnail?side=${side}`;
    return {
        url,
        blob: async (row, side, signal) => (await answered(fetch(url(row, side), { signal }))).blob(),
        tiles: async (rows, side, signal) => {
            const body = JSON.stringify({ side, samples: rows.map(idOf) });
            const response = await answered(fetch("/api/v1/thumbnails", { method: "POST", headers: { "Content-Type": "application/json" }, body, signal }));
            const missing = response.headers.get("X-Tessera-Missing");
            return { sheet: await response.blob(), missing: new Set(missing ? missing.split(",").map(Number) : []) };
        },
    };
}

/** @param {Promise<Response>} asked */
async function answered(asked) {
    const response = await asked;
    if (!response.ok) throw new Error(`no thumbnail: ${response.status}`);
    return response;
}

/**
 * Pictures that lie in the page itself, as base64.
 * @param {{type: string, images: (string | null)[]}} pictures
 * @returns {PictureSource}
 */
export function embeddedPictures(pictures) {
    return {
        url: (row) => (pictures.images[row] ? `data:${pictures.type};base64,${pictures.images[row]}` : null),
        blob: async (row) => {
            const text = pictures.images[row];
            if (!text) throw new Error("no picture in the file");
            return new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], { type: pictures.type });
        },
    };
}
