// What the server has not acknowledged yet, kept in the browser: it survives a reload, a closed tab and a crash, and is sent
// when somebody opens the page again. Each entry has a key, so that sending it twice does it once.

const DATABASE = "tessera";
const STORE = "outbox";
/** Without locks it cannot be known whether the tab that made an entry is still there; after this long it counts as gone. */
const PATIENCE_MS = 15_000;

/**
 * @template Content
 * @typedef {object} Entry
 * @property {string} key of the request
 * @property {string} dataset the workspace that it is for
 * @property {string} kind whose it is, such as "sheet"
 * @property {string} tab the tab that made it
 * @property {number} at when
 * @property {number} order within its tab
 * @property {Content} content
 */

const tab = crypto.getRandomValues(new Uint32Array(2)).join("-");
let entries = 0;

/** @param {string} name */
const lockOf = (name) => `tessera.tab.${name}`;

// Held as long as the tab is there.
navigator.locks?.request(lockOf(tab), () => new Promise(() => {})).catch(() => {});

/** @template Content */
export class Outbox {
    /** @param {string} kind */
    constructor(kind) {
        this.kind = kind;
        /** The identity of the workspace; until it is known nothing is kept. */
        this.dataset = "";
        /** @type {Promise<IDBDatabase | null>} */
        this.database = open();
    }

    /** @param {string} key @param {Content} content */
    async put(key, content) {
        if (!this.dataset) return;
        /** @type {Entry<Content>} */
        const entry = { key, dataset: this.dataset, kind: this.kind, tab, at: Date.now(), order: entries++, content };
        await this.#do("readwrite", (store) => store.put(entry));
    }

    /** @param {string} key */
    async remove(key) {
        await this.#do("readwrite", (store) => store.delete(key));
    }

    /**
     * What tabs left behind that are gone, oldest first. It is this tab's from now on.
     * @returns {Promise<Entry<Content>[]>}
     */
    async leftovers() {
        /** @type {Entry<Content>[]} */
        const all = (await this.#do("readonly", (store) => store.getAll())) ?? [];
        const held = new Set((await navigator.locks?.query())?.held?.map((lock) => lock.name));
        const left = all.filter((entry) => entry.dataset === this.dataset && entry.kind === this.kind && entry.tab !== tab
            && (navigator.locks ? !held.has(lockOf(entry.tab)) : Date.now() - entry.at > PATIENCE_MS));
        left.sort((a, b) => a.at - b.at || a.order - b.order);
        for (const entry of left) await this.#do("readwrite", (store) => store.put({ ...entry, tab }));
        return left;
    }

    /**
     * @param {IDBTransactionMode} mode
     * @param {(store: IDBObjectStore) => IDBRequest} work
     * @returns {Promise<any>} null where the browser keeps nothing (private windows): then it is kept in memory only
     */
    async #do(mode, work) {
        const database = await this.database;
        if (!database) return null;
        return new Promise((resolve) => {
            try {
                const transaction = database.transaction(STORE, mode);
                const request = work(transaction.objectStore(STORE));
                transaction.addEventListener("complete", () => resolve(request.result));
                transaction.addEventListener("abort", () => resolve(null));
            } catch {
                resolve(null);
            }
        });
    }
}

/** @returns {Promise<IDBDatabase | null>} */
function open() {
    return new Promise((resolve) => {
        try {
            const request = indexedDB.open(DATABASE, 1);
            request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE, { keyPath: "key" }));
            request.addEventListener("success", () => resolve(request.result));
            request.addEventListener("error", () => resolve(null));
        } catch {
            resolve(null);
        }
    });
}
