// Copies of one picture side by side, with where they differ, and which one stays.

import { imageURL } from "../shared/api.js";
import { el } from "../shared/dom.js";

const RELATIONS = { bytes: "The same file, byte for byte.", pixels: "Other files with the same pixels.", near: "Nearly the same picture." };
const SHOWN = 6;

/** @param {Tessera.CopyEvidence} evidence */
export function copies(evidence) {
    const [first, second] = evidence.copies;
    return el("section", { "aria-labelledby": "copies-title" },
        el("h3", { id: "copies-title" }, RELATIONS[evidence.relation] ?? "Copies",
            evidence.distance !== undefined && el("span", { class: "small muted number" }, ` ${evidence.distance.toFixed(3)} apart`)),
        el("div", { class: "finding-copies" },
            ...evidence.copies.slice(0, SHOWN).map((copy) => el("figure", { class: copy.sample === evidence.keeps ? "stays" : "" },
                el("img", { class: "thumb", src: imageURL(copy.sample), alt: `sample ${copy.sample}` }),
                el("figcaption", { class: "small" }, el("strong", {}, copy.label ?? "no label"), el("span", {}, el("i", { class: "split-dot", "data-split": copy.split ?? "none" }), ` ${copy.split ?? "no split"}`),
                    el("span", { class: "muted number" }, `${copy.width} × ${copy.height}, sample ${copy.sample}`), copy.sample === evidence.keeps && el("span", { class: "chip" }, "stays")))),
            first && second && difference(first.sample, second.sample, evidence.relation)),
        evidence.copies.length > SHOWN && el("p", { class: "small muted" }, `and ${evidence.copies.length - SHOWN} more`),
        el("p", { class: "small muted" }, evidence.rule));
}

/**
 * White where two pictures are the same, the darker the more they differ.
 * @param {number} first @param {number} second @param {string} relation
 */
function difference(first, second, relation) {
    return el("figure", {},
        el("div", { class: "finding-difference", role: "img", "aria-label": `What differs between sample ${first} and sample ${second}` },
            el("img", { src: imageURL(first), alt: "" }), el("img", { src: imageURL(second), alt: "" })),
        el("figcaption", { class: "small" }, el("strong", {}, "Difference"), el("span", { class: "muted" }, relation === "near" ? "dark where they differ, laid over each other" : "none: all white")));
}
