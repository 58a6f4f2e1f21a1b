// What happens in the workspace, as it happens: changes and jobs, from the server's event stream.
//
// A browser opens at most six connections to one server, and every event stream holds one for good. So of all the tabs
// only one (the holder of a lock) has the stream, and it passes on to the others what it hears.

const SOURCE = "/api/v1/events";
const LOCK = "tessera.events";

/** @typedef {"live" | "lost"} Connection */
/** @typedef {{kind: "change" | "job" | "thread" | "labelbook" | "presence" | "connection" | "gap" | "here" | "resync", data: unknown, id?: string}} Message */

/** @type {Set<(event: Tessera.ChangeEvent) => void>} */
const changeListeners = new Set();
/** @type {Set<(job: Tessera.Job) => void>} */
const jobListeners = new Set();
/** @type {Set<(news: Tessera.ThreadNews) => void>} */
const threadListeners = new Set();
/** @type {Set<() => void>} */
const labelBookListeners = new Set();
/** @type {Set<(state: Connection) => void>} */
const connectionListeners = new Set();
/** @type {Set<() => void>} */
const resyncListeners = new Set();
/** @type {Set<() => void>} */
const gapListeners = new Set();
/** @type {Set<(place: Tessera.Place) => void>} */
const presenceListeners = new Set();
/** Where in the stream this page stands, whichever tab has the stream: from there a new stream goes on. */
let heardUpTo = "";
/** The last change that is in what this page read, or was told of; not known before it looked at the workspace. */
let knownChange = Infinity;
/** The last change when the stream was opened. */
let streamChange = 0;

/**
 * Changes that were told already, and whether as our own: those come twice, by the answer and by the stream.
 * @type {Map<number, boolean>}
 */
const told = new Map();
/** @type {BroadcastChannel | null} */
let channel = null;
let started = false;

/**
 * @param {(event: Tessera.ChangeEvent) => void} listener
 * @returns {() => void} stops listening
 */
export function onChange(listener) {
    return listen(changeListeners, listener);
}

/**
 * @param {(job: Tessera.Job) => void} listener
 * @returns {() => void}
 */
export function onJob(listener) {
    return listen(jobListeners, listener);
}

/**
 * Calls back when something is said in a thread.
 * @param {(news: Tessera.ThreadNews) => void} listener
 * @returns {() => void}
 */
export function onThread(listener) {
    return listen(threadListeners, listener);
}

/**
 * Calls back when the label book is edited.
 * @param {() => void} listener
 * @returns {() => void}
 */
export function onLabelBook(listener) {
    return listen(labelBookListeners, listener);
}

/**
 * @param {(state: Connection) => void} listener
 * @returns {() => void}
 */
export function onConnection(listener) {
    return listen(connectionListeners, listener);
}

/**
 * Calls back after a gap in the stream: something may have been missed, look again.
 * @param {() => void} listener
 * @returns {() => void}
 */
export function onResync(listener) {
    return listen(resyncListeners, listener);
}

/**
 * Calls back where what is not in the history (jobs, threads) may have gone on unheard: ask for it anew.
 * @param {() => void} listener
 * @returns {() => void}
 */
export function onGap(listener) {
    return listen(gapListeners, listener);
}

/**
 * @param {(place: Tessera.Place) => void} listener told of everybody who moves or goes
 * @returns {() => void}
 */
export function onPresence(listener) {
    return listen(presenceListeners, listener);
}

/**
 * Keeps what the workspace's first answer said: changes from there on must be heard (api.js calls this).
 * @param {number} lastChange
 */
export function readAsOf(lastChange) {
    if (knownChange !== Infinity) return;
    knownChange = lastChange;
    standsAt(streamChange);
}

/**
 * The stream was opened, or came back, at this change: whoever has neither read nor heard it must look again.
 * @param {number} change
 */
function standsAt(change) {
    streamChange = change;
    if (change <= knownChange) return;
    knownChange = change;
    for (const listener of resyncListeners) listener();
}

/**
 * Tells this page's listeners of a change that this page made (api.js does).
 * @param {Tessera.ChangeEvent} event
 */
export function announce(event) {
    const before = told.get(event.change.id);
    // The stream may be quicker than the answer, which knows more: then listeners hear of it a second time.
    if (before === true || (before === false && !event.own)) return;
    told.set(event.change.id, event.own);
    for (const listener of changeListeners) listener(event);
}

/**
 * @template T
 * @param {Set<T>} listeners
 * @param {T} listener
 */
function listen(listeners, listener) {
    listeners.add(listener);
    start();
    return () => {
        listeners.delete(listener);
    };
}

function start() {
    if (started) return;
    started = true;
    // Locks need a secure context, which a server on another machine without TLS is not: each tab listens for itself then.
    if (!navigator.locks || typeof BroadcastChannel === "undefined") {
        openStream(deliver);
        return;
    }
    const shared = new BroadcastChannel(LOCK);
    channel = shared;
    shared.addEventListener("message", (message) => deliver(message.data));
    let waited = true;
    navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => {
        if (!lock) return undefined;
        waited = false;
        return lead();
    }).then(() => (waited ? navigator.locks.request(LOCK, lead) : undefined)).catch(() => openStream(deliver));

    /** Holds the stream until the tab goes: the promise never settles. */
    function lead() {
        // What came between the last word of the tab that had the stream and now: the server knows it by the id. Without one
        // nothing was heard yet, and something may have been missed.
        if (waited && !heardUpTo) deliver({ kind: "resync", data: null });
        openStream((message) => {
            deliver(message);
            channel?.postMessage(message);
        });
        return new Promise(() => {});
    }
}

/** @param {(message: Message) => void} pass */
function openStream(pass) {
    // The browser comes back by itself with the id of what it heard last; a new stream has to say it.
    const source = new EventSource(heardUpTo ? `${SOURCE}?after=${encodeURIComponent(heardUpTo)}` : SOURCE);
    source.addEventListener("open", () => pass({ kind: "connection", data: "live" }));
    source.addEventListener("error", () => {
        pass({ kind: "connection", data: "lost" });
        if (source.readyState === EventSource.CLOSED) setTimeout(() => openStream(pass), 3000);
    });
    for (const kind of /** @type {const} */ (["change", "job", "gap", "here", "presence", "thread"])) {
        source.addEventListener(kind, (event) => pass({ kind, data: JSON.parse(event.data), id: event.lastEventId }));
    }
    source.addEventListener("labelbook", (event) => pass({ kind: "labelbook", data: null, id: event.lastEventId }));
    source.addEventListener("reset", (event) => pass({ kind: "resync", data: null, id: event.lastEventId }));
}

/** @param {Message} message */
function deliver({ kind, data, id }) {
    if (id) heardUpTo = id;
    if (kind === "change") {
        const { change, samples } = /** @type {{change: Tessera.Change, samples: number[] | null}} */ (data);
        if (knownChange < change.id) knownChange = change.id;
        announce({ change, samples: samples ?? null, rows: null, own: false });
    } else if (kind === "job") {
        for (const listener of jobListeners) listener(/** @type {Tessera.Job} */ (data));
    } else if (kind === "presence") {
        for (const listener of presenceListeners) listener(/** @type {Tessera.Place} */ (data));
    } else if (kind === "gap") {
        for (const listener of gapListeners) listener();
    } else if (kind === "thread") {
        for (const listener of threadListeners) listener(/** @type {Tessera.ThreadNews} */ (data));
    } else if (kind === "labelbook") {
        for (const listener of labelBookListeners) listener();
    } else if (kind === "here") {
        standsAt(/** @type {{change: number}} */ (data).change);
    } else if (kind === "connection") {
        for (const listener of connectionListeners) listener(/** @type {Connection} */ (data));
    } else {
        for (const listener of resyncListeners) listener();
    }
}
