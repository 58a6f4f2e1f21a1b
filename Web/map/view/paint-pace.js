// How many of a crowd's points are drawn while it moves. Without a graphics card a million take half a second to paint; every
// tenth of them, a fair sample in the grid's order and each for ten, look the same and follow the hand. What rests is
// drawn whole.

/** A frame should be there after this, in milliseconds. */
const wantedGap = 45;
const mostLeftOut = 24;

/** So many points are painted soon enough whatever paints them. */
const paintedSoon = 125_000;

export class PaintPace {
    /** @param {number} count of all points */
    constructor(count) {
        /** Of so many points one is drawn. */
        this.stride = Math.max(1, Math.round(count / paintedSoon));
        this.asked = false;
    }

    /**
     * A frame was drawn that another follows: how long that takes says how much can be painted.
     * @param {boolean} quick whether the crowd moves
     */
    drawn(quick) {
        if (!quick) {
            this.stride = 1;
            return;
        }
        if (this.asked) return;
        this.asked = true;
        const began = performance.now();
        requestAnimationFrame(() => {
            this.asked = false;
            const gap = performance.now() - began;
            // The gap is at least what the screen takes, so it never says that all of them could be drawn.
            if (gap > wantedGap * 1.5 || this.stride > 1) this.stride = Math.min(Math.max(Math.round((this.stride * gap) / wantedGap), 1), mostLeftOut);
        });
    }
}
