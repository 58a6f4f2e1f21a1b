// The story told to a newcomer, and the ways on from here.

import { el } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { askExport } from "../shared/jobs-panel.js";

/** The 2021 competition, and what of it lives on in the demo data. */
export function story() {
    return el("section", { class: "story", "aria-labelledby": "story-title" },
        el("div", { class: "prose" },
            el("h2", { id: "story-title" }, "A model nobody may touch"),
            el("p", {}, "In 2021 a competition turned machine learning round. The network, its settings and its training were fixed for everybody. What the teams could change was the data: some three thousand hand-drawn Roman numerals, i to x. As given, they took the model to 64 % on a test that nobody saw. The best team, with the same model and better data, came to 86 %."),
            el("p", {}, "The numerals here are drawn by Tessera, with the flaws that real collections have. About one label in ten is wrong. Some pictures are blank, or show nothing that is a numeral. Some are there twice, in train and in val, so that val flatters. And one way of writing is missing from val altogether. Tessera hasn't been told where. You can find them.")),
        el("ol", { class: "try" },
            step("/map", "Drag the window over the map", "Look-alikes lie together, and the pictures under the window are shown beside it as it moves. What doesn't belong stands out."),
            step("/sheet?sort=similarity", "Sort by similarity", "In the sheet, neighbours now look alike. A label that differs from those around it is worth a look: type over it."),
            step("/map?colour=split", "Colour by split", "Where the map shows train alone, val never asks about it. The missing style is an island of one colour."),
            step("/history", "See what you did", "Every change is kept, with who and when, and can be undone a week later.")));
}

/**
 * @param {string} href
 * @param {string} title
 * @param {string} text
 */
function step(href, title, text) {
    return el("li", {}, el("a", { href }, el("strong", {}, title), el("span", { class: "muted" }, text)));
}

/** @param {Tessera.Workspace} workspace */
export function nextSteps(workspace) {
    const mapped = workspace.projections.length > 0;
    return el("section", { "aria-labelledby": "next-title" },
        el("h2", { id: "next-title" }, workspace.isDemo ? "Or go straight to" : "Where to go"),
        el("div", { class: "ways" },
            way("/sheet", "rows", "Sheet", "One row an image: label, split and tag as quickly as in a spreadsheet."),
            way("/map", "map", "Map", mapped ? "All images at once, look-alikes together." : "All images at once. It needs the two steps above first."),
            way("/history", "restore", "History", "What was changed, by whom and why. Undo any of it."),
            el("button", { class: "way", type: "button", onclick: () => void askExport() }, el("span", { class: "way-icon" }, icon("download")), el("strong", {}, "Export"), el("span", { class: "muted" }, "Class folders that any trainer reads, compared byte for byte."))));
}

/**
 * @param {string} href
 * @param {import("../shared/icons.js").IconName} picture
 * @param {string} title
 * @param {string} text
 */
function way(href, picture, title, text) {
    return el("a", { class: "way", href }, el("span", { class: "way-icon" }, icon(picture)), el("strong", {}, title), el("span", { class: "muted" }, text));
}
