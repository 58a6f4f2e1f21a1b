// Paper that the server made: the same that the automatic dismantling uses.

/** @typedef {{word: (x: number, y: number) => number}} PaperSource what lies under the ink, pixel by pixel */

export class PaperPicture {
    /** @param {import("./raster.js").Raster} raster as large as the picture */
    constructor(raster) {
        this.raster = raster;
    }

    /** @param {number} x @param {number} y */
    word(x, y) {
        return this.raster.words[y * this.raster.width + x];
    }
}
