// The rows of the sheet. What every row needs at once (id, label, split, similarity, revision) is held for all of them;
// names, tags and imported columns come in windows, for the rows that are looked at. A million rows are 17 MB, in typed
// arrays that cost nothing to make; the order is held here, so whatever others do, no row moves until it is asked for anew.

import { api } from "../shared/api.js";
import { decodeColumns } from "../shared/columns.js";
import { Names } from "./names.js";

const HELD = ["id", "label", "split", "order", "revision"];
const MOST_IDS = 500;
const KEPT_SAMPLES = 20_000;
const UNKNOWN = 0xffffffff;

export class Rows {
    constructor() {
        /** @type {Uint32Array} in the order shown */
        this.ids = new Uint32Array(0);
        this.labels = new Names(0);
        this.splits = new Names(0);
        /** @type {Uint32Array} */
        this.orders = new Uint32Array(0);
        /** @type {Uint32Array} the change that last touched each row, as far as this page has seen */
        this.revisions = new Uint32Array(0);
        /** @type {Map<number, Tessera.Sample>} oldest first */
        this.samples = new Map();
        /** @type {Int32Array} the row of each id, -1 where it has none: ids are given out one after the other */
        this.places = new Int32Array(0);
        /** True when an edit may have moved rows in, out or about; the order stays until it is asked for anew. */
        this.stale = false;
        /** @type {(id: number) => Tessera.CellChanges | undefined} edits under way, that the server doesn't know yet */
        this.pendingOf = () => undefined;
        /** @type {() => void} */
        this.onUpdate = () => {};
        /** @type {Set<number>} */
        this.asked = new Set();
    }

    get count() {
        return this.ids.length;
    }

    /**
     * Takes the rows of a filter and sort.
     * @param {URLSearchParams} query
     * @param {AbortSignal} signal
     */
    async load(query, signal) {
        const table = decodeColumns(await api.columns(HELD, query, signal));
        this.ids = integers(table, "id");
        this.labels = Names.of(table.columns.get("label"), table.count);
        this.splits = Names.of(table.columns.get("split"), table.count);
        this.orders = integers(table, "order");
        this.revisions = integers(table, "revision");
        this.places = placesOf(this.ids);
        this.stale = false;
        this.onUpdate();
    }

    /** @param {number} id @returns {number} its row, or -1 */
    rowOf(id) {
        return id < this.places.length ? this.places[id] : -1;
    }

    /** @param {number} row @returns {Tessera.Sample | undefined} undefined: not here yet */
    sample(row) {
        return this.samples.get(this.ids[row]);
    }

    /** @param {number} row @param {string} key @returns {import("./fields.js").Value} */
    value(row, key) {
        if (key === "label") return this.labels.at(row);
        if (key === "split") return this.splits.at(row);
        if (key === "order") return this.orders[row] === UNKNOWN ? null : this.orders[row] + 1;
        if (key === "number") return row + 1;
        if (key === "id") return this.ids[row];
        const sample = this.sample(row);
        if (!sample) return undefined;
        if (key === "size") return `${sample.width} × ${sample.height}`;
        if (key.startsWith("column.")) return sample.columns[key.slice("column.".length)] ?? null;
        return /** @type {Record<string, import("./fields.js").Value>} */ (/** @type {unknown} */ (sample))[key];
    }

    /**
     * Shows a value that is on its way to the server.
     * @param {number} row
     * @param {string} key
     * @param {import("./fields.js").Value} value
     */
    put(row, key, value) {
        if (key === "label") this.labels.put(row, /** @type {string | null} */ (value));
        else if (key === "split") this.splits.put(row, /** @type {string | null} */ (value));
        const sample = this.sample(row);
        if (!sample) return;
        const changed = { ...sample, columns: { ...sample.columns } };
        if (key.startsWith("column.")) {
            const name = key.slice("column.".length);
            if (value === null) delete changed.columns[name];
            else changed.columns[name] = /** @type {Tessera.ColumnValue} */ (value);
        } else {
            Reflect.set(changed, key, value);
        }
        this.samples.set(sample.id, changed);
    }

    /** @param {Tessera.Sample[]} samples as the server has them now */
    merge(samples) {
        for (const sample of samples) {
            this.samples.delete(sample.id);
            this.samples.set(sample.id, sample);
            const row = this.rowOf(sample.id);
            if (row < 0) continue;
            this.labels.put(row, sample.label);
            this.splits.put(row, sample.split);
            this.revisions[row] = Math.max(this.revisions[row], sample.revision);
            this.#putPending(row, this.pendingOf(sample.id));
        }
        for (const id of this.samples.keys()) {
            if (this.samples.size <= KEPT_SAMPLES) break;
            this.samples.delete(id);
        }
        this.onUpdate();
    }

    /**
     * Asks for the rows of a window that aren't here yet.
     * @param {number} first
     * @param {number} end
     */
    async need(first, end) {
        const missing = [];
        for (let row = Math.max(0, first); row < Math.min(end, this.count) && missing.length < MOST_IDS; row++) {
            const id = this.ids[row];
            if (!this.samples.has(id) && !this.asked.has(id)) missing.push(id);
        }
        if (missing.length > 0) await this.#fetch(missing);
    }

    /**
     * Asks the server again for samples that may have changed.
     * @param {number[] | null} ids null: any of them
     */
    async refresh(ids) {
        if (ids && ids.length <= 4 * MOST_IDS) {
            const known = ids.filter((id) => this.rowOf(id) >= 0);
            for (let at = 0; at < known.length; at += MOST_IDS) await this.#fetch(known.slice(at, at + MOST_IDS));
            return;
        }
        this.samples.clear();
        const table = decodeColumns(await api.columns(["id", "label", "split", "revision"], new URLSearchParams({ state: "all" })));
        const all = integers(table, "id");
        const labels = Names.of(table.columns.get("label"), table.count);
        const splits = Names.of(table.columns.get("split"), table.count);
        const revisions = integers(table, "revision");
        for (let at = 0; at < table.count; at++) {
            const row = this.rowOf(all[at]);
            if (row < 0) continue;
            this.labels.put(row, labels.at(at));
            this.splits.put(row, splits.at(at));
            this.revisions[row] = revisions[at];
            this.#putPending(row, this.pendingOf(all[at]));
        }
        this.onUpdate();
    }

    /** @param {number[]} ids at most 500 */
    async #fetch(ids) {
        for (const id of ids) this.asked.add(id);
        try {
            this.merge(await api.samples(ids));
        } finally {
            for (const id of ids) this.asked.delete(id);
        }
    }

    /** @param {number} row @param {Tessera.CellChanges | undefined} set */
    #putPending(row, set) {
        if (!set) return;
        for (const key of /** @type {const} */ (["label", "split", "tags"])) {
            const value = set[key];
            if (value !== undefined) this.put(row, key, value);
        }
        for (const [name, value] of Object.entries(set.columns ?? {})) this.put(row, `column.${name}`, value);
    }
}

/** @param {import("../shared/columns.js").ColumnTable} table @param {string} name @returns {Uint32Array} */
function integers(table, name) {
    const values = table.columns.get(name)?.values;
    return values instanceof Uint32Array ? values : new Uint32Array(table.count).fill(UNKNOWN);
}

/** @param {Uint32Array} ids */
function placesOf(ids) {
    const places = new Int32Array(ids.reduce((most, id) => Math.max(most, id), -1) + 1).fill(-1);
    ids.forEach((id, row) => {
        places[id] = row;
    });
    return places;
}
