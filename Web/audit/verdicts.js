// Judging: accept, reject, later, discuss, another label, and taking it back.

import { api } from "../shared/api.js";
import { promptDialog } from "../shared/dialog.js";
import { toast, toastError } from "../shared/toast.js";

/** @typedef {ReturnType<typeof verdicts>} Verdicts */

const DONE = { accept: "Accepted", reject: "Rejected", later: "Put off" };

/**
 * @param {import("./state.js").FindingsState} state
 * @param {{changed: () => void, next: () => void, classes: () => string[]}} page
 */
export function verdicts(state, { changed, next, classes }) {
    let busy = false;

    /**
     * One at a time: a key that is pressed twice judges one finding.
     * @param {() => Promise<void>} work
     */
    async function alone(work) {
        if (busy) return;
        busy = true;
        try {
            await work();
        } catch (error) {
            toastError(error);
        } finally {
            busy = false;
        }
    }

    /** @param {"accept" | "reject" | "later"} verdict @param {{set?: Tessera.CellChanges, reason?: string}} [more] */
    function judge(verdict, more = {}) {
        return alone(async () => {
            const finding = state.finding;
            if (!finding || (finding.state !== "open" && finding.state !== "later") || finding.state === verdict) return;
            const judged = await api.judge({ findings: [finding.id], verdict, ...more });
            state.judged.push([finding.id]);
            state.take(judged.findings);
            toast(`${DONE[verdict]}${judged.change ? `: ${judged.change.summary}` : ""}`, { seconds: 4, action: { label: "Undo", run: () => void withdraw([finding.id]) } });
            next();
            changed();
        });
    }

    /** @param {number[]} findings @returns {Promise<void>} */
    function withdraw(findings) {
        return alone(async () => {
            const judged = await api.withdraw(findings);
            state.judged = state.judged.filter((ids) => !ids.some((id) => findings.includes(id)));
            state.take(judged.findings);
            state.selected = findings[0];
            toast("Taken back", { seconds: 4 });
            changed();
        });
    }

    /** Takes back what was judged last on this page. */
    function undo() {
        const last = state.judged.at(-1);
        if (last) return withdraw(last);
        toast("Nothing was judged on this page since it was opened.", { seconds: 4 });
        return Promise.resolve();
    }

    /** Gives the sample a label that was not suggested. */
    async function other() {
        const finding = state.finding;
        if (!finding || finding.sampleCount !== 1) return;
        const label = await promptDialog({ title: "Another label", label: "What it shows", yes: "Accept with this label", suggestions: classes() });
        if (label?.trim()) await judge("accept", { set: { label: label.trim() } });
    }

    /** Asks the others, and puts the finding off until they answered. */
    async function discuss() {
        const finding = state.finding;
        if (!finding) return;
        const doubt = finding.given && finding.suggested ? `Is this ${finding.given} or ${finding.suggested}?` : `${finding.title}: what do you say?`;
        const question = await promptDialog({ title: "Discuss", label: "Your question", value: doubt, yes: "Ask", hint: "Opens a thread on the samples, and puts the finding off." });
        if (!question?.trim()) return;
        try {
            const thread = await api.ask({ question: question.trim(), samples: finding.samples.slice(0, 100) });
            await judge("later", { reason: `thread ${thread.id}` });
        } catch (error) {
            toastError(error);
        }
    }

    return { judge, withdraw, undo, other, discuss };
}
