// An edit as the map shows it before the server has kept it, and how it was before: typed arrays, so that half a million
// images are shown as quickly as one.

/** @typedef {import("./view/viewer.js").Viewer} Viewer */
/** @typedef {import("../shared/columns.js").Column} Column */

const tagSeparator = "\u001f";

export class ShownEdit {
    /** @param {Viewer} viewer @param {Uint32Array} rows @param {Tessera.CellChanges} set */
    constructor(viewer, rows, set) {
        this.viewer = viewer;
        this.rows = rows;
        /** @type {{column: Column, texts: (string | null)[], places: Uint32Array}[]} what the rows had: places in a list of texts */
        this.before = [];
        /** @type {Uint8Array | null} */
        this.removedBefore = null;
        if (set.label !== undefined) this.change("label", () => set.label ?? null);
        if (set.split !== undefined) this.change("split", () => set.split ?? null);
        if (set.addTags || set.removeTags) this.change("tags", (tags) => changedTags(tags, set));
        if (set.state) {
            const { removed } = viewer;
            this.removedBefore = Uint8Array.from(rows, (row) => removed[row]);
            for (const row of rows) removed[row] = set.state === "trashed" ? 1 : 0;
        }
        viewer.dataChanged();
    }

    /**
     * Gives each row the text that is made of the one it has; each different text is looked at once.
     * @param {string} name @param {(text: string | null) => string | null} change
     */
    change(name, change) {
        const { points } = this.viewer;
        const column = points.column(name);
        if (!column?.dictionary) return;
        /** @type {(string | null)[]} */
        const texts = [...column.dictionary, null];
        const none = texts.length - 1;
        const places = Uint32Array.from(this.rows, (row) => Math.min(column.values[row], none));
        this.before.push({ column, texts, places });
        this.write(column, places, texts, change);
    }

    /**
     * @param {Column} column @param {Uint32Array} places of the rows
     * @param {(string | null)[]} texts @param {(text: string | null) => string | null} change
     */
    write(column, places, texts, change) {
        const { points } = this.viewer;
        const used = new Uint8Array(texts.length);
        for (const place of places) used[place] = 1;
        texts.forEach((text, place) => used[place] && points.code(column, change(text)));
        // Asked again, for a new word may have made the column wider, and what stands for none another number.
        const codes = texts.map((text, place) => (used[place] ? points.code(column, change(text)) : 0));
        const { values } = column;
        for (let at = 0; at < places.length; at++) values[this.rows[at]] = codes[places[at]];
    }

    /** The server said no. */
    takeBack() {
        for (const { column, texts, places } of this.before) this.write(column, places, texts, (text) => text);
        const { removedBefore, rows } = this;
        if (removedBefore) rows.forEach((row, at) => (this.viewer.removed[row] = removedBefore[at]));
        this.viewer.dataChanged();
    }
}

/** @param {string | null} tags @param {Tessera.CellChanges} set */
function changedTags(tags, { addTags = [], removeTags = [] }) {
    const kept = new Set(tags?.split(tagSeparator));
    for (const tag of addTags) kept.add(tag);
    for (const tag of removeTags) kept.delete(tag);
    return kept.size > 0 ? [...kept].join(tagSeparator) : null;
}
