// Saves what people edit. An edit shows at once, goes to the server in the order it was made, and carries the revision that
// was seen when it was made, so that nobody's work is overwritten unnoticed. Until the server has acknowledged it, it is kept
// in the browser (outbox.js), and it carries a key, so that sending it again after a lost answer edits nothing twice.

import { api, ApiError } from "../shared/api.js";
import { onConnection } from "../shared/events.js";
import { Outbox } from "../shared/outbox.js";
import { newKey } from "../shared/request-key.js";
import { addToSet, sameValue } from "./fields.js";

/**
 * @typedef {import("./fields.js").Value} Value
 * @typedef {{row: number, key: string, value: Value}} CellEdit
 * @typedef {{sets: Map<number, Tessera.CellChanges>, revisions: Map<number, number>, reason?: string, createClasses: boolean, key: string}} Save
 * @typedef {{kind: "saved" | "saving" | "failed", message?: string}} SaveState
 */

/** How long to wait before an edit is sent again to a server that did not answer. */
const RETRY_MS = 3000;

export class Edits {
    /**
     * @param {import("./rows.js").Rows} rows
     * @param {(conflicts: Tessera.Conflict[], total: number) => Promise<import("./conflicts.js").Choice[]>} askConflict
     */
    constructor(rows, askConflict) {
        this.rows = rows;
        this.askConflict = askConflict;
        /** @type {Save[]} the first is under way */
        this.queue = [];
        this.running = false;
        /** @type {Outbox<Save>} */
        this.outbox = new Outbox("sheet");
        /** Called when it may be worth a try to send again. */
        this.tryAgain = () => {};
        onConnection((state) => state === "live" && this.tryAgain());
        addEventListener("online", () => this.tryAgain());
        /** @type {SaveState} */
        this.state = { kind: "saved" };
        /** @type {(state: SaveState) => void} */
        this.onState = () => {};
        /** @type {(problem: unknown) => void} */
        this.onProblem = () => {};
        /** @type {Promise<void>} settles when everything so far is saved or given up */
        this.settled = Promise.resolve();
        rows.pendingOf = (id) => this.pending(id);
    }

    /** True until the server has acknowledged everything. */
    get isUnsaved() {
        return this.queue.length > 0;
    }

    /**
     * What is on its way for a sample.
     * @param {number} id
     * @returns {Tessera.CellChanges | undefined}
     */
    pending(id) {
        /** @type {Tessera.CellChanges | undefined} */
        let found;
        for (const { sets } of this.queue) {
            const set = sets.get(id);
            if (set) found = found ? { ...found, ...set, columns: { ...found.columns, ...set.columns } } : set;
        }
        return found;
    }

    /**
     * Sets cells, all in one change.
     * @param {CellEdit[]} cells
     * @param {{reason?: string, createClasses?: boolean}} options
     * @returns {number} how many cells differ from before
     */
    setCells(cells, { reason, createClasses = false } = {}) {
        /** @type {Map<number, Tessera.CellChanges>} */
        const sets = new Map();
        let differing = 0;
        for (const { row, key, value } of cells) {
            const before = this.rows.value(row, key);
            if (before !== undefined && sameValue(before, value)) continue;
            const id = this.rows.ids[row];
            const set = sets.get(id) ?? {};
            addToSet(set, key, value);
            sets.set(id, set);
            differing += 1;
        }
        this.#enqueue(sets, reason, createClasses);
        return differing;
    }

    /**
     * The same change to many rows: tags added or removed, or the trash.
     * @param {number[]} rows
     * @param {Tessera.CellChanges} set
     * @param {{reason?: string}} options
     */
    setRows(rows, set, { reason } = {}) {
        this.#enqueue(new Map(rows.map((row) => [this.rows.ids[row], set])), reason, false);
    }

    /** @param {Map<number, Tessera.CellChanges>} sets @param {string | undefined} reason @param {boolean} createClasses */
    #enqueue(sets, reason, createClasses) {
        if (sets.size === 0) return;
        const revisions = new Map([...sets.keys()].map((id) => [id, this.rows.revisions[this.rows.rowOf(id)]]));
        const save = { sets, revisions, reason, createClasses, key: newKey() };
        void this.outbox.put(save.key, save);
        this.#take(save);
    }

    /**
     * Goes on with what a page before this one could not save.
     * @param {string} dataset the identity of the workspace
     * @returns {Promise<number>} how many edits
     */
    async takeLeftovers(dataset) {
        this.outbox.dataset = dataset;
        const left = await this.outbox.leftovers();
        for (const { content } of left) this.#take(content);
        return left.length;
    }

    /** @param {Save} save */
    #take(save) {
        this.queue.push(save);
        for (const [id, set] of save.sets) this.#show(this.rows.rowOf(id), set);
        this.rows.stale = true;
        this.rows.onUpdate();
        this.#tell({ kind: "saving" });
        if (!this.running) this.settled = this.#run();
    }

    async #run() {
        /** @type {unknown} */
        let problem;
        this.running = true;
        while (this.queue.length > 0) {
            const save = this.queue[0];
            try {
                await this.#send(save);
                this.queue.shift();
                void this.outbox.remove(save.key);
            } catch (error) {
                if (isUnreachable(error)) {
                    const waiting = this.queue.length > 1 ? ` (${this.queue.length})` : "";
                    this.#tell({ kind: "failed", message: `the server does not answer. Your edits are kept here${waiting} and sent when it is back.` });
                    await this.#pause();
                    this.#tell({ kind: "saving" });
                    continue;
                }
                problem = error;
                this.queue.shift();
                void this.outbox.remove(save.key);
                await this.rows.refresh([...save.sets.keys()]).catch(() => {});
                this.onProblem(error);
            }
            this.rows.onUpdate();
        }
        this.running = false;
        this.#tell(problem ? { kind: "failed", message: problem instanceof Error ? problem.message : String(problem) } : { kind: "saved" });
    }

    /** Waits a little, or until the connection is back. */
    async #pause() {
        await new Promise((resolve) => {
            this.tryAgain = () => resolve(undefined);
            setTimeout(resolve, RETRY_MS);
        });
        this.tryAgain = () => {};
    }

    /** @param {Save} save */
    async #send(save) {
        while (save.sets.size > 0) {
            try {
                const applied = await api.change(requestOf(save), save.key);
                this.#acknowledge([...save.sets.keys()], applied);
                return;
            } catch (error) {
                if (error instanceof ApiError && error.code === "nothing-to-do") return;
                if (!(error instanceof ApiError) || error.code !== "conflict") throw error;
                await this.#settleConflict(save, error.conflicts);
            }
        }
    }

    /** @param {number[]} ids @param {Tessera.AppliedChange} applied */
    #acknowledge(ids, applied) {
        const revision = applied.revision ?? applied.change.id;
        for (const id of ids) {
            const row = this.rows.rowOf(id);
            if (row >= 0) this.rows.revisions[row] = Math.max(revision, this.rows.revisions[row]);
            // Later edits of this sample wait behind this one: what it was checked against holds for them too.
            for (const later of this.queue.slice(1)) if (later.revisions.has(id)) later.revisions.set(id, revision);
        }
    }

    /** @param {Save} save @param {Tessera.Conflict[]} conflicts */
    async #settleConflict(save, conflicts) {
        const samples = new Set(conflicts.map((conflict) => conflict.sample));
        if (samples.size === 0) throw new Error("Somebody else changed these samples. Load the sheet again and look.");
        const choices = await this.askConflict(conflicts, save.sets.size);
        conflicts.forEach((conflict, at) => choices[at] === "theirs" && giveUp(save, conflict));
        await this.rows.refresh([...samples]);
        for (const id of samples) save.revisions.set(id, await this.#revision(id));
        // It asks for something else now.
        const old = save.key;
        save.key = newKey();
        await this.outbox.put(save.key, save);
        await this.outbox.remove(old);
    }

    /** @param {number} id @returns {Promise<number>} the change that touched a sample last, also of one that isn't in the sheet */
    async #revision(id) {
        const row = this.rows.rowOf(id);
        return row >= 0 ? this.rows.revisions[row] : ((await api.samples([id]))[0]?.revision ?? 0);
    }

    /** @param {number} row @param {Tessera.CellChanges} set */
    #show(row, set) {
        if (row < 0) return;
        if (set.label !== undefined) this.rows.put(row, "label", set.label);
        if (set.split !== undefined) this.rows.put(row, "split", set.split);
        const tags = this.rows.sample(row)?.tags;
        if (set.tags) this.rows.put(row, "tags", set.tags);
        else if (tags && (set.addTags || set.removeTags)) {
            const kept = tags.filter((tag) => !set.removeTags?.includes(tag));
            this.rows.put(row, "tags", [...kept, ...(set.addTags ?? []).filter((tag) => !kept.includes(tag))]);
        }
        for (const [name, value] of Object.entries(set.columns ?? {})) this.rows.put(row, `column.${name}`, value);
    }

    /** @param {SaveState} state */
    #tell(state) {
        this.state = state;
        this.onState(state);
    }
}

/**
 * Takes one cell out of an edit. Rows share what is set, so each that loses something gets its own.
 * @param {Save} save
 * @param {Tessera.Conflict} conflict
 */
function giveUp(save, { sample, field }) {
    const { columns, ...rest } = save.sets.get(sample) ?? {};
    const left = new Map(Object.entries(rest));
    const others = new Map(Object.entries(columns ?? {}));
    if (field.startsWith("column.")) others.delete(field.slice("column.".length));
    else for (const name of field === "tags" ? ["tags", "addTags", "removeTags"] : [field]) left.delete(name);
    const set = { ...Object.fromEntries(left), ...(others.size > 0 ? { columns: Object.fromEntries(others) } : {}) };
    if (Object.keys(set).length > 0) save.sets.set(sample, set);
    else save.sets.delete(sample);
}

/** @param {unknown} error */
function isUnreachable(error) {
    return error instanceof ApiError && (error.status === 0 || error.status === 502 || error.status === 503);
}

/**
 * Samples that get the same values go together.
 * @param {Save} save
 * @returns {Tessera.EditRequest}
 */
function requestOf(save) {
    /** @type {Map<string, {samples: number[], revisions: number[], set: Tessera.CellChanges}>} */
    const edits = new Map();
    for (const [id, set] of save.sets) {
        const key = JSON.stringify(set);
        const edit = edits.get(key) ?? { samples: [], revisions: [], set };
        edit.samples.push(id);
        edit.revisions.push(save.revisions.get(id) ?? 0);
        edits.set(key, edit);
    }
    return { reason: save.reason, createClasses: save.createClasses || undefined, edits: [...edits.values()] };
}
