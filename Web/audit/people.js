// What people answered: about the samples of a finding, and how far each of them can be trusted.

import { el } from "../shared/dom.js";
import { count } from "../shared/format.js";
import { percent } from "./words.js";

/**
 * Who said what, those who say the same together; the most numerous first.
 * @param {Tessera.Finding} finding
 */
export function whatPeopleSaid(finding) {
    if (finding.said.length === 0) return null;
    const samples = [...new Set(finding.said.map((answer) => answer.sample))];
    return el("section", { "aria-labelledby": "people-title" },
        el("h3", { id: "people-title" }, "What people said"),
        el("dl", { class: "finding-said" }, ...samples.flatMap((sample) => ofSample(finding, sample, samples.length > 1))));
}

/** @param {Tessera.Finding} finding @param {number} sample @param {boolean} isNamed */
function ofSample(finding, sample, isNamed) {
    /** @type {Map<string, Tessera.Finding["said"]>} */
    const groups = new Map();
    for (const answer of finding.said) {
        if (answer.sample !== sample) continue;
        const word = answer.label ?? { label: "a class that is gone", skip: "cannot say", flag: "flagged" }[answer.kind];
        groups.set(word, [...(groups.get(word) ?? []), answer]);
    }
    return [...groups].sort((one, other) => other[1].length - one[1].length).map(([word, answers]) => {
        const kind = word === finding.given ? "chip is-given" : word === finding.suggested ? "chip is-suggested" : "chip";
        return el("div", {}, el("dt", {}, isNamed && el("span", { class: "small muted number" }, `sample ${sample} `), el("span", { class: kind }, word)),
            el("dd", {}, answers.map(person).join(", ")));
    });
}

/** @param {Tessera.Finding["said"][number]} answer */
function person(answer) {
    const more = [answer.confidence === undefined ? "" : `${percent(answer.confidence)} sure`, answer.reason ?? ""].filter(Boolean).join(": ");
    return more ? `${answer.person} (${more})` : answer.person;
}

/**
 * How far each person's answers can be trusted, the least first.
 * @param {Tessera.AnnotatorFacts} facts
 */
export function peopleTable(facts) {
    return el("section", { class: "card finding-people", "aria-labelledby": "quality-title" },
        el("h2", { id: "quality-title" }, "How far people's answers can be trusted"),
        el("p", { class: "small muted" }, `${count(facts.images)} images were answered by two people or more; on ${count(facts.contested)} they do not agree. Of all answers ${percent(facts.agreement)} are the consensus.`),
        el("div", { class: "audit-scroll", tabindex: 0, role: "group", "aria-labelledby": "quality-title" }, el("table", { class: "audit-table" },
            el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Person"), el("th", { scope: "col", class: "number" }, "Answers"), el("th", { scope: "col", class: "number", title: "How probable the person's answers are, by people and model together" }, "Quality"), el("th", { scope: "col", class: "number", title: "The share of the answers that are the consensus" }, "Agreement"), el("th", { scope: "col" }, "Least in"))),
            el("tbody", {}, ...facts.people.map((one) => el("tr", {},
                el("th", { scope: "row" }, one.person), el("td", { class: "number" }, count(one.answers)),
                el("td", { class: "number" }, one.quality === undefined ? "–" : percent(one.quality)), el("td", { class: "number" }, percent(one.agreement)),
                el("td", {}, one.worstClass ?? "")))))));
}
