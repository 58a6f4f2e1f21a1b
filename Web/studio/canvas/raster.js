// A picture as pixels, at its full resolution. What is drawn and erased is drawn and erased here; a canvas only shows it.

/** More than this is refused with a word: a browser's tab holds several copies of a picture. */
const MOST_PIXELS = 64_000_000;

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box right and bottom lie outside */

/** Opaque pixels in rows. `words` and `data` look at the same bytes: a word is 0xffBBGGRR. */
export class Raster {
    /**
     * @param {number} width
     * @param {number} height
     * @param {Uint8ClampedArray} [data] 4 bytes a pixel
     */
    constructor(width, height, data = new Uint8ClampedArray(width * height * 4)) {
        this.width = width;
        this.height = height;
        this.data = data;
        this.words = new Uint32Array(data.buffer, data.byteOffset, width * height);
        this.image = new ImageData(data, width, height);
    }

    copy() {
        return new Raster(this.width, this.height, this.data.slice());
    }

    /** @returns {Box} */
    get box() {
        return { left: 0, top: 0, right: this.width, bottom: this.height };
    }

    /** Whether no pixel has a colour: such a picture is kept with one number a pixel. */
    get isGrey() {
        const { words } = this;
        for (let at = 0; at < words.length; at++) {
            const word = words[at];
            if ((word & 0xff) !== ((word >> 8) & 0xff) || (word & 0xff) !== ((word >> 16) & 0xff)) return false;
        }
        return true;
    }
}

/**
 * Decodes a picture. What is translucent is laid on white, as the model sees it.
 * @param {Blob} blob
 */
export async function decodeRaster(blob) {
    const image = await createImageBitmap(blob, { colorSpaceConversion: "none" });
    try {
        if (image.width * image.height > MOST_PIXELS) throw new Error(`The picture has ${image.width} × ${image.height} pixels; the studio takes up to ${MOST_PIXELS / 1e6} million.`);
        const canvas = document.createElement("canvas");
        canvas.width = image.width;
        canvas.height = image.height;
        const context = canvasContext(canvas, { alpha: false, willReadFrequently: true });
        context.fillStyle = "#ffffff";
        context.fillRect(0, 0, image.width, image.height);
        context.drawImage(image, 0, 0);
        return new Raster(image.width, image.height, context.getImageData(0, 0, image.width, image.height).data);
    } finally {
        image.close();
    }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2DSettings} [settings]
 */
export function canvasContext(canvas, settings) {
    const context = canvas.getContext("2d", settings);
    if (!context) throw new Error("This browser gives the page no canvas to draw on. Close other tabs and reload.");
    return context;
}

/** @param {number} red @param {number} green @param {number} blue */
export function wordOf(red, green, blue) {
    return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}

/** @param {number} word how light it is, 0 to 255 */
export function luminance(word) {
    return ((word & 0xff) * 77 + ((word >> 8) & 0xff) * 150 + ((word >> 16) & 0xff) * 29) >> 8;
}

/**
 * @param {number} under @param {number} over @param {number} share of `over`, 0 to 255
 */
export function blend(under, over, share) {
    if (share >= 255) return over;
    const rest = 255 - share;
    const red = ((under & 0xff) * rest + (over & 0xff) * share + 127) / 255;
    const green = (((under >> 8) & 0xff) * rest + ((over >> 8) & 0xff) * share + 127) / 255;
    const blue = (((under >> 16) & 0xff) * rest + ((over >> 16) & 0xff) * share + 127) / 255;
    return wordOf(red, green, blue);
}

/** @param {Box | null} a @param {Box | null} b the smallest around both */
export function union(a, b) {
    if (!a || !b) return a ?? b;
    return { left: Math.min(a.left, b.left), top: Math.min(a.top, b.top), right: Math.max(a.right, b.right), bottom: Math.max(a.bottom, b.bottom) };
}

/** @param {Box} box @param {Box} within @returns {Box} whole pixels; empty where they don't meet */
export function clip(box, within) {
    const left = Math.max(within.left, Math.floor(box.left));
    const top = Math.max(within.top, Math.floor(box.top));
    return { left, top, right: Math.max(left, Math.min(within.right, Math.ceil(box.right))), bottom: Math.max(top, Math.min(within.bottom, Math.ceil(box.bottom))) };
}
