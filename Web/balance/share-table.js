// How val is shared out to groups: a row a class or a style.

import { splitBar } from "../shared/audit/split-bar.js";
import { pWords } from "../shared/audit/stored-report.js";
import { el } from "../shared/dom.js";
import { count } from "../shared/format.js";

/** @param {string} title @param {{name: string, share: Tessera.SplitShare}[]} rows */
export function shareTable(title, rows) {
    return el("div", { class: "card audit-scroll" }, el("table", { class: "audit-table" },
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, title), el("th", { scope: "col", class: "number" }, "Images"), el("th", { scope: "col", class: "number" }, "Val"), el("th", { scope: "col" }, "Share"), el("th", { scope: "col", class: "number" }, "Chance"))),
        el("tbody", {}, ...rows.map(({ name, share }) => el("tr", { "data-off": String(share.p <= 0.05) },
            el("th", { scope: "row" }, name), el("td", { class: "number" }, count(share.total)), el("td", { class: "number" }, count(share.val)),
            el("td", {}, splitBar(share.total - share.val, share.val, share.expected)),
            el("td", { class: "number" }, share.p <= 0.05 ? el("strong", {}, pWords(share.p)) : pWords(share.p)))))));
}
