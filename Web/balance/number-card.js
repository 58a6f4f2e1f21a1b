// The one number: how well train and val can be told apart, on a line from chance to certain.

import { pWords } from "../shared/audit/stored-report.js";
import { el } from "../shared/dom.js";

/**
 * @param {string} title @param {string} words
 * @param {Tessera.Separation | undefined} separation
 */
export function numberCard(title, words, separation) {
    if (!separation) return el("div", { class: "card balance-number" }, el("h3", {}, title), el("p", { class: "muted" }, "Nothing to compare."));
    const differs = separation.p <= 0.05;
    const pairs = Math.round(100 * separation.value);
    return el("div", { class: "card balance-number", "data-differs": String(differs) },
        el("h3", {}, title),
        el("p", { class: "balance-big number" }, `${pairs}`, el("span", {}, " of 100 pairs told apart")),
        line(separation),
        el("p", {}, el("strong", {}, differs ? "Not alike" : "Alike"), `, ${pWords(separation.p)}`),
        el("p", { class: "small muted" }, words));
}

/** @param {Tessera.Separation} separation */
function line({ value, byChance, deviation }) {
    const chance = el("i", { class: "balance-chance" });
    chance.style.insetInlineStart = at(byChance - 2 * deviation);
    chance.style.width = `${(4 * deviation * 100) / 0.7}%`;
    const mark = el("i", { class: "balance-mark" });
    mark.style.insetInlineStart = at(value);
    return el("div", { class: "balance-line" }, el("div", { class: "balance-track", role: "img", "aria-label": `${value.toFixed(2)}, by chance ${byChance.toFixed(2)} give or take ${(2 * deviation).toFixed(2)}` }, chance, mark),
        el("div", { class: "balance-ends small muted" }, el("span", {}, "chance: grey band"), el("span", {}, "always")));
}

/**
 * A share's place on the line, which goes from 0.3 to 1.
 * @param {number} share
 */
function at(share) {
    return `${Math.min(100, Math.max(0, (share - 0.3) / 0.7) * 100)}%`;
}
