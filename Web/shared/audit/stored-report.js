// A report of an audit on its page: what it was computed on, whether it is stale, and the job that makes it anew.

import { el, fill } from "../dom.js";
import { onChange, onResync } from "../events.js";
import { ago, count, dateTime } from "../format.js";
import { jobCard } from "../job-card.js";
import { allJobs, isActive, startJob, watchJobs } from "../jobs.js";
import { toastError } from "../toast.js";

/**
 * @template {{basis: Tessera.ReportBasis}} Report
 * @typedef {object} Options
 * @property {string} kind of the job that makes the report
 * @property {() => Promise<Tessera.StoredReport<Report>>} load
 * @property {(stored: Tessera.StoredReport<Report>) => void} show
 */

/**
 * Keeps a report shown: loads it, and again when its job is done or the dataset changes.
 * @template {{basis: Tessera.ReportBasis}} Report
 * @param {Options<Report>} options
 * @returns {{load: () => Promise<void>}}
 */
export function keepReport({ kind, load, show }) {
    let asked = 0;
    const update = async () => {
        const mine = ++asked;
        try {
            const stored = await load();
            if (mine === asked) show(stored);
        } catch (error) {
            if (mine === asked) toastError(error);
        }
    };
    onChange(() => void update());
    onResync(() => void update());
    watchJobs((job, before) => {
        if (job?.kind === kind && job.state === "done" && before !== "done" && before !== null) void update();
    });
    return { load: update };
}

/**
 * The latest job of a kind while it runs or where it went wrong; empty otherwise.
 * @param {string} kind
 */
export function jobProgress(kind) {
    const host = el("div", { class: "audit-job", role: "status" });
    watchJobs(() => {
        const latest = allJobs().find((job) => job.kind === kind);
        const shown = latest && (isActive(latest) || latest.state !== "done") ? [jobCard(latest)] : [];
        fill(host, ...shown);
    });
    return host;
}

/**
 * A button that starts a job; off while one of the kind runs.
 * @param {string} label @param {string} kind
 * @param {() => Record<string, unknown>} [parameters]
 */
export function jobButton(label, kind, parameters) {
    const button = el("button", { class: "button", type: "button", "data-key": `start-${kind}`,
        onclick: () => void startJob(kind, parameters?.() ?? {}).catch(toastError) }, label);
    watchJobs(() => {
        button.disabled = allJobs().some((job) => job.kind === kind && isActive(job));
    });
    return button;
}

/**
 * What it was computed on, in a line; and that it is stale, where it is.
 * @param {Tessera.ReportBasis} basis @param {boolean} isStale
 */
export function basisLine(basis, isStale) {
    return el("p", { class: "small muted audit-basis" },
        isStale && el("strong", { class: "audit-stale" }, "The dataset changed since. "),
        `Computed ${ago(basis.createdAt)} on ${count(basis.images)} images (${count(basis.samples)} samples) after change ${basis.lastChange}, embedding ${basis.model}, seed ${basis.seed}.`,
        el("span", { class: "visually-hidden" }, ` ${dateTime(basis.createdAt)}`));
}

/** @param {number} p such as "p = 0.001" */
export function pWords(p) {
    if (p < 0.001) return "p < 0.001";
    return `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`;
}
