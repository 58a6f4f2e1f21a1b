// The HTTP API as typed functions. Every failure is an ApiError whose message is for the reader.

import { announce, readAsOf } from "./events.js";
import { author } from "./author.js";
import { packIds, unpackIds } from "./id-ranges.js";
import { newKey } from "./request-key.js";

const ROOT = "/api/v1";

/** What the server (or the way to it) said no with. */
export class ApiError extends Error {
    /**
     * @param {number} status 0 when the server could not be reached
     * @param {string} code
     * @param {string} message
     * @param {Record<string, unknown>} [details]
     */
    constructor(status, code, message, details = {}) {
        super(message);
        this.name = "ApiError";
        this.status = status;
        this.code = code;
        this.details = details;
    }

    /**
     * The conflicts of a 409 `conflict`, else none.
     * @returns {Tessera.Conflict[]}
     */
    get conflicts() {
        const conflicts = this.details.conflicts;
        return Array.isArray(conflicts) ? conflicts : [];
    }
}

/**
 * @param {string} method
 * @param {string} path below /api/v1
 * @param {unknown} [body] a file as it is, everything else as JSON
 * @param {AbortSignal} [signal]
 * @param {string} [key] by which the server knows the request when it is sent again
 * @returns {Promise<Response>} one that is ok
 */
async function send(method, path, body, signal, key) {
    /** @type {Record<string, string>} */
    const headers = { Accept: "application/json, */*;q=0.5" };
    const isFile = body instanceof Blob;
    if (method !== "GET") headers["Content-Type"] = isFile ? body.type : "application/json";
    if (key) headers["Idempotency-Key"] = key;
    // Reading says it too: whether there is something to undo depends on who asks.
    const name = author();
    if (name) headers["X-Tessera-Author"] = encodeURIComponent(name);
    let response;
    try {
        const options = { method, headers, signal };
        response = await fetch(ROOT + path, method === "GET" ? options : { ...options, body: isFile ? body : JSON.stringify(body ?? {}) });
    } catch (error) {
        if (error instanceof DOMException && error.name === "AbortError") throw error;
        throw new ApiError(0, "unreachable", "The server does not answer. Is “tessera serve” still running?");
    }
    if (response.ok) return response;
    const answer = await response.json().catch(() => null);
    const told = answer?.error;
    throw new ApiError(response.status, told?.code ?? "http-error", told?.message ?? `The server answered ${response.status}.`, told?.details ?? {});
}

/** @param {string} path @param {AbortSignal} [signal] */
export async function get(path, signal) {
    return (await send("GET", path, undefined, signal)).json();
}

/** @param {string} path @param {unknown} body @param {string} [method] @param {string} [key] */
export async function post(path, body, method = "POST", key) {
    return (await send(method, path, body, undefined, key)).json();
}

/**
 * Sends what must not be done twice: where the answer is lost it asks once more, under the same key.
 * @param {string} path @param {unknown} body @param {string} key
 */
async function postOnce(path, body, key) {
    try {
        return await post(path, body, "POST", key);
    } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 0) throw error;
        return post(path, body, "POST", key);
    }
}

/**
 * Sends a change, and tells every listener of this page before the event stream does.
 * @param {string} path @param {unknown} body @param {string} [method] @param {string} [key]
 * @returns {Promise<Tessera.AppliedChange>}
 */
export async function postChange(path, body, method = "POST", key) {
    /** @type {Tessera.AppliedChange} */
    const applied = await (key ? postOnce(path, body, key) : post(path, body, method));
    applied.samples?.forEach(complete);
    if (applied.change) {
        const rows = applied.samples ?? null;
        announce({ change: applied.change, samples: rows ? rows.map((row) => row.id) : null, rows, own: true });
    }
    return applied;
}

/**
 * Sends a picture that becomes a sample: a change like any other.
 * @param {string} path @param {Blob} picture
 */
export function sendPicture(path, picture) {
    return postChange(path, picture);
}

/**
 * Sends a verdict; what it changed is told like any change, where it changed anything.
 * @param {string} path @param {unknown} body
 * @returns {Promise<Tessera.JudgedFindings>}
 */
async function postVerdict(path, body) {
    return /** @type {Tessera.JudgedFindings} */ (/** @type {unknown} */ (await postChange(path, body)));
}

/**
 * @param {string} path @param {unknown} body @param {string} key
 * @returns {Promise<Tessera.AnswerOutcome>}
 */
async function postAnswers(path, body, key) {
    /** @type {Tessera.AnswerOutcome} */
    const outcome = await postOnce(path, body, key);
    outcome.samples.forEach(complete);
    if (outcome.change) announce({ change: outcome.change, samples: outcome.samples.map((row) => row.id), rows: outcome.samples, own: true });
    return outcome;
}

/**
 * An absent value and none are the same to the server; the pages keep "not loaded" apart from "none".
 * @param {Tessera.Sample} sample
 */
function complete(sample) {
    sample.label ??= null;
    sample.split ??= null;
    sample.tags ??= [];
    sample.columns ??= {};
}

export const api = {
    /** @returns {Promise<Tessera.Workspace>} */
    workspace: async () => {
        const workspace = await get("/workspace");
        readAsOf(workspace.lastChange);
        return workspace;
    },

    /**
     * The whole filtered, sorted set, in the binary columns format (columns.js reads it).
     * @param {string[]} fields
     * @param {URLSearchParams} [query] FILTER and SORT
     * @param {AbortSignal} [signal]
     * @returns {Promise<ArrayBuffer>}
     */
    columns: async (fields, query = new URLSearchParams(), signal) => {
        const parameters = new URLSearchParams(query);
        parameters.set("fields", fields.join(","));
        return (await send("GET", `/samples/columns?${parameters}`, undefined, signal)).arrayBuffer();
    },

    /**
     * @param {number[]} ids at most 500
     * @param {AbortSignal} [signal]
     * @returns {Promise<Tessera.Sample[]>} in the order asked, missing ones left out
     */
    samples: async (ids, signal) => {
        if (ids.length === 0) return [];
        /** @type {Tessera.SamplePage} */
        const page = await get(`/samples?ids=${ids.join(",")}`, signal);
        page.samples.forEach(complete);
        return page.samples;
    },

    /** @param {URLSearchParams} query FILTER, SORT, offset, limit @returns {Promise<Tessera.SamplePage>} */
    samplePage: (query) => get(`/samples?${query}`),

    /** @param {number} id @param {AbortSignal} [signal] @returns {Promise<Tessera.SampleDetail>} */
    sample: (id, signal) => get(`/samples/${id}`, signal),

    /**
     * The `each` nearest of every class, with their labels.
     * @param {number} id @param {number} each @param {AbortSignal} [signal] @returns {Promise<Tessera.Neighbors>}
     */
    neighborsOfEachClass: (id, each, signal) => get(`/samples/${id}/neighbors?each=${each}`, signal),
    /** @param {number} id @param {number} [k] @param {AbortSignal} [signal] @returns {Promise<Tessera.Neighbors>} */
    neighbors: (id, k = 12, signal) => get(`/samples/${id}/neighbors?k=${k}`, signal),

    /**
     * Keeps a set of samples under a name.
     * @param {ArrayLike<number>} ids one at least
     * @returns {Promise<{id: string, count: number}>}
     */
    keepSelection: (ids) => post("/selections", { packed: packIds(ids) }),

    /** @param {string} name @returns {Promise<Uint32Array>} its ids, ascending */
    selection: async (name) => {
        const { count, packed } = await get(`/selections/${encodeURIComponent(name)}`);
        return unpackIds(packed, count);
    },

    /** @returns {Promise<Tessera.LabelRules>} what transforms make of each class, its chain and its parts */
    rules: () => get("/rules"),
    /** @param {number} id @param {AbortSignal} [signal] @returns {Promise<Tessera.Lineage>} */
    lineage: (id, signal) => get(`/samples/${id}/lineage`, signal),
    /** @param {number[]} ids @returns {Promise<{derived: number}>} how many samples were made of these */
    derivedCount: async (ids) => post("/derived/count", await named(ids)),
    /** @param {number[]} ids @returns {Promise<{count: number, samples: number[]}>} and which */
    derivedSamples: async (ids) => post("/derived/samples", await named(ids)),

    /** @param {Tessera.EditRequest} request @param {string} [key] by which it is known when it is sent again */
    change: (request, key = newKey()) => postChange("/changes", request, "POST", key),

    /** @param {number} [change] the change to undo; else the latest of this author */
    undo: (change) => postChange("/undo", change === undefined ? {} : { change }, "POST", newKey()),
    redo: () => postChange("/redo", {}, "POST", newKey()),

    /** @param {{before?: number, limit?: number}} page @returns {Promise<{changes: Tessera.Change[]}>} */
    changes: ({ before, limit = 50 } = {}) => get(`/changes?limit=${limit}${before === undefined ? "" : `&before=${before}`}`),
    /** @param {number} id @returns {Promise<Tessera.ChangeDetail>} */
    changeDetail: (id) => get(`/changes/${id}`),

    /** @param {string} name */
    addClass: (name) => postChange("/classes", { name }),
    /** @param {number} id @param {{name?: string, position?: number}} patch */
    patchClass: (id, patch) => postChange(`/classes/${id}`, patch, "PATCH"),

    /**
     * Says where one is, and gets where everybody is.
     * @param {{client: string, page: string, sample: number | null, field: string | null}} place
     * @returns {Promise<{people: Tessera.Place[]}>}
     */
    sayWhere: (place) => post("/presence", place),

    /** @returns {Promise<Tessera.Labelling>} */
    labelling: () => get("/labelling"),
    /** @param {Partial<Tessera.LabellingRules>} rules @returns {Promise<Tessera.Labelling>} */
    setLabelling: (rules) => post("/labelling", rules, "PATCH"),
    /**
     * The samples to label next, which nobody else is handed meanwhile.
     * @param {{holder: string, count: number, keeping: number[]}} wish @param {URLSearchParams} [filter]
     * @returns {Promise<{items: Tessera.QueueItem[], seconds: number}>}
     */
    nextToLabel: async (wish, filter) => {
        const answer = await post(`/labelling/next${filter?.toString() ? `?${filter}` : ""}`, wish);
        for (const item of answer.items) complete(item.sample);
        return answer;
    },
    /** @param {number} sample @returns {Promise<{answers: Tessera.Answer[], areHidden: boolean}>} */
    answersOf: (sample) => get(`/answers?sample=${sample}`),
    /** @param {Tessera.AnswerRequest[]} answers @param {string} [key] @returns {Promise<Tessera.AnswerOutcome>} */
    answer: (answers, key = newKey()) => postAnswers("/answers", { answers }, key),
    /** @returns {Promise<Tessera.AnswerOutcome>} */
    undoAnswer: () => postAnswers("/answers/undo", {}, newKey()),
    /** @returns {Promise<Tessera.Agreement>} */
    agreement: () => get("/agreement"),
    /** @param {URLSearchParams} options @returns {Promise<Tessera.Consensus>} */
    consensus: (options) => get(`/consensus?${options}`),
    /** @param {Record<string, unknown>} options with what was `seen` */
    applyConsensus: (options) => postChange("/consensus", options, "POST", newKey()),

    /** @returns {Promise<{room: Tessera.Room, link?: string}>} */
    openRoom: () => post("/rooms", {}),
    /** @param {string} code @param {string} [token] @returns {Promise<Tessera.Room>} */
    room: (code, token) => get(`/rooms/${encodeURIComponent(code)}${token ? `?token=${token}` : ""}`),
    /** @param {string} code @param {{sample?: number, isRevealed?: boolean, isClosed?: boolean}} change @returns {Promise<Tessera.Room>} */
    changeRoom: (code, change) => post(`/rooms/${encodeURIComponent(code)}`, change, "PATCH"),
    /** @param {string} code @param {{token: string, name: string, sample: number, label: string}} vote @returns {Promise<{name: string}>} */
    vote: (code, vote) => post(`/rooms/${encodeURIComponent(code)}/votes`, vote),

    /** @param {number} id @returns {Promise<Tessera.Job>} */
    job: (id) => get(`/jobs/${id}`),
    /** @returns {Promise<{jobs: Tessera.Job[]}>} */
    jobs: () => get("/jobs"),
    /** @param {string} kind @param {Record<string, unknown>} [parameters] @returns {Promise<Tessera.Job>} */
    startJob: (kind, parameters = {}) => post("/jobs", { kind, parameters }),
    /** @param {number} id @returns {Promise<Tessera.Job>} */
    cancelJob: (id) => post(`/jobs/${id}/cancel`, {}),
    /**
     * Where a projection has got to: id, x and y of its samples, as columns.
     * @param {number} id of the job @returns {Promise<ArrayBuffer>}
     */
    layout: async (id) => (await send("GET", `/jobs/${id}/layout`)).arrayBuffer(),
    /** @param {number} id @returns {Promise<Tessera.Job>} */
    resumeJob: (id) => post(`/jobs/${id}/resume`, {}),

    /** @param {URLSearchParams} query state, sample, class, mention, author, before, limit @returns {Promise<{threads: Tessera.Thread[]}>} */
    threads: (query) => get(`/threads?${query}`),
    /** @param {number} id @returns {Promise<Tessera.Thread>} */
    thread: (id) => get(`/threads/${id}`),
    /** @param {Tessera.Question} question @returns {Promise<Tessera.Thread>} */
    ask: (question) => post("/threads", question),
    /** @param {number} id @param {{kind: "question" | "answer" | "note", text?: string, label?: string, mentions?: string[]}} message @returns {Promise<Tessera.Thread>} */
    reply: (id, message) => post(`/threads/${id}/messages`, message),
    /** @param {number} id @param {string} label @param {number} alike @returns {Promise<Tessera.RelabelProposal>} */
    proposal: (id, label, alike) => get(`/threads/${id}/proposal?${new URLSearchParams({ label, alike: String(alike) })}`),
    /** @param {number} id @param {Tessera.Decision} decision @returns {Promise<{thread: Tessera.Thread, change: Tessera.Change | null}>} */
    decide: (id, decision) => post(`/threads/${id}/decision`, decision),
    /** @param {string} person @returns {Promise<Tessera.Inbox>} */
    inbox: (person) => get(`/inbox?${new URLSearchParams(person ? { person } : {})}`),
    /** @param {number} id @param {AbortSignal} [signal] @returns {Promise<Tessera.Blame>} */
    blame: (id, signal) => get(`/samples/${id}/blame`, signal),

    /** @returns {Promise<{classes: Tessera.LabelBookPage[]}>} */
    labelBook: () => get("/label-book"),
    /** @param {Tessera.LabelBookEdit} edit @param {string} [entry] @returns {Promise<Tessera.LabelBookEntry>} */
    writeLabelBook: (edit, entry) => (entry ? post(`/label-book/entries/${encodeURIComponent(entry)}`, edit, "PATCH") : post("/label-book/entries", edit)),
    /** @param {string} entry @param {number} seen */
    removeFromLabelBook: (entry, seen) => post(`/label-book/entries/${encodeURIComponent(entry)}/removal`, { seen }),
    /** @param {string} entry @returns {Promise<{entry: Tessera.LabelBookEntry | null}>} */
    undoLabelBook: (entry) => post(`/label-book/entries/${encodeURIComponent(entry)}/undo`, {}),

    /** @param {string} from @param {string} to @param {number} [limit] @returns {Promise<Tessera.Difference>} */
    diff: (from, to, limit = 500) => get(`/diff?${new URLSearchParams({ from, to, limit: String(limit) })}`),
    /** @param {string} to @returns {Promise<Tessera.RevertPreview>} */
    revertPreview: (to) => get(`/revert/preview?${new URLSearchParams({ to })}`),
    /** @param {{change?: number, to?: string, reason?: string, force?: boolean, seen?: number}} what */
    revert: (what) => postChange("/revert", what),
    /** @returns {Promise<{conflicts: Tessera.MergeConflict[]}>} */
    conflicts: () => get("/conflicts"),
    /** @param {number} id @param {"ours" | "theirs"} take @returns {Promise<{conflicts: Tessera.MergeConflict[]}>} */
    decideConflict: (id, take) => post(`/conflicts/${id}/decision`, { take }),
    /** @param {"ours" | "theirs"} take @param {number[]} ids @returns {Promise<{decided: number, conflicts: Tessera.MergeConflict[]}>} */
    decideConflicts: (take, ids) => post("/conflicts/decision", { take, ids }),
    /** @param {File} file a bundle @param {Record<string, string>} query @returns {Promise<Tessera.Job>} */
    merge: (file, query) => post(`/merge?${new URLSearchParams(query)}`, file.slice(0, file.size, "application/x-tar")),

    /** @returns {Promise<{versions: Tessera.Version[]}>} */
    versions: () => get("/versions"),
    /** @param {{name: string, note?: string, change?: number}} version @returns {Promise<Tessera.Version>} */
    nameVersion: (version) => post("/versions", version),

    /** @returns {Promise<{trainers: Tessera.Trainer[]}>} */
    trainers: () => get("/trainers"),

    /** @param {string[]} [evaluating] sets to score besides @returns {Promise<{groups: Tessera.RunGroup[]}>} */
    runs: (evaluating = []) => get(`/runs?${new URLSearchParams(evaluating.map((set) => ["eval", set]))}`),
    /** @param {number} id @param {string | null} [set] @returns {Promise<Tessera.RunDetail>} */
    run: (id, set = null) => get(`/runs/${id}${set ? `?${new URLSearchParams({ set })}` : ""}`),
    /** @param {number} id @param {Record<string, string>} query @returns {Promise<Tessera.ScoredSamples>} */
    runSamples: (id, query) => get(`/runs/${id}/samples?${new URLSearchParams(query)}`),
    /** @param {number} id @param {Record<string, string>} query @returns {Promise<{ids: number[], total: number}>} */
    runSampleIds: (id, query) => get(`/runs/${id}/samples?${new URLSearchParams({ ...query, format: "ids" })}`),
    /** @param {number} id @param {number} sample @param {number} [k] @returns {Promise<Tessera.TrainingNeighbors>} */
    runNeighbors: (id, sample, k = 8) => get(`/runs/${id}/neighbors?sample=${sample}&k=${k}`),
    /** @param {number} first @param {number} second @param {string} set @param {boolean} [anyTrainer] @returns {Promise<Tessera.RunComparison>} */
    compareRuns: (first, second, set, anyTrainer = false) => get(`/runs/compare?${new URLSearchParams({ first: String(first), second: String(second), set, anyTrainer: anyTrainer ? "1" : "0" })}`),
    /** @param {string} by @returns {Promise<Tessera.Leaderboard>} */
    leaderboard: (by) => get(`/leaderboard?${new URLSearchParams({ by })}`),

    /**
     * What an edited spreadsheet would change; with `apply` it is written.
     * @param {File} file @param {string} type @param {Record<string, string>} query
     * @returns {Promise<Tessera.SheetPlan>}
     */
    readSheet: (file, type, query) => post(`/sheet/import?${new URLSearchParams({ ...query, name: file.name.slice(-100) })}`, file.slice(0, file.size, type)),

    /** @returns {Promise<Tessera.Session>} */
    session: () => get("/session"),
    /** @param {string} name @param {string} password @returns {Promise<Tessera.Session>} */
    logIn: (name, password) => post("/session", { name, password }),
    /** @returns {Promise<Tessera.Session>} */
    logOut: () => post("/session", {}, "DELETE"),
    /** @param {string} old @param {string} password */
    setPassword: (old, password) => post("/session/password", { old, new: password }),
    /** @param {string} secret of the link @returns {Promise<Tessera.OpenInvitation>} */
    invitation: (secret) => post("/invitation", { secret }),
    /** @param {string} secret @param {string} name @param {string} password @returns {Promise<Tessera.Session>} */
    acceptInvitation: (secret, name, password) => post("/invitation/accept", { secret, name, password }),
    /** @returns {Promise<{people: Tessera.Person[]}>} */
    people: () => get("/people"),
    /** @param {number} id @param {Tessera.Role} role */
    setRole: (id, role) => post(`/people/${id}`, { role }, "PATCH"),
    /** @param {number} id */
    removePerson: (id) => post(`/people/${id}`, {}, "DELETE"),
    /** @param {number} id @returns {Promise<Tessera.IssuedInvitation>} */
    inviteAgain: (id) => post(`/people/${id}/invitation`, {}),
    /** @returns {Promise<{invitations: Tessera.Invitation[]}>} */
    invitations: () => get("/invitations"),
    /** @param {Tessera.Role} role @param {string} [name] @returns {Promise<Tessera.IssuedInvitation>} */
    invite: (role, name) => post("/invitations", { role, name }),
    /** @param {number} id */
    withdrawInvitation: (id) => post(`/invitations/${id}`, {}, "DELETE"),
    /** @returns {Promise<{tokens: Tessera.Token[]}>} */
    tokens: () => get("/tokens"),
    /** @param {string} name @returns {Promise<{token: Tessera.Token, secret: string}>} */
    makeToken: (name) => post("/tokens", { name }),
    /** @param {number} id */
    withdrawToken: (id) => post(`/tokens/${id}`, {}, "DELETE"),
    /** @param {number | undefined} before @param {number} limit @returns {Promise<{entries: Tessera.AccessRecord[]}>} */
    accessLog: (before, limit) => get(`/access-log?limit=${limit}${before === undefined ? "" : `&before=${before}`}`),

    /** @returns {Promise<{refusals: Tessera.Refusal[]}>} */
    refusals: () => get("/refusals"),

    /** @param {URLSearchParams} query kind, class, split, state, limit, after @returns {Promise<Tessera.FindingsPage>} */
    findings: (query) => get(`/findings?${query}`),
    /** @returns {Promise<Tessera.FindingsOverview>} */
    findingsOverview: () => get("/findings/overview"),
    /** @param {number} id @returns {Promise<Tessera.FindingDetail>} */
    finding: (id) => get(`/findings/${id}`),
    /**
     * @param {{findings: number[], verdict: "accept" | "reject" | "later", set?: Tessera.CellChanges, reason?: string}} verdict
     * @returns {Promise<Tessera.JudgedFindings>}
     */
    judge: (verdict) => postVerdict("/verdicts", verdict),
    /** @param {number[]} findings @returns {Promise<Tessera.JudgedFindings>} */
    withdraw: (findings) => postVerdict("/verdicts/withdraw", { findings }),

    /** @returns {Promise<Tessera.StoredReport<Tessera.BalanceReport>>} */
    balance: () => get("/balance"),
    /** @returns {Promise<Tessera.StoredReport<Tessera.ResplitReport>>} */
    resplit: () => get("/resplit"),
    /** @param {number} lastChange of the proposal that was looked at */
    applyResplit: (lastChange) => postChange("/resplit", { lastChange }),
    /** @returns {Promise<Tessera.StoredReport<Tessera.StylesReport>>} */
    styles: () => get("/styles"),
};

/**
 * Samples as a request names them: a few by their ids, many as a selection.
 * @param {number[]} ids
 */
async function named(ids) {
    return ids.length <= 1000 ? { samples: ids } : { selection: (await api.keepSelection(ids)).id };
}

/** @param {number} id @param {32 | 64 | 128 | 256 | 512} side */
export function thumbnailURL(id, side) {
    return `${ROOT}/samples/${id}/thumbnail?side=${side}`;
}

/** @param {number} id the original bytes */
export function imageURL(id) {
    return `${ROOT}/samples/${id}/image`;
}

/** @param {string} path below /api/v1, for a link @param {URLSearchParams} [query] */
export function apiURL(path, query) {
    const text = query ? query.toString() : "";
    return ROOT + path + (text ? `?${text}` : "");
}

/** @param {unknown} error whether a login would help */
export function isLoginNeeded(error) {
    return error instanceof ApiError && (error.code === "login-needed" || error.code === "session-ended");
}

/** @param {unknown} error the words to show for it */
export function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
