// What is to be worked on, one image after another.

/** The samples of a queue, in order, and the place where one is. */
export class Queue {
    /**
     * @param {string} name in the reader's words, such as "all viii"
     * @param {number[]} ids
     * @param {string} address the query that finds it again
     */
    constructor(name, ids, address) {
        this.name = name;
        this.ids = ids;
        this.address = address;
        this.at = 0;
        /** @type {Set<number>} places that were done or passed over */
        this.passed = new Set();
    }

    get count() {
        return this.ids.length;
    }

    /** @returns {number | undefined} the sample in turn; none when the queue is empty or at its end */
    get sample() {
        return this.ids[this.at];
    }

    /** such as "88 of 246" */
    get words() {
        return this.at < this.count ? `${this.at + 1} of ${this.count}` : `All ${this.count} seen`;
    }

    /** @param {1 | -1} step @returns {boolean} whether there is another place that way; one past the last is the end */
    move(step) {
        const to = this.at + step;
        if (to < 0 || to > this.count) return false;
        if (step > 0) this.passed.add(this.at);
        this.at = to;
        return true;
    }

    /** @param {number} sample */
    goTo(sample) {
        const at = this.ids.indexOf(sample);
        if (at >= 0) this.at = at;
        return at >= 0;
    }
}
