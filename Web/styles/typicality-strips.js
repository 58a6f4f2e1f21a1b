// The most and the least typical images of each class, as two strips.

import { pictureStrip, samplesLinks } from "../shared/audit/picture-strip.js";
import { el } from "../shared/dom.js";
import { count } from "../shared/format.js";

const SHOWN = 10;

/** @param {Tessera.StylesReport} report */
export function typicalityStrips(report) {
    return el("div", { class: "typical" }, ...report.typicality.filter(({ samples }) => samples.length > 0).map((ranked) => {
        const least = ranked.samples.slice(-SHOWN).reverse();
        return el("section", { class: "card typical-class", "aria-label": `Class ${ranked.name}` },
            el("div", { class: "typical-name" }, el("h3", {}, ranked.name), el("span", { class: "small muted number" }, count(ranked.samples.length))),
            end("Most typical", ranked.samples.slice(0, SHOWN), `most typical of ${ranked.name}`),
            end("Least typical", least, `least typical of ${ranked.name}`));
    }));
}

/** @param {string} title @param {number[]} ids @param {string} what */
function end(title, ids, what) {
    return el("div", { class: "typical-end" }, el("div", { class: "typical-title" }, el("h4", { class: "small muted" }, title), samplesLinks(ids, what)), pictureStrip(ids, what, { side: 64, shown: 44 }));
}
