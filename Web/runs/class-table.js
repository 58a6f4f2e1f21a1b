// How well each class is found: precision, recall and F1, with a bar for each.

import { el } from "../shared/dom.js";
import { count } from "../shared/format.js";

/**
 * @param {Tessera.RunClass[]} classes
 * @param {(name: string) => void} open shows those of a class that are not found
 */
export function classTable(classes, open) {
    return el("div", { class: "table-box" }, el("table", { class: "plain-table class-table" },
        el("caption", { class: "visually-hidden" }, "Precision, recall and F1 of each class"),
        el("thead", {}, el("tr", {}, ...["Class", "Images", "Precision", "Recall", "F1", "Missed"].map((text, column) => el("th", { scope: "col", class: column > 0 ? "right" : "" }, text)))),
        el("tbody", {}, ...classes.map((each) => el("tr", {},
            el("th", { scope: "row" }, each.name),
            el("td", { class: "right number" }, count(each.given)),
            bar(each.precision), bar(each.recall), bar(each.f1),
            el("td", { class: "right" }, each.given > each.correct
                ? el("button", { class: "button quiet small-button number", type: "button", "aria-label": `The ${each.given - each.correct} of ${each.name} that are not found`, onclick: () => open(each.name) }, count(each.given - each.correct))
                : el("span", { class: "muted number" }, "0")))))));
}

/** @param {number | undefined} share */
function bar(share) {
    const fill = el("i");
    fill.style.width = `${100 * (share ?? 0)}%`;
    return el("td", { class: "right number" }, el("span", { class: "bar", "aria-hidden": "true" }, fill), share === undefined ? "–" : (100 * share).toFixed(0).padStart(3, "\u2007"));
}
