// What people agree on, who agrees with whom, and making it the labels after looking.

import { api, thumbnailURL } from "../shared/api.js";
import { openDialog } from "../shared/dialog.js";
import { el, fill } from "../shared/dom.js";
import { plural } from "../shared/format.js";
import { selectionLink } from "../shared/selection.js";
import { toast, toastError } from "../shared/toast.js";

const METHODS = /** @type {const} */ ([["majority", "Majority"], ["dawid-skene", "Dawid–Skene: by how right each has shown to be"], ["weighted", "Weighted"]]);
const SHOWN = 60;

export async function openConsensus() {
    const method = el("select", { class: "field", "aria-label": "Method" }, ...METHODS.map(([value, words]) => el("option", { value }, words)));
    const answers = el("input", { class: "field consensus-number", type: "number", min: "1", max: "100", value: "2", "aria-label": "Answers needed" });
    const probability = el("input", { class: "field consensus-number", type: "number", min: "0", max: "1", step: "0.05", value: "0.5", "aria-label": "Probability needed" });
    const result = el("div", { class: "consensus-result", "aria-live": "polite" });
    /** @type {Map<string, number>} */
    const weights = new Map();
    /** @type {{report: Tessera.Consensus | null}} */
    const shown = { report: null };
    let asked = 0;

    const options = () => ({ method: method.value, minAnswers: Number(answers.value) || 1, minProbability: Number(probability.value) || 0,
        ...(method.value === "weighted" ? { weights: Object.fromEntries(weights) } : {}) });

    /** @param {boolean} isAllowed there is something to change */
    const allow = (isAllowed) => {
        const apply = result.closest("dialog")?.querySelector("button[value=apply]");
        if (apply instanceof HTMLButtonElement) apply.disabled = !isAllowed;
    };
    const look = async () => {
        const mine = ++asked;
        const { weights: given = {}, ...rest } = options();
        const query = new URLSearchParams(Object.entries(rest).map(([name, value]) => [name, String(value)]));
        for (const [name, weight] of Object.entries(given)) query.set(`weight.${name}`, String(weight));
        try {
            const [consensus, agreement] = await Promise.all([api.consensus(query), api.agreement()]);
            if (mine !== asked) return;
            shown.report = consensus;
            fill(result, ...drawn(consensus, agreement, method.value === "weighted" ? weights : null, look));
            allow(consensus.totals.changes > 0);
        } catch (error) {
            shown.report = null;
            allow(false);
            fill(result, el("p", { class: "danger" }, error instanceof Error ? error.message : String(error)));
        }
    };
    for (const control of [method, answers, probability]) control.addEventListener("change", look);

    void look();
    const answer = await openDialog({
        title: "Consensus",
        wide: true,
        body: [el("div", { class: "consensus-controls" }, method, el("label", { class: "check" }, "at least", answers, "answers"), el("label", { class: "check" }, "and a probability of", probability)), result],
        actions: [{ label: "Close", value: "" }, { label: "Make it the labels", value: "apply", kind: "primary" }],
    });
    const basis = shown.report?.basis;
    if (answer !== "apply" || !basis) return;
    try {
        const { change } = await api.applyConsensus({ ...options(), seen: basis });
        toast(`${plural(change.count, "image")} relabelled.`, { action: { label: "Undo", run: () => void api.undo(change.id).catch(toastError) } });
    } catch (error) {
        toastError(error);
    }
}

/**
 * @param {Tessera.Consensus} consensus
 * @param {Tessera.Agreement} agreement
 * @param {Map<string, number> | null} weights
 * @param {() => void} look
 */
function drawn(consensus, agreement, weights, look) {
    const { totals } = consensus;
    return [
        el("p", {}, `${plural(totals.considered, "image")} with enough answers: ${totals.confirmed} have the label that people agree on, ${totals.changes} would get it, ${totals.open} stay open.`),
        totals.changes > 0 && el("section", { "aria-label": "What would change" }, el("h3", {}, "Would change"),
            el("div", { class: "consensus-changes" }, ...consensus.changes.slice(0, SHOWN).map((change) => el("figure", { class: "consensus-change" },
                el("img", { class: "thumb", src: thumbnailURL(change.sample, 64), alt: "", width: 56, height: 56 }),
                el("figcaption", { class: "small" }, `${change.from ?? "unlabelled"} → `, el("b", {}, change.to), el("br"), el("span", { class: "muted number" }, change.probability.toFixed(2)))))),
            totals.changes > SHOWN && el("p", { class: "small muted" }, `and ${totals.changes - SHOWN} more`)),
        totals.open > 0 && el("p", { class: "small" }, "Open: ", selectionLink("/sheet", consensus.open.map((each) => each.sample), {}, "in the sheet"), ", ", selectionLink("/map", consensus.open.map((each) => each.sample), {}, "on the map")),
        el("section", { "aria-label": "Who agrees with whom" }, el("h3", {}, "Who agrees with whom"), ...agreementParts(agreement, consensus, weights, look)),
    ];
}

/**
 * @param {Tessera.Agreement} agreement
 * @param {Tessera.Consensus} consensus
 * @param {Map<string, number> | null} weights
 * @param {() => void} look
 */
function agreementParts(agreement, consensus, weights, look) {
    if (agreement.comparable === 0) return [el("p", { class: "small muted" }, "No image has the answers of two people yet.")];
    const accuracy = new Map(consensus.people.map((person) => [person.name, person.accuracy]));
    return [
        el("p", { class: "small" }, `Krippendorff's alpha ${number(agreement.alpha)} over ${plural(agreement.comparable, "image")}, ${agreement.contested} of them contested. `,
            agreement.classes.filter((each) => each.alpha !== undefined).map((each) => `${each.name} ${number(each.alpha)}`).join(", ")),
        el("div", { class: "consensus-tables" },
            el("table", { class: "plain-table small" }, head("Person", "Answers", "Agrees", "Right", ...(weights ? ["Weight"] : [])),
                el("tbody", {}, ...agreement.people.map((person) => el("tr", {}, el("th", { scope: "row" }, person.name), el("td", { class: "number" }, String(person.answers)),
                    el("td", { class: "number" }, number(person.agreement)), el("td", { class: "number" }, number(accuracy.get(person.name) ?? person.accuracy)),
                    weights && el("td", {}, el("input", { class: "field consensus-number", type: "number", min: "0", step: "0.5", value: String(weights.get(person.name) ?? 1), "aria-label": `Weight of ${person.name}`, onchange: (/** @type {Event} */ event) => {
                        weights.set(person.name, Math.max(0, Number(/** @type {HTMLInputElement} */ (event.target).value) || 0));
                        look();
                    } })))))),
            el("table", { class: "plain-table small" }, head("Pair", "Shared", "Kappa", "Least on"),
                el("tbody", {}, ...agreement.pairs.slice().sort((a, b) => (a.kappa ?? 2) - (b.kappa ?? 2)).slice(0, 30).map((pair) => {
                    const [worst] = agreement.classes.map((each, at) => ({ name: each.name, kappa: pair.kappaPerClass[at] })).filter((each) => each.kappa !== null && each.kappa !== undefined)
                        .sort((a, b) => (a.kappa ?? 0) - (b.kappa ?? 0));
                    return el("tr", {}, el("th", { scope: "row" }, `${pair.first}, ${pair.second}`), el("td", { class: "number" }, String(pair.shared)), el("td", { class: "number" }, number(pair.kappa)),
                        el("td", {}, worst ? `${worst.name} (${number(worst.kappa)})` : "–"));
                })))),
    ];
}

/** @param {number | null | undefined} value */
function number(value) {
    return value === null || value === undefined ? "–" : value.toFixed(2);
}

/** @param {...string} names */
function head(...names) {
    return el("thead", {}, el("tr", {}, ...names.map((name) => el("th", { scope: "col" }, name))));
}
