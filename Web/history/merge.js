// The work of another copy of the workspace: its bundle is sent, what would come in is shown, and then it comes in.

import { api, messageOf } from "../shared/api.js";
import { openDialog } from "../shared/dialog.js";
import { el, fill } from "../shared/dom.js";
import { plural } from "../shared/format.js";
import { icon } from "../shared/icons.js";
import { jobCard } from "../shared/job-card.js";
import { isActive, watchJobs } from "../shared/jobs.js";
import { toast } from "../shared/toast.js";

/** Conflicts that the dialog lists; all of them are on the page afterwards. */
const SHOWN = 50;
const SIDES = /** @type {const} */ ([["", "each is decided here, one by one"], ["ours", "ours holds"], ["theirs", "theirs holds"]]);

/** @param {() => void} done called when something came in */
export function mergeBox(done) {
    const state = el("div", { role: "status" });
    const choose = el("button", { class: "button", type: "button", onclick: () => pick(bring) }, icon("download"), "Bring in another copy…");
    const box = el("section", { class: "history-box", "aria-label": "Another copy" },
        el("div", { class: "form-row" }, el("h2", {}, "Another copy"), el("span", { class: "spacer" }), choose),
        el("p", { class: "small muted" }, "Work that was done on a copy of this workspace comes in from its bundle, the file that ", el("code", {}, "tessera bundle"), " writes there."), state);
    void api.session().then((session) => {
        box.hidden = session.role !== "owner";
    }, () => {});
    return box;

    /** @param {File} file */
    async function bring(file) {
        choose.disabled = true;
        try {
            const found = await run(file, { trial: "1" });
            if (!found) return;
            const take = await ask(file.name, found);
            if (take === null) return;
            const report = await run(file, take ? { take } : {});
            if (!report) return;
            toast(`${counted(report)} came in.`);
            done();
        } catch (error) {
            fill(state, el("p", { class: "job-error" }, messageOf(error)));
        } finally {
            choose.disabled = false;
        }
    }

    /**
     * @param {File} file @param {Record<string, string>} query
     * @returns {Promise<Tessera.MergeReport | null>} null: it failed or was cancelled, and the box says why
     */
    async function run(file, query) {
        fill(state, el("p", { class: "small muted" }, "Sending…"));
        const started = await api.merge(file, query);
        const job = await finished(started.id, (now) => fill(state, jobCard(now)));
        if (job.state !== "done" || !job.result) return null;
        fill(state);
        return /** @type {Tessera.MergeReport} */ (/** @type {unknown} */ (job.result));
    }
}

/** @param {(file: File) => void} take */
function pick(take) {
    const input = el("input", { type: "file" });
    input.addEventListener("change", () => {
        const file = input.files?.[0];
        if (file) take(file);
    });
    input.click();
}

/** @param {number} id @param {(job: Tessera.Job) => void} show @returns {Promise<Tessera.Job>} */
async function finished(id, show) {
    /** @type {(() => void) | undefined} */
    let stop;
    try {
        return await new Promise((resolve, reject) => {
            const look = async () => {
                try {
                    const job = await api.job(id);
                    show(job);
                    if (!isActive(job)) resolve(job);
                } catch (error) {
                    reject(error);
                }
            };
            stop = watchJobs((job) => (job === null || job.id === id) && void look());
            void look();
        });
    } finally {
        stop?.();
    }
}

/**
 * Shows what would come in.
 * @param {string} name @param {Tessera.MergeReport} found
 * @returns {Promise<string | null>} whose values hold where both set a cell, "" for neither yet; null: nothing comes in
 */
async function ask(name, found) {
    const { conflicts, notes } = found;
    const isNothing = conflicts.length === 0 && counted(found) === NOTHING;
    const side = el("select", { class: "field", "aria-label": "Where both set a cell" }, ...SIDES.map(([value, words]) => el("option", { value }, words)));
    const answer = await openDialog({
        title: name, wide: true,
        body: [
            el("p", {}, isNothing ? "All of it is here already." : `${counted(found)} would come in. ${plural(found.common, "change")} ${found.common === 1 ? "is" : "are"} in both copies.`),
            ...notes.slice(0, SHOWN).map((note) => el("p", { class: "small muted" }, note)),
            ...(conflicts.length === 0 ? [] : [
                el("div", { class: "form-row" }, el("h3", {}, `Both copies set ${plural(conflicts.length, "cell")}:`), side),
                conflictTable(conflicts.slice(0, SHOWN)),
                ...(conflicts.length > SHOWN ? [el("p", { class: "small muted" }, `and ${conflicts.length - SHOWN} more`)] : []),
            ]),
        ],
        actions: [{ label: "Close", value: "" }, ...(isNothing ? [] : [{ label: "Bring it in", value: "yes", kind: /** @type {const} */ ("primary") }])],
    });
    return answer === "yes" ? side.value : null;
}

/** @param {Tessera.MergeConflict[]} conflicts */
function conflictTable(conflicts) {
    return el("div", { class: "compare-scroll", tabindex: 0, role: "group", "aria-label": "Cells that both set" }, el("table", { class: "compare-groups" },
        el("thead", {}, el("tr", {}, ...["Cell", "Why", "Ours", "By", "Theirs", "By"].map((title) => el("th", { scope: "col" }, title)))),
        el("tbody", {}, ...conflicts.map((each) => el("tr", {}, ...[
            each.sample === undefined ? `${each.label ?? "class"}: ${each.field}` : `${each.field} of sample ${each.sample}`,
            each.theirReason ?? "", each.ours ?? "nothing", each.ourAuthor, each.theirs ?? "nothing", each.theirAuthor,
        ].map((text) => el("td", {}, text)))))));
}

const NOTHING = "Nothing";

/** @param {Tessera.MergeReport} report */
function counted(report) {
    /** @type {[number, string, string?][]} */
    const parts = [[report.changes, "change"], [report.samples, "new sample"], [report.threads, "thread"], [report.messages, "message"], [report.labelBookEdits, "edit of the label book", "edits of the label book"],
        [report.answers, "answer"], [report.verdicts, "verdict"], [report.derivations, "derived sample’s lineage", "derived samples’ lineages"], [report.recipes, "recipe"], [report.classRules, "class rule"]];
    const words = parts.filter(([count]) => count > 0).map(([count, one, many]) => plural(count, one, many));
    return words.length > 0 ? words.join(", ") : NOTHING;
}
