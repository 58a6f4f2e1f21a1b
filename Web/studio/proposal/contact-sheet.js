// The contact sheet of a proposal: every candidate is seen before anything is written; a click strikes one out.

import { thumbnailURL } from "../../shared/api.js";
import { el } from "../../shared/dom.js";
import { count } from "../../shared/format.js";
import { candidateURL } from "../studio-api.js";

/** Rows or cells that are added at a time. */
const PAGE = 120;

export class ContactSheet {
    /**
     * @param {Studio.Proposal} proposal
     * @param {{rows?: "parents" | "needs", canStrike?: boolean, onStrike?: () => void, onOpen?: (candidate: Studio.Candidate) => void}} options rows: a row an image, with what comes of it; or a row a val sample, with what was chosen for it
     */
    constructor(proposal, { rows, canStrike = true, onStrike = () => {}, onOpen } = {}) {
        this.proposal = proposal;
        this.canStrike = canStrike;
        this.onStrike = onStrike;
        this.onOpen = onOpen;
        /** @type {Set<number>} */
        this.struck = new Set();
        this.list = el("div", { class: rows ? "chain-rows" : "contact" });
        this.list.addEventListener("keydown", (event) => this.moveFocus(event));
        this.more = el("button", { class: "button", type: "button", onclick: () => this.addPage() });
        /** @type {HTMLElement[] | (() => HTMLElement)[]} made when they come in sight */
        this.makers = rows === "parents" ? this.parents() : rows === "needs" ? this.needs() : proposal.candidates.map((candidate) => () => this.cell(candidate));
        this.shown = 0;
        this.addPage();
        this.element = el("div", { class: "room-section" }, this.list, this.more);
    }

    /** @returns {number[]} */
    get except() {
        return [...this.struck].sort((a, b) => a - b);
    }

    get kept() {
        return this.proposal.candidates.length - this.struck.size;
    }

    addPage() {
        const next = this.makers.slice(this.shown, this.shown + PAGE);
        this.list.append(...next.map((make) => (typeof make === "function" ? make() : make)));
        this.shown += next.length;
        const rest = this.makers.length - this.shown;
        this.more.hidden = rest <= 0;
        this.more.textContent = `${count(rest)} more`;
    }

    parents() {
        /** @type {Map<number, Studio.Candidate[]>} */
        const rows = new Map();
        for (const candidate of this.proposal.candidates) {
            const parent = candidate.parents[0] ?? 0;
            rows.set(parent, [...(rows.get(parent) ?? []), candidate]);
        }
        return [...rows].map(([parent, candidates]) => () =>
            this.row(parent, `${candidates[0]?.note?.split("→")[0]?.trim() || ""} sample ${parent}`, "→", candidates));
    }

    /** A candidate that was chosen for several is with the first. */
    needs() {
        /** @type {Map<number, {taken: string, candidates: Studio.Candidate[]}>} */
        const rows = new Map();
        for (const candidate of this.proposal.candidates) {
            const near = candidate.parameters.why?.near[0];
            const row = rows.get(near?.sample ?? 0) ?? { taken: near?.predicted ?? "", candidates: [] };
            row.candidates.push(candidate);
            rows.set(near?.sample ?? 0, row);
        }
        return [...rows].map(([sample, { taken, candidates }]) => () =>
            this.row(sample, `${candidates[0].label}, taken for ${taken}: val sample ${sample}`, "≈", candidates));
    }

    /** @param {number} sample @param {string} words @param {string} sign @param {Studio.Candidate[]} candidates */
    row(sample, words, sign, candidates) {
        return el("div", { class: "chain-row" }, el("span", { class: "small muted number" }, words),
            el("div", { class: "chain-pictures" }, el("img", { src: thumbnailURL(sample, 128), alt: `Sample ${sample}`, loading: "lazy" }),
                el("span", { "aria-hidden": "true" }, sign), ...candidates.map((candidate) => this.cell(candidate))));
    }

    /** @param {Studio.Candidate} candidate */
    cell(candidate) {
        const name = candidate.label ?? "no label";
        const words = `${name}${candidate.parents.length > 0 ? `, of sample ${candidate.parents.join(" and ")}` : ""}${candidate.note ? `, ${candidate.note}` : ""}`;
        const button = el("button", { class: "contact-cell", type: "button", title: words, "aria-label": words, "data-index": candidate.index, tabindex: this.shown === 0 && candidate === this.proposal.candidates[0] ? 0 : -1,
            onclick: () => {
                if (this.canStrike) this.strike(button, candidate.index);
                else this.onOpen?.(candidate);
            } },
        el("img", { src: candidateURL(this.proposal.id, candidate.index), alt: "", loading: "lazy" }),
        el("span", { class: "contact-class" }, name));
        if (this.canStrike) button.setAttribute("aria-pressed", String(!this.struck.has(candidate.index)));
        return button;
    }

    /** @param {HTMLElement} button @param {number} index */
    strike(button, index) {
        if (!this.struck.delete(index)) this.struck.add(index);
        button.setAttribute("aria-pressed", String(!this.struck.has(index)));
        this.onStrike();
    }

    /** @param {KeyboardEvent} event */
    moveFocus(event) {
        const cells = /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll(".contact-cell")]);
        const here = cells.indexOf(/** @type {HTMLElement} */ (document.activeElement));
        if (here < 0) return;
        const box = cells[here].getBoundingClientRect();
        /** @param {1 | -1} direction */
        const lineAway = (direction) => {
            const others = cells.map((cell, at) => ({ at, box: cell.getBoundingClientRect() })).filter((each) => (each.box.top - box.top) * direction > 4);
            const line = direction > 0 ? Math.min(...others.map((each) => each.box.top)) : Math.max(...others.map((each) => each.box.top));
            return others.filter((each) => Math.abs(each.box.top - line) < 4).sort((a, b) => Math.abs(a.box.left - box.left) - Math.abs(b.box.left - box.left))[0]?.at;
        };
        const to = event.key === "ArrowRight" ? here + 1 : event.key === "ArrowLeft" ? here - 1
            : event.key === "ArrowDown" ? lineAway(1) : event.key === "ArrowUp" ? lineAway(-1)
                : event.key === "Home" ? 0 : event.key === "End" ? cells.length - 1 : null;
        if (to === null) return;
        event.preventDefault();
        const next = cells[to ?? here];
        if (!next) return;
        for (const cell of cells) cell.tabIndex = cell === next ? 0 : -1;
        next.focus();
    }
}
