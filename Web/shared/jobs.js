// The jobs of the workspace as a live list, for the header and the welcome page.

import { api } from "./api.js";
import { onJob, onGap, onResync } from "./events.js";

/** @type {Map<number, Tessera.Job>} */
const jobs = new Map();
/** @type {Set<(job: Tessera.Job | null, before: Tessera.JobState | null) => void>} */
const listeners = new Set();
let loaded = false;

/** Newest first. */
export function allJobs() {
    return [...jobs.values()].sort((a, b) => b.id - a.id);
}

/** @param {Tessera.Job} job still queued or at work */
export function isActive(job) {
    return job.state === "queued" || job.state === "running";
}

/**
 * The share done, 0 to 1; null when it isn't known.
 * @param {Tessera.Job} job
 */
export function share(job) {
    if (job.state === "done") return 1;
    return job.total ? Math.min(1, job.done / job.total) : null;
}

/**
 * Calls back at every change of a job, with the state it had before; with null when the list came anew.
 * @param {(job: Tessera.Job | null, before: Tessera.JobState | null) => void} listener
 */
export function watchJobs(listener) {
    listeners.add(listener);
    if (!loaded) {
        loaded = true;
        onJob(take);
        onResync(load);
        onGap(load);
        load();
    } else {
        listener(null, null);
    }
    return () => {
        listeners.delete(listener);
    };
}

/** @param {string} kind @param {Record<string, unknown>} [parameters] */
export async function startJob(kind, parameters) {
    const job = await api.startJob(kind, parameters);
    take(job);
    return job;
}

/** @param {number} id */
export async function cancelJob(id) {
    take(await api.cancelJob(id));
}

/** @param {number} id */
export async function resumeJob(id) {
    take(await api.resumeJob(id));
}

/** @param {Tessera.Job} job */
function take(job) {
    const before = jobs.get(job.id)?.state ?? null;
    jobs.set(job.id, job);
    for (const listener of listeners) listener(job, before);
}

async function load() {
    try {
        const answer = await api.jobs();
        for (const job of answer.jobs) jobs.set(job.id, job);
    } catch {
        // The list stays as it is; the stream's return asks again.
    }
    for (const listener of listeners) listener(null, null);
}
