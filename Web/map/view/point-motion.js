// Points on their way from one layout to another: both lie on the graphics card, and a frame of the way is one number.

const wayLength = 450;

/** @typedef {{from: Float32Array, to: Float32Array, began: number, length: number}} Way */

export class PointMotion {
    constructor() {
        /** @type {Way | null} */
        this.way = null;
    }

    /**
     * Sets out from where the points are seen just now.
     * @param {Float32Array} from where they are while nothing moves @param {Float32Array} to x and y by turns, by row
     */
    begin(from, to) {
        this.way = { from: this.positions() ?? from, to, began: performance.now(), length: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : wayLength };
        return this.way;
    }

    /** How far they are, 0 to 1; slow at the beginning and the end. */
    share() {
        if (!this.way) return 1;
        const { began, length } = this.way;
        const at = length > 0 ? Math.min((performance.now() - began) / length, 1) : 1;
        return at * at * (3 - 2 * at);
    }

    /** Where the points are on their way; null where they are on none. */
    positions() {
        if (!this.way) return null;
        const { from, to } = this.way;
        const share = this.share();
        if (share === 1) return to;
        const between = new Float32Array(to.length);
        for (let at = 0; at < to.length; at++) between[at] = from[at] + (to[at] - from[at]) * share;
        return between;
    }
}
