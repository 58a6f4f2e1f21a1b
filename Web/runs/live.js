// A training under way: how far it is, its latest words, and its curves as they grow.

import { api } from "../shared/api.js";
import { el, fill } from "../shared/dom.js";
import { jobCard } from "../shared/job-card.js";
import { allJobs, isActive, watchJobs } from "../shared/jobs.js";
import { curves } from "./curves.js";

/** How often the curves are asked for, at most, in milliseconds. */
const pause = 1000;

/** @returns {{element: HTMLElement}} empty while nothing trains */
export function liveTraining() {
    const element = el("section", { class: "live", "aria-label": "Training now", hidden: true });
    const card = el("div");
    const words = el("p", { class: "small number live-words", role: "status" });
    const chart = el("div", { class: "live-chart" });
    fill(element, card, words, chart);
    let asked = 0;
    let shown = "";
    let waiting = false;

    watchJobs(() => {
        const job = [...allJobs()].reverse().find((each) => each.kind === "train" && isActive(each));
        element.hidden = !job;
        if (!job) return;
        const key = JSON.stringify([job.id, job.state, job.phase, job.done, job.total, Math.round(job.rate ?? 0)]);
        if (key !== shown) {
            shown = key;
            const focused = card.contains(document.activeElement);
            fill(card, jobCard(job));
            if (focused) card.querySelector("button")?.focus();
        }
        words.textContent = job.message ?? "";
        if (!waiting) void draw(job.id);
    });

    /** @param {number} job */
    async function draw(job) {
        waiting = true;
        const rest = asked + pause - Date.now();
        if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
        asked = Date.now();
        try {
            const { groups } = await api.runs();
            const run = groups.flatMap((group) => group.runs).reverse().find((each) => each.job === job && each.state === "running");
            if (run) {
                const detail = await api.run(run.id);
                if (detail.epochs.length > 0) fill(chart, curves(detail.epochs, detail.run.bestEpoch));
            }
        } catch {
            // The next event asks again.
        }
        waiting = false;
    }

    return { element };
}
