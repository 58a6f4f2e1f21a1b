// Where in a very tall sheet the view is. Browsers stop at 17 to 33 million pixels of height, less than 100,000 tall rows,
// so the scroll bar works on a track that is never taller than MOST, and stands for a sheet that may be.
// Small movements (wheel, keys, touch) count one to one; only pulling the scroll bar is scaled.

const MOST = 8_000_000;

export class ScrollScale {
    constructor() {
        /** Height of all rows, and of the part in view, in pixels. */
        this.total = 0;
        this.view = 0;
        /** Pixels of the sheet above the view. */
        this.offset = 0;
        /** The scroll bar's place when we last looked. */
        this.bar = 0;
    }

    /** Height that the track needs. */
    get track() {
        return Math.min(this.total, MOST);
    }

    get largest() {
        return Math.max(0, this.total - this.view);
    }

    /** Pixels of the sheet for each of the scroll bar. */
    get scale() {
        const room = this.track - this.view;
        return room > 0 ? this.largest / room : 1;
    }

    get isScaled() {
        return this.total > MOST;
    }

    /**
     * The scroll bar moved.
     * @param {number} bar its new place
     */
    follow(bar) {
        const step = bar - this.bar;
        this.bar = bar;
        if (!this.isScaled) this.offset = bar;
        else if (Math.abs(step) <= this.view * 1.5 && bar > 0 && bar < this.track - this.view) this.offset += step;
        else this.offset = bar * this.scale;
        this.offset = Math.max(0, Math.min(this.offset, this.largest));
    }

    /**
     * Goes to a place; gives where the scroll bar belongs then.
     * @param {number} offset
     */
    goTo(offset) {
        this.offset = Math.max(0, Math.min(offset, this.largest));
        this.bar = this.offset / this.scale;
        return this.bar;
    }
}
