// Loads pictures for drawing (not for <img>): decoded, few at a time, the most wanted first; what is no
// longer wanted is not even asked for. Keeping them is the affair of whoever draws them.

/**
 * Where pictures come from: the server, or the data inside a saved map.
 * @typedef {object} PictureSource
 * @property {(row: number, side: number) => string | null} url  an address that <img> can show; null: no picture
 * @property {(row: number, side: number, signal: AbortSignal) => Promise<Blob>} blob  its bytes
 */

/** Fewer than the six connections that a browser allows, so that edits and events never wait for pictures. */
const requestsAtOnce = 4;

/** Decodes pictures of one side length, four at once. */
export class ThumbnailLoader {
    /**
     * @param {PictureSource} source
     * @param {number} side in pixels
     * @param {(row: number, picture: ImageBitmap) => void} deliver called once for every picture that arrives
     */
    constructor(source, side, deliver) {
        this.source = source;
        this.side = side;
        this.deliver = deliver;
        /** @type {number[]} the most wanted last, so that taking one is a pop */
        this.waiting = [];
        /** @type {Map<number, AbortController>} */
        this.underWay = new Map();
        /** @type {Set<number>} rows that have no picture; not asked for again */
        this.failed = new Set();
    }

    /**
     * Says which pictures are wanted now, the most wanted first. Requests for others are stopped.
     * @param {ArrayLike<number>} rows
     */
    want(rows) {
        this.waiting = Array.from(rows).reverse();
        const wanted = new Set(this.waiting);
        for (const [row, controller] of this.underWay) if (!wanted.has(row)) controller.abort();
        this.start();
    }

    /** Stops everything. */
    close() {
        this.want([]);
    }

    start() {
        while (this.underWay.size < requestsAtOnce && this.waiting.length > 0) {
            const row = /** @type {number} */ (this.waiting.pop());
            if (!this.underWay.has(row) && !this.failed.has(row)) void this.load(row);
        }
    }

    /** @param {number} row */
    async load(row) {
        const controller = new AbortController();
        this.underWay.set(row, controller);
        try {
            const blob = await this.source.blob(row, this.side, controller.signal);
            const picture = await createImageBitmap(blob);
            if (controller.signal.aborted) picture.close();
            else this.deliver(row, picture);
        } catch {
            // A picture that can't be had is drawn as its class; an aborted one may be wanted again.
            if (!controller.signal.aborted) this.failed.add(row);
        }
        this.underWay.delete(row);
        this.start();
    }
}

/**
 * Pictures from the server's API. The address holds the id only, and the answer never changes, so the
 * browser's own cache does the rest.
 * @param {(row: number) => number} idOf
 * @returns {PictureSource}
 */
export function serverPictures(idOf) {
    /** @param {number} row @param {number} side */
    const url = (row, side) => `/api/v1/samples/${idOf(row)}/thumbnail?side=${side}`;
    return {
        url,
        blob: async (row, side, signal) => {
            const response = await fetch(url(row, side), { signal });
            if (!response.ok) throw new Error(`no thumbnail: ${response.status}`);
            return response.blob();
        },
    };
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
