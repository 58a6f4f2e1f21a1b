// What part of the map is seen: a centre and a scale, the same in both directions. Lengths are CSS
// pixels; the y of the map goes up, the y of the screen down.

export const zoomLimits = { least: 0.5, most: 4000 };

export class Camera {
    constructor() {
        this.x = 0.5;
        this.y = 0.5;
        /** CSS pixels to a unit of the map (whose longer side is 1). */
        this.scale = 500;
        this.width = 1;
        this.height = 1;
        /** The scale at which all is seen: zoom 1. */
        this.fitScale = 500;
        /** @type {[number, number]} */
        this.fitCentre = [0.5, 0.5];
    }

    /**
     * Finds where all points are seen, beside what lies on the map.
     * @param {[number, number]} extent the far corner of the box around all points
     * @param {{left: number, top: number, right: number, bottom: number}} margins CSS pixels
     */
    measure([right, top], margins) {
        const across = Math.max(this.width - margins.left - margins.right, 50) / Math.max(right, 0.01);
        const up = Math.max(this.height - margins.top - margins.bottom, 50) / Math.max(top, 0.01);
        this.fitScale = Math.min(across, up);
        const [aside, below] = [(margins.left - margins.right) / 2, (margins.top - margins.bottom) / 2];
        this.fitCentre = [right / 2 - aside / this.fitScale, top / 2 + below / this.fitScale];
    }

    fit() {
        [this.x, this.y] = this.fitCentre;
        this.scale = this.fitScale;
    }

    get zoom() {
        return this.scale / this.fitScale;
    }

    /** @param {number} x @param {number} y on the screen @returns {[number, number]} on the map */
    toMap(x, y) {
        return [this.x + (x - this.width / 2) / this.scale, this.y - (y - this.height / 2) / this.scale];
    }

    /** @param {number} x @param {number} y on the map @returns {[number, number]} on the screen */
    toScreen(x, y) {
        return [this.width / 2 + (x - this.x) * this.scale, this.height / 2 - (y - this.y) * this.scale];
    }

    /**
     * Moves the map as a hand on it would.
     * @param {number} right @param {number} down
     */
    pan(right, down) {
        this.x -= right / this.scale;
        this.y += down / this.scale;
        this.x = Math.min(Math.max(this.x, -0.5), 1.5);
        this.y = Math.min(Math.max(this.y, -0.5), 1.5);
    }

    /** Zooms so that the place under the pointer stays there.
     * @param {number} factor @param {number} [x] @param {number} [y] on the screen; else the middle */
    zoomAbout(factor, x = this.width / 2, y = this.height / 2) {
        const [mapX, mapY] = this.toMap(x, y);
        const { least, most } = zoomLimits;
        this.scale = Math.min(Math.max(this.scale * factor, this.fitScale * least), this.fitScale * most);
        this.x = mapX - (x - this.width / 2) / this.scale;
        this.y = mapY + (y - this.height / 2) / this.scale;
    }

    /** The part of the map that is seen. @returns {[number, number, number, number]} left, bottom, right, top */
    bounds() {
        const [left, bottom] = this.toMap(0, this.height);
        const [right, top] = this.toMap(this.width, 0);
        return [left, bottom, right, top];
    }
}
