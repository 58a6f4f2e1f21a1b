// What stands in place of the map when there is none yet: why, and the button that starts what is missing.

import { el, fill } from "../shared/dom.js";
import { jobCard } from "../shared/job-card.js";
import { allJobs, isActive, startJob, watchJobs } from "../shared/jobs.js";
import { toastError } from "../shared/toast.js";

/** @typedef {"images" | "embedding" | "projection" | "match" | null} Missing */

/**
 * What the workspace lacks for a map.
 * @param {Tessera.Workspace} workspace @returns {Missing}
 */
export function missingForMap(workspace) {
    if (workspace.counts.samples + workspace.counts.trashed === 0) return "images";
    if (workspace.projections.length > 0) return null;
    return workspace.embeddings.some(({ count }) => count > 0) ? "projection" : "embedding";
}

/** @type {Record<"images" | "embedding" | "projection" | "match", [string, string, string]>} */
const words = {
    images: ["No images yet", "Import a folder of images first: “tessera import FOLDER”, or from the first page.", "To the first page"],
    embedding: ["The map needs to see the images first", "A vision model turns each image into numbers (an embedding), and the map puts look-alikes together. For some thousand images it takes less than a minute, on this machine alone.", "Embed the images and lay out the map"],
    projection: ["The map is not laid out yet", "The images are embedded. Laying them out in two dimensions takes some seconds.", "Lay out the map"],
    match: ["No image fits this filter", "Take a filter away, or all of them.", "Show all images"],
};

/**
 * @param {HTMLElement} host
 * @param {Exclude<Missing, null>} missing
 * @param {{done: () => void, showAll: () => void, filters: Node[]}} next done: a projection is there now
 * @returns {() => void} stops watching the jobs
 */
export function showStart(host, missing, { done, showAll, filters }) {
    const [title, text, action] = words[missing];
    const progress = el("div", { class: "map-start-jobs", role: "status" });
    const button = el("button", { type: "button", class: "button primary", onclick: () => (missing === "match" ? showAll() : void start()) }, action);
    fill(host, missing === "match" && el("div", { class: "map-head" }, ...filters), el("div", { class: "empty map-start" }, el("h1", {}, title), el("p", {}, text), button, progress));
    if (missing === "images") button.replaceWith(el("a", { class: "button primary", href: "/" }, action));
    if (missing === "match" || missing === "images") {
        return () => {};
    }
    let wanted = false;

    async function start() {
        button.disabled = true;
        wanted = true;
        try {
            await startJob(missing === "embedding" ? "embed" : "project", missing === "embedding" ? { model: "auto" } : {});
        } catch (error) {
            button.disabled = false;
            toastError(error);
        }
    }

    return watchJobs((job, before) => {
        const jobs = allJobs().filter(({ kind }) => kind === "embed" || kind === "project");
        const active = jobs.filter(isActive);
        const shown = active.length > 0 ? active : jobs.slice(0, 1).filter(({ state }) => state !== "done");
        fill(progress, ...shown.map(jobCard));
        button.disabled = active.length > 0;
        if (!job || job.state !== "done" || before === "done") return;
        if (job.kind === "embed" && wanted) void startJob("project", {}).catch(toastError);
        if (job.kind === "project" || job.kind === "embed") done();
    });
}
