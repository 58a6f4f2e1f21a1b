// The strip at the foot of the map that says that a map is being laid out. Its buttons stay the same while it goes on, so that
// no click is lost.

import { el, fill } from "../shared/dom.js";
import { progressBar } from "../shared/job-card.js";
import { cancelJob } from "../shared/jobs.js";
import { toastError } from "../shared/toast.js";

export class LayoutNotice {
    /** @param {number} job @param {Node[]} buttons before the one that stops it */
    constructor(job, buttons = []) {
        this.job = job;
        this.words = el("div", {});
        const stop = el("button", { type: "button", class: "button", title: "The map stays as it has come to", onclick: () => cancelJob(job).catch(toastError) }, "Stop here");
        this.element = el("div", { class: "map-notice" }, this.words, ...buttons, stop);
        this.update("Laying out the map", null);
    }

    /** @param {string} words @param {number | null} share of it that is done */
    update(words, share) {
        fill(this.words, el("span", { class: "small" }, words), progressBar(share, "Laying out the map"));
    }
}
