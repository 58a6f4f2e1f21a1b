// Up to which change this page has seen the dataset. Changes are numbered without gaps; one is only seen when all before it
// are, so that an edit that says what it had seen never passes over somebody's change that is still on its way.

export class SeenChanges {
    constructor() {
        /** All changes up to this one have been seen. */
        this.last = 0;
        /** @type {Set<number>} seen, while one before them is missing */
        this.early = new Set();
    }

    /** @param {number} change the newest in data that was just read */
    begin(change) {
        this.last = Math.max(change, this.last);
        this.follow();
    }

    /** @param {number} change */
    hear(change) {
        if (change > this.last) this.early.add(change);
        this.follow();
    }

    follow() {
        while (this.early.delete(this.last + 1)) this.last++;
        for (const change of this.early) if (change <= this.last) this.early.delete(change);
    }
}
