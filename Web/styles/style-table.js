// The table of styles and classes: a cell shows its images and how many there are, and is marked where they are too few.

import { api, thumbnailURL } from "../shared/api.js";
import { pictureStrip, samplesLinks } from "../shared/audit/picture-strip.js";
import { splitBar } from "../shared/audit/split-bar.js";
import { pWords } from "../shared/audit/stored-report.js";
import { openDialog } from "../shared/dialog.js";
import { el } from "../shared/dom.js";
import { count } from "../shared/format.js";
import { selectionLink } from "../shared/selection.js";

/** @typedef {Tessera.StylesReport["styles"][number]} Style */

/** @param {Tessera.StylesReport} report */
export function styleTable(report) {
    return el("div", { class: "card audit-scroll", tabindex: 0, role: "region", "aria-label": "The table, to be scrolled" }, el("table", { class: "styles-table" },
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Style"), ...report.classes.map((name) => el("th", { scope: "col" }, name)), el("th", { scope: "col" }, "Val's share"))),
        el("tbody", {}, ...report.styles.map((style) => el("tr", {},
            el("th", { scope: "row" }, rowHead(style)),
            ...style.cells.map((cell, column) => el("td", {}, cellButton(cell, style, report.classes[column] ?? "", report.classes))),
            el("td", { class: "styles-split" }, splitCell(style)))))));
}

/** @param {Style} style */
function rowHead(style) {
    return el("button", { class: "style-head", type: "button", onclick: () => void openSamples(`Style ${style.name}`, style.typical, style.samples), "aria-label": `Style ${style.name}, ${count(style.images)} images` },
        el("span", { class: "style-name" }, style.name), el("span", { class: "small muted number" }, count(style.images)));
}

/** @param {Tessera.StyleCell} cell @param {Style} style @param {string} label @param {string[]} classes */
function cellButton(cell, style, label, classes) {
    const words = { ordinary: "", thin: "few", missing: "missing" }[cell.state];
    const expected = Math.round(cell.expected);
    const name = `Style ${style.name}, class ${label}: ${count(cell.seen)} images, ${expected} expected${words ? `, ${words}` : ""}`;
    const pictures = cell.examples.slice(0, 4).map((id) => el("img", { class: "thumb", src: thumbnailURL(id, 64), alt: "", width: 30, height: 30, loading: "lazy" }));
    return el("button", { class: "style-cell", type: "button", "data-state": cell.state, "aria-label": name, title: name,
        onclick: () => void (cell.seen === 0 ? openEmpty(style, label, classes, expected) : openSamples(`Style ${style.name}, class ${label}`, cell.examples, cell.samples, `${count(cell.seen)} images where ${expected} are expected (${pWords(cell.p)}); ${count(cell.train)} samples in train, ${count(cell.val)} in val.`)) },
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

/**
 * An empty cell can be filled: by images of the style that the rules make one of the class.
 * @param {Style} style @param {string} label @param {string[]} classes @param {number} expected
 */
async function openEmpty(style, label, classes, expected) {
    const sources = await sourcesOf(label).catch(() => /** @type {string[]} */ ([]));
    const fitting = style.cells.flatMap((cell, column) => (sources.includes(classes[column]) ? cell.samples : []));
    const samples = fitting.length > 0 ? fitting : style.samples;
    await openDialog({
        title: `Style ${style.name}, class ${label}`, wide: true,
        body: [el("p", {}, `No image of ${label} is drawn in this style, where ${expected} are expected. `, fitting.length > 0 ? `By the rules, a ${label} can be made of these in the studio:` : "These are drawn in this style:"),
            pictureStrip(samples.slice(0, 60), `Style ${style.name}`, { side: 128, shown: 72 }),
            el("div", { class: "audit-actions" }, selectionLink("/studio", samples, { class: "button primary", name: `style ${style.name} → ${label}` }, `Make ${label} of them in the studio`), samplesLinks(samples, `style ${style.name}`))],
    });
}

/** @param {string} label @returns {Promise<string[]>} the classes whose chain leads to it, or that a transform makes it of */
async function sourcesOf(label) {
    const { classes } = await api.rules();
    return classes.filter(({ chain, rules }) => chain.some((step) => step.label === label) || Object.values(rules).some((rule) => rule.label === label)).map(({ name }) => name);
}

/** @param {string} title @param {number[]} examples @param {number[]} samples @param {string} [words] */
function openSamples(title, examples, samples, words = "") {
    return openDialog({
        title, wide: true,
        body: [el("p", { hidden: words === "" }, words), pictureStrip(samples.length <= 60 ? samples : examples, title, { side: 128, shown: 72 }), el("p", { class: "small muted" }, samples.length <= 60 ? `All ${count(samples.length)} samples.` : `Typical ones of ${count(samples.length)} samples.`), samplesLinks(samples, title)],
    });
}
