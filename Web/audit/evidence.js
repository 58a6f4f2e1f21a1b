// What speaks for a finding, in the form of its kind.

import { imageURL, thumbnailURL } from "../shared/api.js";
import { pictureStrip, samplesLinks } from "../shared/audit/picture-strip.js";
import { el } from "../shared/dom.js";
import { copies } from "./copies.js";
import { percent } from "./words.js";

/** @param {Tessera.Finding} finding @returns {(Node | null)[]} */
export function evidenceOf(finding) {
    switch (finding.kind) {
        case "labels": return labels(finding, /** @type {Tessera.LabelEvidence} */ (finding.evidence));
        case "conflicts":
        case "leaks":
        case "duplicates": return [copies(/** @type {Tessera.CopyEvidence} */ (finding.evidence))];
        case "junk": return [flaws(/** @type {Tessera.JunkEvidence} */ (finding.evidence))];
        default: return plain(finding);
    }
}

/** @param {number} sample @param {string} what */
export function largePicture(sample, what) {
    return el("a", { class: "finding-large", href: imageURL(sample), "aria-label": `Sample ${sample}: ${what}` },
        el("img", { class: "thumb", src: imageURL(sample), alt: what }));
}

/** @param {Tessera.Finding} finding @param {Tessera.LabelEvidence} evidence */
function labels(finding, evidence) {
    return [probabilities(finding, evidence), evidence.neighbors ? neighbors(finding, evidence.neighbors) : null];
}

/** @param {Tessera.Finding} finding @param {Tessera.LabelEvidence} evidence */
function probabilities(finding, evidence) {
    const sources = [{ name: evidence.hearsPeople ? "All, and people" : "All together", probabilities: evidence.together, share: 1 }, ...evidence.sources];
    return el("section", { "aria-labelledby": "probabilities-title" },
        el("h3", { id: "probabilities-title" }, "How probable each class is"),
        el("div", { class: "audit-scroll", tabindex: 0, role: "group", "aria-labelledby": "probabilities-title" }, el("table", { class: "audit-table finding-bars" },
            el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Source"), ...evidence.classes.map((name) => el("th", { scope: "col", class: mark(name, finding) }, name)))),
            el("tbody", {}, ...sources.map((source, place) => el("tr", { class: place === 0 ? "finding-together" : "" },
                el("th", { scope: "row" }, source.name, place > 0 && el("span", { class: "small muted" }, ` counts ${percent(source.share)}`)),
                ...source.probabilities.map((value, column) => el("td", { class: mark(evidence.classes[column], finding) }, bar(value)))))))));
}

/** @param {string} name @param {Tessera.Finding} finding */
function mark(name, finding) {
    return name === finding.given ? "is-given" : name === finding.suggested ? "is-suggested" : "";
}

/** @param {number} value */
function bar(value) {
    const inner = el("i");
    inner.style.width = `${100 * value}%`;
    return el("span", { class: "finding-bar" }, el("span", { class: "finding-track" }, inner), el("span", { class: "number small" }, value < 0.005 ? "0" : value.toFixed(2)));
}

/** @param {Tessera.Finding} finding @param {NonNullable<Tessera.LabelEvidence["neighbors"]>} around */
function neighbors(finding, around) {
    return el("section", { "aria-labelledby": "neighbors-title" },
        el("h3", { id: "neighbors-title" }, "Its look-alikes"),
        el("p", { class: "small muted" }, `Of the ${around.of} nearest, ${around.given} are ${finding.given}, ${around.suggested} are ${finding.suggested}.`),
        el("div", { class: "finding-sides" }, side(`For ${finding.given}`, "is-given", around.for), side(`For ${finding.suggested}`, "is-suggested", around.against)));
}

/** @param {string} title @param {string} kind @param {{sample: number, distance: number}[]} found */
function side(title, kind, found) {
    return el("div", { class: `finding-side ${kind}` }, el("h4", {}, title),
        found.length === 0 ? el("p", { class: "small muted" }, "None near by.") : el("div", { class: "strip" }, ...found.map(({ sample, distance }) =>
            el("figure", {}, el("img", { class: "thumb", src: thumbnailURL(sample, 128), alt: `sample ${sample}`, width: 72, height: 72, loading: "lazy" }), el("figcaption", { class: "small muted number" }, distance.toFixed(2))))));
}

/**
 * What is wrong with a picture: what was measured, beyond which limit, and what is usual.
 * @param {Tessera.JunkEvidence} evidence
 */
function flaws(evidence) {
    return el("section", { "aria-labelledby": "flaws-title" },
        el("h3", { id: "flaws-title" }, "What was measured"),
        el("div", { class: "audit-scroll", tabindex: 0, role: "group", "aria-labelledby": "flaws-title" }, el("table", { class: "audit-table finding-flaws" },
            el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Flaw"), ...["Here", "Limit", "Usual"].map((name) => el("th", { scope: "col", class: "number" }, name)), el("th", { scope: "col" }, "Measure"))),
            el("tbody", {}, ...evidence.flaws.map((flaw) => el("tr", {}, el("th", { scope: "row" }, flaw.flaw.replaceAll("-", " ")),
                ...[flaw.value, flaw.threshold, flaw.usual].map((value) => el("td", { class: "number" }, short(value))), el("td", { class: "small muted" }, flaw.measure)))))),
        el("p", { class: "small muted number" }, `${evidence.width} × ${evidence.height} pixels`));
}

/** @param {number} value */
function short(value) {
    return Number.isInteger(value) ? String(value) : Math.abs(value) >= 1000 ? value.toFixed(0) : value.toPrecision(3);
}

/**
 * Whatever it says, as words and numbers; the pictures of a group.
 * @param {Tessera.Finding} finding
 */
function plain(finding) {
    const typical = Array.isArray(finding.evidence.typical) ? /** @type {number[]} */ (finding.evidence.typical) : finding.samples.slice(0, 12);
    const facts = Object.entries(finding.evidence).filter(([key, value]) => key !== "score" && (typeof value === "string" || typeof value === "number" || typeof value === "boolean"));
    const lists = Object.entries(finding.evidence).filter(([key, value]) => Array.isArray(value) && key !== "typical" && value.length > 0);
    return [
        finding.sampleCount > 1 ? el("section", { "aria-labelledby": "group-title" }, el("h3", { id: "group-title" }, `${finding.sampleCount} samples`),
            pictureStrip(typical.slice(0, 12), finding.title, { side: 128, shown: 84 }), samplesLinks(finding.samples, finding.title)) : null,
        facts.length + lists.length > 0 ? el("dl", { class: "finding-facts" },
            ...facts.map(([key, value]) => fact(key, typeof value === "number" && !Number.isInteger(value) ? value.toPrecision(3) : String(value))),
            ...lists.map(([key, value]) => fact(key, /** @type {unknown[]} */ (value).slice(0, 12).map(words).join(", ")))) : null,
    ];
}

/** @param {string} key @param {string} value */
function fact(key, value) {
    return el("div", {}, el("dt", {}, key.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()), el("dd", {}, value));
}

/** @param {unknown} value @returns {string} */
function words(value) {
    if (typeof value !== "object" || value === null) return typeof value === "number" && !Number.isInteger(value) ? value.toPrecision(3) : String(value);
    return Object.values(value).map(words).join(" ");
}
