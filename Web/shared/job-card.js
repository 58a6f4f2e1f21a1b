// One job, as a card: what it does, how far it is, how it ended, and the buttons that stop it or start it again.

import { el } from "./dom.js";
import { cancelJob, isActive, resumeJob, share } from "./jobs.js";
import { ago, count, duration, plural } from "./format.js";
import { toastError } from "./toast.js";

/** @type {Record<string, string>} */
const TITLES = {
    import: "Import",
    embed: "Embed the images",
    project: "Lay out the map",
    export: "Export",
    verify: "Verify an export",
    audit: "Audit",
    balance: "Compare train and val",
    resplit: "Propose a re-split",
    styles: "Tell styles apart",
    augment: "Make derived images",
    dismantle: "Dismantle",
    grow: "Grow",
    "propose-rules": "Look for mirror images",
    train: "Train",
    bundle: "Pack a bundle",
    merge: "Bring in another copy",
};

/** @type {Record<Tessera.JobState, string>} */
const STATES = {
    queued: "Waiting for its turn",
    running: "Running",
    done: "Done",
    failed: "Failed",
    cancelled: "Cancelled",
    interrupted: "Interrupted",
};

/** @param {Tessera.Job} job */
export function jobTitle(job) {
    const title = TITLES[job.kind] ?? job.kind;
    const name = job.parameters?.name ?? job.parameters?.model;
    return typeof name === "string" && name !== "auto" ? `${title}: ${name}` : title;
}

/** @param {Tessera.Job} job */
export function jobCard(job) {
    const done = share(job);
    const active = isActive(job);
    const stop = el("button", { class: "button", type: "button", "data-key": `job-${job.id}`, onclick: () => cancelJob(job.id).catch(toastError) }, "Cancel");
    const again = el("button", { class: "button", type: "button", "data-key": `job-${job.id}`, onclick: () => resumeJob(job.id).catch(toastError) }, job.state === "failed" ? "Try again" : "Resume");
    const resumable = job.state === "failed" || job.state === "cancelled" || job.state === "interrupted";
    return el("section", { class: "job", "data-state": job.state },
        el("div", { class: "job-head" }, el("strong", {}, jobTitle(job)), el("span", { class: "spacer" }), active && stop, resumable && again),
        active && progressBar(done, jobTitle(job)),
        el("p", { class: "small muted number" }, describe(job)),
        job.error && el("p", { class: "small job-error" }, job.error.message),
        job.state === "done" && resultLine(job));
}

/**
 * @param {number | null} done 0 to 1; null: not known
 * @param {string} label
 */
export function progressBar(done, label) {
    const fill = el("i");
    if (done !== null) fill.style.width = `${done * 100}%`;
    const bar = el("div", { class: `progress ${done === null ? "unknown" : ""}`, role: "progressbar", "aria-label": label, "aria-valuemin": 0, "aria-valuemax": 100 }, fill);
    if (done !== null) bar.setAttribute("aria-valuenow", String(Math.round(done * 100)));
    return bar;
}

/** @param {Tessera.Job} job */
export function describe(job) {
    if (job.state === "queued") return STATES.queued;
    if (job.state !== "running") return `${STATES[job.state]} ${job.finishedAt ? ago(job.finishedAt) : ""}`.trim();
    const parts = [job.phase ?? STATES.running];
    if (job.total) parts.push(`${count(job.done)} of ${count(job.total)}`);
    else if (job.done) parts.push(count(job.done));
    if (job.rate) parts.push(`${count(Math.round(job.rate))} a second`);
    if (job.secondsLeft !== null && job.secondsLeft !== undefined) parts.push(`${duration(job.secondsLeft)} left`);
    return parts.join(" · ");
}

/** @param {Tessera.Job} job what came of it, in a line */
function resultLine(job) {
    const result = job.result ?? {};
    const parts = [];
    if (job.kind === "export" && typeof result.folder === "string") parts.push(`Written to ${result.folder}`);
    if (typeof result.samples === "number") parts.push(plural(result.samples, "sample"));
    if (typeof result.added === "number") parts.push(`${plural(result.added, "new sample")}`);
    if (Array.isArray(result.refused) && result.refused.length > 0) parts.push(`${plural(result.refused.length, "file")} left out`);
    if (typeof result.checked === "number") parts.push(`${plural(result.checked, "sample")} compared`);
    if (Array.isArray(result.problems)) parts.push(result.problems.length === 0 ? "no differences" : plural(result.problems.length, "problem"));
    if (job.message) parts.push(job.message);
    return parts.length > 0 && el("p", { class: "small" }, parts.join(" · "));
}
