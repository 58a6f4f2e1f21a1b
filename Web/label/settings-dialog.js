// How labelling goes: whether each answer is the label, or is kept apart until there is a consensus.

import { api } from "../shared/api.js";
import { openDialog } from "../shared/dialog.js";
import { el } from "../shared/dom.js";

/**
 * @param {Tessera.LabellingRules} rules
 * @returns {Promise<Tessera.Labelling | null>} null: as it was
 */
export async function askRules(rules) {
    const apart = el("input", { type: "radio", name: "apart", checked: rules.keepsAnswersApart });
    const hide = el("input", { type: "checkbox", checked: rules.hidesOthers });
    const given = el("input", { type: "checkbox", checked: rules.countsGiven });
    const wanted = el("input", { class: "field", type: "number", min: "1", max: "100", value: String(rules.keepsAnswersApart ? rules.answersWanted : 2), "aria-label": "People to ask about each image" });
    const details = el("fieldset", { class: "rules-details", disabled: !rules.keepsAnswersApart },
        el("label", { class: "check" }, wanted, "people are asked about each image"),
        el("label", { class: "check" }, hide, "Hide the answers of others until one has answered"),
        el("label", { class: "check" }, given, "Count the labels that are there as one more person, “as given”"));
    const update = () => {
        details.disabled = !apart.checked;
    };
    const answer = await openDialog({
        title: "How labelling goes",
        body: [
            el("fieldset", { class: "rules" }, el("legend", { class: "visually-hidden" }, "What an answer is"),
                el("label", { class: "check" }, el("input", { type: "radio", name: "apart", checked: !rules.keepsAnswersApart, onchange: update }), "An answer is the label at once"),
                el("label", { class: "check" }, apart, "Everybody's answer is kept; labels wait for the consensus")),
            details,
            el("p", { class: "small muted" }, "Labels that are there stay. Whatever is chosen, no answer is lost, and it can be changed back."),
        ],
        actions: [{ label: "Cancel", value: "" }, { label: "Keep", value: "keep", kind: "primary" }],
        onOpen: () => apart.addEventListener("change", update),
    });
    if (answer !== "keep") return null;
    return api.setLabelling(apart.checked
        ? { keepsAnswersApart: true, hidesOthers: hide.checked, countsGiven: given.checked, answersWanted: Math.max(1, Math.min(100, Number(wanted.value) || 2)) }
        : { keepsAnswersApart: false, hidesOthers: false, countsGiven: false, answersWanted: 1 });
}
