// The regions: what is missing, how much, in which classes and styles, with the images that stand for it.

import { pictureStrip, samplesLinks } from "../shared/audit/picture-strip.js";
import { splitBar } from "../shared/audit/split-bar.js";
import { pWords } from "../shared/audit/stored-report.js";
import { el } from "../shared/dom.js";
import { count } from "../shared/format.js";

/** @param {Tessera.BalanceReport} report */
export function regionList(report) {
    const regions = report.withinClass.regions;
    if (regions.length === 0) return el("p", { class: "muted" }, "No region stands out: within classes, val is everywhere where train is.");
    return el("ol", { class: "regions" }, ...regions.map(region));
}

/** @param {Tessera.BalanceRegion} found */
function region(found) {
    const few = found.side === "fewVal";
    const name = few ? (found.val === 0 ? "Val is missing" : "Too little val") : (found.val === found.images ? "Train is missing" : "Too much val");
    return el("li", { class: "card region", "data-side": found.side },
        el("div", { class: "region-what" },
            el("h3", {}, el("span", { class: "region-number" }, found.number), name),
            el("p", { class: "number" }, `${count(found.images)} images: ${count(found.val)} in val, ${count(Math.round(found.expectedVal))} expected`),
            splitBar(found.images - found.val, found.val, found.expectedVal),
            el("p", { class: "small muted" }, pWords(found.p)),
            samplesLinks(found.samples, `region ${found.number}`)),
        el("div", { class: "region-looks" },
            pictureStrip(found.typical, `typical of region ${found.number}`, { side: 128, shown: 72 }),
            el("p", { class: "region-counts" }, ...counts("style", found.styles), ...counts("", found.classes))));
}

/** @param {string} prefix @param {Tessera.NamedCount[]} list */
function counts(prefix, list) {
    return list.slice(0, 6).map(({ name, count: number }) => el("span", { class: "chip" }, `${prefix ? `${prefix} ` : ""}${name}`, el("b", { class: "number" }, count(number))));
}
