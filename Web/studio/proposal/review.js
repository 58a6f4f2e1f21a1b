// Looking through a proposal: strike out what is bad, accept the rest as one change, or discard all of it.

import { api, messageOf } from "../../shared/api.js";
import { confirmDialog } from "../../shared/dialog.js";
import { el, fill } from "../../shared/dom.js";
import { count, plural } from "../../shared/format.js";
import { icon } from "../../shared/icons.js";
import { toast, toastError } from "../../shared/toast.js";
import { studioApi } from "../studio-api.js";
import { ContactSheet } from "./contact-sheet.js";

/**
 * @param {HTMLElement} host
 * @param {string} id of the proposal
 * @param {{title: (proposal: Studio.Proposal) => string, rows?: "parents" | "needs", takesFocus?: boolean, onEnd: () => void}} options takesFocus: somebody asked for it; onEnd: it was accepted or discarded
 */
export async function reviewProposal(host, id, { title, rows, takesFocus = true, onEnd }) {
    fill(host, el("p", { class: "muted", role: "status" }, "Loading the contact sheet…"));
    try {
        draw(await studioApi.proposal(id));
    } catch (error) {
        fill(host, el("p", { class: "job-error" }, messageOf(error)));
    }

    /** @param {Studio.Proposal} proposal */
    function draw(proposal) {
        const words = el("span", { class: "small muted number", role: "status" });
        const accept = el("button", { class: "button primary", type: "button", onclick: () => void take() }, icon("check"), el("span", {}, ""));
        const sheet = new ContactSheet(proposal, { rows, onStrike: update });
        fill(host,
            el("div", { class: "room-head" }, el("div", {}, el("h2", { tabindex: -1 }, title(proposal)), el("p", { class: "small muted" }, "A click, Enter or the space bar strikes an image out, and again takes it back. Nothing is written before it is accepted.")),
                el("div", { class: "room-tools" }, words, el("button", { class: "button", type: "button", onclick: () => void discard() }, "Discard all"), accept)),
            proposal.skipped.length > 0 && el("details", { class: "small" }, el("summary", {}, `${plural(proposal.skipped.length, "image")} left out`),
                el("ul", {}, ...skippedWords(proposal.skipped))),
            sheet.element);
        update();
        if (takesFocus) host.querySelector("h2")?.focus({ preventScroll: true });

        function update() {
            words.textContent = sheet.struck.size > 0 ? `${count(sheet.struck.size)} struck out` : "";
            fill(accept, icon("check"), `Accept ${plural(sheet.kept, "image")}`);
            accept.disabled = sheet.kept === 0;
        }

        async function take() {
            accept.disabled = true;
            try {
                const { change } = await studioApi.acceptProposal(proposal.id, sheet.struck.size > 0 ? { except: sheet.except } : {});
                toast(change.summary || `${plural(sheet.kept, "image")} added`, { action: { label: "Undo", run: () => void api.undo(change.id).then(() => toast("Undone"), toastError) }, seconds: 12 });
                onEnd();
            } catch (error) {
                toastError(error);
                update();
            }
        }

        async function discard() {
            if (!(await confirmDialog({ title: "Discard this proposal?", text: `None of its ${plural(proposal.candidates.length, "image")} is written. It can be made again.`, yes: "Discard", danger: true }))) return;
            await studioApi.discardProposal(proposal.id).catch(toastError);
            onEnd();
        }
    }
}

/** @param {{sample: number, why: string}[]} skipped how many for each reason, the most frequent first */
function skippedWords(skipped) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { why } of skipped) counts.set(why, (counts.get(why) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 12).map(([why, images]) => el("li", {}, `${count(images)} × ${why}`));
}
