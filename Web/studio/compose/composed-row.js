// All that can be made from one hand's pieces, as a row: i ii iii iv v vi vii viii, each accepted by a click, or all at once.

import { api, messageOf } from "../../shared/api.js";
import { el, fill } from "../../shared/dom.js";
import { plural } from "../../shared/format.js";
import { icon } from "../../shared/icons.js";
import { toast, toastError } from "../../shared/toast.js";
import { candidateURL, studioApi } from "../studio-api.js";

/** @typedef {{sample?: number, style?: string, writer?: string}} Hand whose pieces */

export function composedRow() {
    const whose = el("select", { class: "field", "aria-label": "Whose pieces" });
    const make = el("button", { class: "button", type: "button", disabled: true, onclick: () => void compose() }, "All that can be made of");
    /** @type {(() => void) | null} */
    let acceptAll = null;
    const all = el("button", { class: "button primary", type: "button", hidden: true, onclick: () => acceptAll?.() }, "Accept all");
    const words = el("span", { class: "small muted", role: "status" });
    const list = el("ul", { class: "composed-list" });
    const element = el("section", { class: "composed", "aria-label": "All that can be made" }, el("div", { class: "room-tools" }, make, whose, words, el("span", { class: "spacer" }), all), list);
    let seed = 0;
    /** @type {Hand[]} */
    let hands = [];

    async function compose() {
        make.disabled = true;
        words.textContent = "Putting them together…";
        try {
            // Another seed each time: the same pieces fall another way.
            const asked = { ...hands[Number(whose.value)], count: 1, seed: ++seed };
            show(await studioApi.compose(asked), () => studioApi.compose(asked));
        } catch (error) {
            words.textContent = messageOf(error);
            fill(list);
            all.hidden = true;
        }
        make.disabled = hands.length === 0;
    }

    /** @param {Studio.Proposal} proposal @param {() => Promise<Studio.Proposal>} again makes the same */
    function show(proposal, again) {
        /** @type {Studio.Proposal | null} what was accepted in part is gone; the same seed makes the same anew */
        let open = proposal;
        /** @type {Set<number>} */
        const accepted = new Set();
        words.textContent = proposal.candidates.length === 0 ? "These pieces make no class. A class needs its parts, such as vi = v + i (Rules)." : plural(proposal.candidates.length, "image");
        const buttons = new Map(proposal.candidates.map((candidate) => [candidate.index, card(candidate)]));
        fill(list, ...[...buttons.values()].map((button) => el("li", {}, button)));
        all.hidden = proposal.candidates.length === 0;
        acceptAll = () => void accept(proposal.candidates.map(({ index }) => index).filter((index) => !accepted.has(index)));

        /** @param {Studio.Candidate} candidate */
        function card(candidate) {
            const name = `Accept ${candidate.label}${candidate.note ? `: ${candidate.note}` : ""}`;
            return el("button", { class: "contact-cell", type: "button", "aria-label": name, title: name, onclick: () => void accept([candidate.index]) },
                el("img", { src: candidateURL(proposal.id, candidate.index), alt: "", loading: "lazy" }), el("span", { class: "contact-class" }, candidate.label ?? ""));
        }

        /** @param {number[]} only */
        async function accept(only) {
            if (only.length === 0) return;
            for (const index of only) buttons.get(index)?.setAttribute("disabled", "");
            try {
                open ??= await again();
                if (!isSame(open, proposal)) throw new Error("The pieces or the rules changed since. Make the row again.");
                const { id } = open;
                open = null;
                const { change } = await studioApi.acceptProposal(id, { only });
                for (const index of only) {
                    accepted.add(index);
                    buttons.get(index)?.append(icon("check"));
                }
                all.hidden = accepted.size === proposal.candidates.length;
                toast(`${plural(only.length, "image")} added`, { action: { label: "Undo", run: () => void api.undo(change.id).then(() => toast("Undone"), toastError) } });
            } catch (error) {
                for (const index of only) buttons.get(index)?.removeAttribute("disabled");
                toastError(error);
            }
        }
    }

    return {
        element,
        /** @param {Studio.Piece[]} pieces of the tray */
        setPieces(pieces) {
            const styles = [...new Set(pieces.flatMap(({ style }) => style ?? []))].sort();
            const writers = [...new Set(pieces.flatMap(({ writer }) => writer ?? []))].sort();
            const samples = [...new Set(pieces.map(({ sample }) => sample))].sort((a, b) => a - b);
            hands = pieces.length === 0 ? [] : [{}, ...writers.map((writer) => ({ writer })), ...styles.map((style) => ({ style })), ...samples.map((sample) => ({ sample }))];
            fill(whose, ...hands.map((hand, place) => el("option", { value: String(place) }, nameOf(hand))));
            make.disabled = hands.length === 0;
        },
    };
}

/** @param {Studio.Proposal} one @param {Studio.Proposal} other */
function isSame(one, other) {
    return one.candidates.length === other.candidates.length && one.candidates.every(({ label, parents }, at) => label === other.candidates[at].label && parents.join() === other.candidates[at].parents.join());
}

/** @param {Hand} hand */
function nameOf({ sample, style, writer }) {
    if (writer !== undefined) return `the pieces of ${writer}`;
    if (style !== undefined) return `the pieces of style ${style}`;
    return sample === undefined ? "all pieces" : `the pieces of sample ${sample}`;
}
