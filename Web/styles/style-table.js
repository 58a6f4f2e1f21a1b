// The table of styles and classes: a cell shows its images and how many there are, and is marked where they are too few.

import { thumbnailURL } from "../shared/api.js";
import { pictureStrip, samplesLinks } from "../shared/audit/picture-strip.js";
import { splitBar } from "../shared/audit/split-bar.js";
import { pWords } from "../shared/audit/stored-report.js";
import { openDialog } from "../shared/dialog.js";
import { el } from "../shared/dom.js";
import { count } from "../shared/format.js";

/** @typedef {Tessera.StylesReport["styles"][number]} Style */

/** @param {Tessera.StylesReport} report */
export function styleTable(report) {
    return el("div", { class: "card audit-scroll", tabindex: 0, role: "region", "aria-label": "The table, to be scrolled" }, el("table", { class: "styles-table" },
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Style"), ...report.classes.map((name) => el("th", { scope: "col" }, name)), el("th", { scope: "col" }, "Val's share"))),
        el("tbody", {}, ...report.styles.map((style) => el("tr", {},
            el("th", { scope: "row" }, rowHead(style)),
            ...style.cells.map((cell, column) => el("td", {}, cellButton(cell, style, report.classes[column] ?? ""))),
            el("td", { class: "styles-split" }, splitCell(style)))))));
}

/** @param {Style} style */
function rowHead(style) {
    return el("button", { class: "style-head", type: "button", onclick: () => void openSamples(`Style ${style.name}`, style.typical, style.samples), "aria-label": `Style ${style.name}, ${count(style.images)} images` },
        el("span", { class: "style-name" }, style.name), el("span", { class: "small muted number" }, count(style.images)));
}

/** @param {Tessera.StyleCell} cell @param {Style} style @param {string} label */
function cellButton(cell, style, label) {
    const words = { ordinary: "", thin: "few", missing: "missing" }[cell.state];
    const expected = Math.round(cell.expected);
    const name = `Style ${style.name}, class ${label}: ${count(cell.seen)} images, ${expected} expected${words ? `, ${words}` : ""}`;
    const pictures = cell.examples.slice(0, 4).map((id) => el("img", { class: "thumb", src: thumbnailURL(id, 64), alt: "", width: 30, height: 30, loading: "lazy" }));
    return el("button", { class: "style-cell", type: "button", "data-state": cell.state, "aria-label": name, title: name, disabled: cell.seen === 0,
        onclick: () => void openSamples(`Style ${style.name}, class ${label}`, cell.examples, cell.samples, `${count(cell.seen)} images where ${expected} are expected (${pWords(cell.p)}); ${count(cell.train)} samples in train, ${count(cell.val)} in val.`) },
        el("span", { class: "style-pictures" }, ...pictures),
        el("span", { class: "style-count number" }, words && el("b", {}, words), ` ${count(cell.seen)}`, cell.state !== "ordinary" && el("span", { class: "muted" }, ` of ${expected}`)));
}

/** @param {Style} style */
function splitCell({ split }) {
    if (!split) return "";
    const off = split.p <= 0.05;
    return el("span", { class: "styles-share" }, splitBar(split.total - split.val, split.val, split.expected),
        el("span", { class: "small number" }, `${count(split.val)} of ${count(split.total)}`, off && el("b", {}, split.val < split.expected ? " too few" : " too many")));
}

/** @param {string} title @param {number[]} examples @param {number[]} samples @param {string} [words] */
function openSamples(title, examples, samples, words = "") {
    return openDialog({
        title, wide: true,
        body: [el("p", { hidden: words === "" }, words), pictureStrip(samples.length <= 60 ? samples : examples, title, { side: 128, shown: 72 }), el("p", { class: "small muted" }, samples.length <= 60 ? `All ${count(samples.length)} samples.` : `Typical ones of ${count(samples.length)} samples.`), samplesLinks(samples, title)],
    });
}
