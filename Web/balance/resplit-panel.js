// The proposed split: what would move and what it would do, as a before and after; applied as one change, and undone.

import { api } from "../shared/api.js";
import { samplesLinks } from "../shared/audit/picture-strip.js";
import { splitBar } from "../shared/audit/split-bar.js";
import { basisLine, jobButton, jobProgress, keepReport, pWords } from "../shared/audit/stored-report.js";
import { confirmDialog } from "../shared/dialog.js";
import { el, refill } from "../shared/dom.js";
import { count, plural } from "../shared/format.js";
import { toast, toastError } from "../shared/toast.js";

/**
 * The change that the last Apply of this page made, to be undone from here.
 * @type {number | null}
 */
let applied = null;

export function resplitPanel() {
    const share = el("input", { class: "field number", type: "number", min: 1, max: 99, step: 1, placeholder: "as it is", "aria-label": "Share of val in percent; empty keeps it as it is" });
    const parameters = () => {
        const wanted = Number(share.value);
        return share.value.trim() && wanted >= 1 && wanted <= 99 ? { valShare: wanted / 100 } : {};
    };
    const propose = jobButton("Propose a re-split", "resplit", parameters);
    const body = el("div", { class: "resplit-body" });
    const { load } = keepReport({ kind: "resplit", load: api.resplit, show: (stored) => show(body, stored) });
    void load();
    return el("section", { class: "resplit", "aria-labelledby": "resplit-title" },
        el("div", { class: "audit-head" },
            el("div", {}, el("h2", { id: "resplit-title" }, "Even it out"),
                el("p", { class: "audit-lead" }, "A split that gives every class, and every group of look-alikes in it, its share of val by few moves. Duplicates stay together. Nothing moves before you apply it.")),
            el("div", { class: "audit-actions" }, el("label", { class: "resplit-share" }, "Val", share, "%"), propose)),
        jobProgress("resplit"), body);
}

/** @param {HTMLElement} body @param {Tessera.StoredReport<Tessera.ResplitReport>} stored */
function show(body, { report, isStale }) {
    const undo = applied !== null && el("div", { class: "card resplit-done" }, el("p", {}, "The re-split was applied as one change. Compare again to see it measured."),
        el("button", { class: "button", type: "button", "data-key": "undo-resplit", onclick: () => void takeBack() }, "Undo the re-split"));
    if (!report || (isStale && applied !== null)) {
        refill(body, undo);
        return;
    }
    const toVal = report.moves.filter(({ to }) => to === "val");
    const toTrain = report.moves.filter(({ to }) => to === "train");
    refill(body, undo,
        el("div", { class: "resplit-diff" },
            sideCard("Before", report.before), el("span", { class: "resplit-arrow", "aria-hidden": "true" }, "→"), sideCard("After", report.after),
            el("div", { class: "card resplit-moves" },
                el("h3", {}, report.moves.length === 0 ? "Nothing needs to move" : `${plural(report.moves.length, "sample")} of ${count(report.samples)} would move`),
                moveLine("to val", toVal), moveLine("to train", toTrain),
                report.torn > 0 && el("p", { class: "small muted" }, `${plural(report.torn, "image")} in both splits, or with a near duplicate there, would be put together.`),
                el("div", { class: "audit-actions" },
                    el("button", { class: "button primary", type: "button", "data-key": "apply-resplit", disabled: isStale || report.moves.length === 0, onclick: () => void apply(report) }, "Apply…")))),
        basisLine(report.basis, isStale),
        el("div", { class: "balance-shares" }, diffTable("Class", report.classes), diffTable("Style", report.styles)));
}

/** @param {string} title @param {Tessera.ResplitBalance} balance */
function sideCard(title, balance) {
    const number = balance.withinClass;
    return el("div", { class: "card resplit-side", "data-differs": String((number?.p ?? 1) <= 0.05 || balance.regions > 0) },
        el("h3", {}, title),
        number ? el("p", { class: "balance-big number" }, Math.round(100 * number.value), el("span", {}, " of 100 pairs told apart")) : el("p", {}, "Nothing to compare."),
        el("p", { class: "number" }, number && `${pWords(number.p)}, `, plural(balance.regions, "region")),
        el("p", { class: "small muted number" }, `${count(balance.train)} in train, ${count(balance.val)} in val`));
}

/** @param {string} words @param {Tessera.ResplitReport["moves"]} moves */
function moveLine(words, moves) {
    if (moves.length === 0) return null;
    return el("p", { class: "resplit-line" }, el("span", { class: "split-dot", "data-split": words.slice(3) }), `${count(moves.length)} ${words}`, samplesLinks(moves.map(({ sample }) => sample), `what moves ${words}`));
}

/** @param {string} title @param {Tessera.ResplitShares[]} rows */
function diffTable(title, rows) {
    return el("div", { class: "card audit-scroll" }, el("table", { class: "audit-table" },
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, title), el("th", { scope: "col", class: "number" }, "Val now"), el("th", { scope: "col" }, "Now"), el("th", { scope: "col" }, "Then"), el("th", { scope: "col", class: "number" }, "Val then"))),
        el("tbody", {}, ...rows.map((row) => el("tr", {}, el("th", { scope: "row" }, row.name),
            el("td", { class: "number" }, percent(row.valBefore, row.trainBefore)), el("td", {}, splitBar(row.trainBefore, row.valBefore)),
            el("td", {}, splitBar(row.trainAfter, row.valAfter)), el("td", { class: "number" }, percent(row.valAfter, row.trainAfter)))))));
}

/** @param {number} val @param {number} train */
function percent(val, train) {
    return val + train === 0 ? "" : `${Math.round((100 * val) / (val + train))} %`;
}

/** @param {Tessera.ResplitReport} report */
async function apply(report) {
    const yes = await confirmDialog({ title: "Apply the re-split?", text: `${plural(report.moves.length, "sample")} change between train and val, as one change that can be undone. What was trained before is not comparable with what is trained after.`, yes: "Apply" });
    if (!yes) return;
    try {
        const { change } = await api.applyResplit(report.basis.lastChange);
        applied = change.id;
        toast(change.summary);
    } catch (error) {
        toastError(error);
    }
}

async function takeBack() {
    if (applied === null) return;
    try {
        const { change } = await api.undo(applied);
        applied = null;
        toast(change.summary);
    } catch (error) {
        toastError(error);
    }
}
