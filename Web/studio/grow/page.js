// Growing where it helps: candidates near what the fixed model gets wrong, round by round; what the best round was
// trained on is looked through before anything is written.

import { api, messageOf } from "../../shared/api.js";
import { jobProgress } from "../../shared/audit/stored-report.js";
import { el, fill, refill } from "../../shared/dom.js";
import { onChange } from "../../shared/events.js";
import { ago, count, plural } from "../../shared/format.js";
import { allJobs, isActive, startJob, watchJobs } from "../../shared/jobs.js";
import { toast, toastError } from "../../shared/toast.js";
import { reviewProposal } from "../proposal/review.js";
import { Budget } from "../recipes/budget.js";
import { growthReportURL, studioApi } from "../studio-api.js";
import { GrowForm } from "./form.js";
import { roundChart } from "./rounds.js";

/** @type {Record<NonNullable<Studio.Growth["stop"]>, string>} */
const ENDS = {
    "no-gain": "The last rounds brought no gain on val.",
    budget: "The budget is used up.",
    "nothing-wrong": "No val sample is wrong any more.",
    "nothing-near": "The pool has no candidate left for what is wrong.",
    rounds: "All rounds were done.",
};

/** @param {import("../main.js").Room} room */
export async function showGrow({ main, query, header }) {
    const budget = new Budget();
    const form = new GrowForm({ onStart: (parameters) => void begin(parameters) });
    const earlier = el("div");
    const growth = el("section", { class: "room-section", "aria-label": "The rounds" });
    const review = el("section", { class: "room-section", "aria-label": "The proposal" });
    fill(main, el("div", { class: "room-page" },
        el("div", { class: "room-head" }, el("div", {}, el("h1", {}, "Grow where it helps"),
            el("p", { class: "room-lead" }, "Candidates are made of train images. Each val sample that the fixed model gets wrong brings in those of its class that look most like it, the model is trained on them too, and so on while val gains. Look through what the best round was trained on, strike out what is bad, accept the rest.")), budget.element),
        el("div", { class: "grow-grid" }, form.element, el("div", { class: "room-section" }, jobProgress("grow"), earlier, growth)), review));

    /** @type {Studio.Growth[]} */
    let all = [];
    /** The growth that is shown, and the proposal that is laid out for review. */
    let shown = query.get("growth");
    /** @type {string | null} */
    let reviewed = null;
    let asked = 0;
    /** @type {string | null} */
    let phase = null;
    try {
        const [, { recipes }, rules, { trainers }] = await Promise.all([header.update(), studioApi.recipes(), api.rules(), api.trainers(), budget.load(), list()]);
        form.setKnown(recipes, rules.classes.some(({ chain }) => chain.length > 0), trainers);
    } catch (error) {
        fill(growth, el("p", { class: "job-error" }, messageOf(error)));
        return;
    }
    onChange(() => {
        void budget.load();
        void list();
    });
    watchJobs((job, before) => {
        form.setRunning(allJobs().some((each) => each.kind === "grow" && isActive(each)));
        if (job?.kind !== "grow") return;
        const isEnd = job.state !== before && before !== null && !isActive(job);
        if (job.phase === phase && !isEnd) return;
        // A new phase begins where a round ends.
        phase = job.phase;
        if (isEnd && job.state === "done" && typeof job.result?.growth === "string") {
            shown = job.result.growth;
            if (!job.result.proposal) toast("No round did better than the dataset as it is, so nothing is proposed.");
        }
        void list();
    });

    /** @param {Record<string, unknown>} parameters */
    async function begin(parameters) {
        try {
            await startJob("grow", parameters);
            shown = null;
        } catch (error) {
            toastError(error);
        }
    }

    async function list() {
        const mine = ++asked;
        try {
            const { growths } = await studioApi.growths();
            if (mine !== asked) return;
            all = growths;
            draw();
        } catch (error) {
            if (mine === asked) toastError(error);
        }
    }

    function draw() {
        const current = all.find(({ id }) => id === shown) ?? all[0];
        refill(earlier, all.length > 1 && el("div", { class: "room-tools" }, el("span", { class: "small muted" }, "Grown:"),
            ...all.slice(0, 12).map((each) => el("button", { class: "button", type: "button", "data-key": each.id, "aria-pressed": String(each === current), onclick: () => open(each.id) }, `${ago(each.at)}${each.accepted === null ? "" : ", accepted"}`))));
        if (!current) {
            fill(growth, el("p", { class: "muted" }, "Nothing was grown yet."));
            return;
        }
        refill(growth, el("h2", {}, heading(current)), el("p", { class: "small muted number" }, source(current)), roundChart(current),
            el("p", {}, ending(current)),
            el("div", { class: "room-tools" }, el("a", { class: "button", href: growthReportURL(current.id), download: "" }, "Report with pictures"),
                current.accepted !== null && el("a", { class: "button", href: "/history" }, `Accepted as change ${current.accepted}`)));
        if (current.isWaiting && reviewed !== current.id) {
            reviewed = current.id;
            void reviewProposal(review, current.id, {
                rows: "needs",
                takesFocus: false,
                title: (proposal) => `${plural(proposal.candidates.length, "image")} proposed`,
                onEnd: () => {
                    review.replaceChildren();
                    void list();
                },
            });
        } else if (!current.isWaiting) {
            reviewed = null;
            review.replaceChildren();
        }
    }

    /** @param {string} id */
    function open(id) {
        shown = id;
        history.replaceState(null, "", `/studio?${new URLSearchParams({ view: "grow", growth: id })}`);
        draw();
    }
}

/** @param {Studio.Growth} growth */
function heading({ rounds, best, stop }) {
    const gain = 100 * (rounds[best].accuracy - rounds[0].accuracy);
    if (best > 0) return `${gain.toFixed(1)} points more of val by round ${best}`;
    return stop === null ? "Going on" : "No round did better than the dataset as it is";
}

/** @param {Studio.Growth} growth */
function source({ asked, pool, trainer, seeds, at }) {
    const ways = [asked.recipe ? `the recipe ${asked.recipe}, version ${asked.recipeVersion}` : "", asked.dismantle ? "chains" : ""].filter(Boolean).join(" and ");
    const out = [[pool.leftOut.elsewhere, "also outside train"], [pool.leftOut.tagged, "with a tag that stays out"], [pool.leftOut.derived, "derived themselves"]]
        .filter(([images]) => Number(images) > 0).map(([images, why]) => `${count(Number(images))} ${why}`).join(", ");
    return `${ago(at)} · ${plural(pool.candidates, "candidate")} of ${plural(pool.sources, "train image")} by ${ways}${out ? ` (left out: ${out})` : ""} · ${trainer}, ${plural(seeds.length, "seed")} · near by ${asked.model}`;
}

/** @param {Studio.Growth} growth */
function ending({ stop, best, proposed }) {
    const end = stop === null ? "It goes on from its last round when it is started again." : ENDS[stop];
    return best > 0 ? `${plural(proposed, "image")} in round ${best}. ${end} Val chose them, so its score is flattered.` : end;
}
