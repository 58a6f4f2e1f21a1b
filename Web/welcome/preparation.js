// What stands between the images and their map: embed, then lay out. A button where a step is missing, progress while it
// runs; once all is done the whole fits into a line.

import { el, refill } from "../shared/dom.js";
import { count, plural } from "../shared/format.js";
import { icon } from "../shared/icons.js";
import { describe, progressBar } from "../shared/job-card.js";
import { allJobs, cancelJob, isActive, share, startJob, watchJobs } from "../shared/jobs.js";
import { toastError } from "../shared/toast.js";

/**
 * @typedef {object} Step
 * @property {string} kind of the job
 * @property {string} title
 * @property {string} text
 * @property {boolean} done
 * @property {boolean} possible
 * @property {string} action
 * @property {Record<string, unknown>} parameters
 */

export function makePreparation() {
    const list = el("ol", { class: "steps" });
    const element = el("section", { class: "preparation", "aria-label": "Preparation", hidden: true }, list);
    /** @type {Tessera.Workspace | null} */
    let workspace = null;
    /** @type {Set<() => void>} */
    const finished = new Set();
    const draw = () => {
        if (!workspace || workspace.counts.samples === 0) return;
        element.hidden = false;
        refill(list, ...stepsOf(workspace).map(drawStep));
    };
    watchJobs((job, before) => {
        draw();
        if (job && before && before !== job.state && job.state === "done") for (const listener of finished) listener();
    });
    return {
        element,
        /** @param {Tessera.Workspace} fresh */
        update(fresh) {
            workspace = fresh;
            draw();
        },
        /** @param {() => void} listener */
        onFinished(listener) {
            finished.add(listener);
        },
    };
}

/** @param {Tessera.Workspace} workspace @returns {Step[]} */
function stepsOf({ counts, embeddings, projections }) {
    const missing = embeddings.length > 0 ? Math.max(...embeddings.map((each) => each.missing)) : counts.images;
    const [latest] = [...projections].sort((a, b) => b.id - a.id);
    const embedded = embeddings.length > 0 && missing === 0;
    return [
        { kind: "import", title: "Imported", text: `${plural(counts.samples, "sample")}, ${plural(counts.images, "image")}`, done: true, possible: false, action: "", parameters: {} },
        {
            kind: "embed", title: embedded ? "Embedded" : "Embed", done: embedded, possible: true, parameters: { model: "auto" },
            action: embeddings.length > 0 ? `Embed the ${plural(missing, "new image")}` : "Embed the images",
            text: embedded ? `by ${embeddings.map((each) => each.model).join(" and ")}` : "A vision model turns every image into numbers that are near for look-alikes. It runs on this machine.",
        },
        {
            kind: "project", title: latest ? "Laid out" : "Lay out the map", done: latest !== undefined, possible: embeddings.length > 0, parameters: {},
            action: latest ? "Lay out anew" : "Lay out",
            text: latest ? `${count(latest.count)} points by UMAP, seed ${latest.seed}` : "UMAP puts look-alikes next to each other on the plane, and in one order for the sheet.",
        },
    ];
}

/** @param {Step} step */
function drawStep(step) {
    const job = allJobs().find((each) => each.kind === step.kind && isActive(each));
    const failed = allJobs().find((each) => each.kind === step.kind);
    const start = el("button", { "data-key": step.kind, class: `button ${step.possible ? "primary" : ""}`, type: "button", disabled: !step.possible, onclick: () => startJob(step.kind, step.parameters).catch(toastError) }, step.action);
    return el("li", { class: step.done ? "done" : "", "data-kind": step.kind },
        el("span", { class: "step-mark", "aria-hidden": "true" }, step.done ? icon("check") : null),
        el("div", { class: "step-text" }, el("strong", {}, step.title), job ? null : el("span", { class: "small muted" }, step.text),
            job && progressBar(share(job), step.title), job && el("span", { class: "small muted number" }, describe(job)),
            !job && !step.done && failed?.state === "failed" && el("span", { class: "small step-error" }, failed.error?.message ?? "It failed.")),
        job ? el("button", { "data-key": step.kind, class: "button", type: "button", onclick: () => cancelJob(job.id).catch(toastError) }, "Cancel") : !step.done && start);
}
