// A table of the people page.

import { el } from "../shared/dom.js";

/** @param {string[]} head @param {import("../shared/dom.js").Child[][]} rows */
export function table(head, rows) {
    return el("table", { class: "people-table" },
        el("thead", {}, el("tr", {}, ...head.map((text) => (text ? el("th", { scope: "col" }, text) : el("td", {}))))),
        el("tbody", {}, ...rows.map((row) => el("tr", {}, ...row.map((cell) => el("td", {}, cell))))));
}
