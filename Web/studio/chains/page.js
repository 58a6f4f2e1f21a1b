// Counterfactuals of a whole class: the chain is proposed for every image, and somebody looks through the contact sheet.

import { api, messageOf } from "../../shared/api.js";
import { jobProgress } from "../../shared/audit/stored-report.js";
import { el, fill, refill } from "../../shared/dom.js";
import { ago, plural } from "../../shared/format.js";
import { allJobs, isActive, startJob, watchJobs } from "../../shared/jobs.js";
import { toast, toastError } from "../../shared/toast.js";
import { reviewProposal } from "../proposal/review.js";
import { studioApi } from "../studio-api.js";

/** @param {import("../main.js").Room} room */
export async function showChains({ main, query, header }) {
    const label = el("select", { class: "field", "aria-label": "Class" });
    const split = el("select", { class: "field", "aria-label": "Split" });
    const start = el("button", { class: "button primary", type: "button", disabled: true, onclick: () => void begin() }, "Dismantle them");
    const chain = el("span", { class: "small muted" });
    const open = el("div");
    const review = el("section", { class: "room-section", "aria-label": "The proposal" });
    fill(main, el("div", { class: "room-page" },
        el("div", { class: "room-head" },
            el("div", {}, el("h1", {}, "Counterfactuals"), el("p", { class: "room-lead" }, "The strokes of every image of a class are told apart, and those that its chain names are taken away: of a viii comes a iii, a ii and a i in the same hand. Look through them, strike the bad ones out, keep the rest.")),
            el("div", { class: "room-tools" }, label, split, start)),
        chain, jobProgress("dismantle"), open, review));

    /** @type {Tessera.ClassRules[]} */
    let classes = [];
    /** @type {string | null} */
    let shown = query.get("proposal");
    try {
        const [workspace, rules] = await Promise.all([header.update(), api.rules()]);
        classes = rules.classes.filter((each) => each.chain.length > 0);
        const counts = new Map((workspace?.classes ?? []).map(({ name, total }) => [name, total]));
        fill(label, ...classes.map(({ name }) => el("option", { value: name }, `all ${name} (${counts.get(name) ?? 0})`)));
        fill(split, el("option", { value: "" }, "every split"), ...(workspace?.splits ?? []).map((name) => el("option", { value: name }, name)));
        if (query.get("label")) label.value = query.get("label") ?? "";
        else if (classes.some(({ name }) => name === "viii")) label.value = "viii";
    } catch (error) {
        fill(review, el("p", { class: "job-error" }, messageOf(error)));
        return;
    }
    label.addEventListener("change", describe);
    describe();
    watchJobs((job, before) => {
        start.disabled = classes.length === 0 || allJobs().some((each) => each.kind === "dismantle" && isActive(each));
        if (job?.kind !== "dismantle" || job.state !== "done" || before === "done" || before === null) return;
        const proposal = job.result?.proposal;
        if (typeof proposal === "string") show(proposal);
        else toast("None of these images can be dismantled by its chain.");
        void list();
    });
    await list();
    if (shown) show(shown);

    function describe() {
        const chosen = classes.find(({ name }) => name === label.value);
        chain.replaceChildren(...(chosen ? [`${chosen.name} → ${chosen.chain.map((step) => step.label).join(" → ")}`] : ["No class has a chain yet. "]),
            el("a", { href: "/studio?view=rules" }, chosen ? " Change it" : "Set one, or take the Roman preset"));
    }

    async function begin() {
        try {
            await startJob("dismantle", { class: label.value, ...(split.value ? { conditions: [`split=${split.value}`] } : {}) });
        } catch (error) {
            toastError(error);
        }
    }

    async function list() {
        try {
            const { proposals } = await studioApi.proposals();
            const waiting = proposals.filter(({ kind }) => kind === "dismantle");
            refill(open, waiting.length > 0 && el("div", { class: "room-tools" }, el("span", { class: "small muted" }, "To be looked through:"),
                ...waiting.map(({ id, total, at }) => el("button", { class: "button", type: "button", "data-key": id, "aria-pressed": String(id === shown), onclick: () => show(id) }, `${plural(total, "image")}, ${ago(at)}`))));
        } catch (error) {
            toastError(error);
        }
    }

    /** @param {string} id */
    function show(id) {
        shown = id;
        history.replaceState(null, "", `/studio?${new URLSearchParams({ view: "chains", proposal: id })}`);
        void list();
        void reviewProposal(review, id, {
            rows: "parents",
            title: (proposal) => `${plural(proposal.candidates.length, "image")} proposed`,
            onEnd: () => {
                shown = null;
                review.replaceChildren();
                history.replaceState(null, "", "/studio?view=chains");
                void list();
            },
        });
    }
}
