// One finding: its picture, what it doubts and suggests, what speaks for it, what else it touches, and the verdicts.

import { api, messageOf } from "../shared/api.js";
import { el, fill, refill } from "../shared/dom.js";
import { ago } from "../shared/format.js";
import { evidenceOf, largePicture } from "./evidence.js";
import { whatPeopleSaid } from "./people.js";
import { decimal, one, STATES } from "./words.js";

/** @typedef {import("./verdicts.js").Verdicts} Verdicts */

/**
 * @param {import("./state.js").FindingsState} state
 * @param {Verdicts} verdicts
 * @param {(id: number) => void} select
 */
export function detailPanel(state, verdicts, select) {
    const element = el("section", { class: "card finding-detail", "aria-label": "The finding" });
    let asked = 0;
    return { element, show };

    async function show() {
        const mine = ++asked;
        const finding = state.finding;
        element.dataset.ready = "";
        if (!finding) {
            fill(element, el("p", { class: "empty" }, "Nothing to show: no finding is like that."));
            element.dataset.ready = "none";
            return;
        }
        draw(finding, null);
        try {
            const detail = await api.finding(finding.id);
            if (mine !== asked) return;
            draw(detail.finding, detail);
            element.dataset.ready = String(finding.id);
        } catch (error) {
            if (mine === asked) element.append(el("p", { class: "job-error" }, messageOf(error)));
        }
    }

    /** @param {Tessera.Finding} finding @param {Tessera.FindingDetail | null} detail */
    function draw(finding, detail) {
        const isOne = !["leaks", "duplicates", "conflicts"].includes(finding.kind) && finding.sampleCount < 8;
        const sample = isOne ? finding.sample : undefined;
        refill(element,
            el("div", { class: "finding-head" },
                el("div", {}, el("p", { class: "small muted" }, `${one(finding.kind)} ${finding.id} · score ${decimal(finding.score)} · ${STATES[finding.state]}`),
                    el("h2", {}, finding.title), finding.path && el("p", { class: "small muted finding-path" }, finding.path)),
                verdictButtons(finding)),
            el("div", { class: "finding-body" },
                sample !== undefined && el("div", { class: "finding-picture" }, largePicture(sample, finding.title),
                    finding.given && finding.suggested && el("p", { class: "finding-labels" }, el("span", { class: "chip is-given" }, `given ${finding.given}`), " → ", el("span", { class: "chip is-suggested" }, `suggested ${finding.suggested}`))),
                el("div", { class: "finding-proof" },
                    finding.change ? el("p", { class: "finding-would" }, el("strong", {}, "Accepting would: "), finding.change.words)
                        : el("p", { class: "small muted" }, "Accepting only notes that this is right: no change is suggested."),
                    ...evidenceOf(finding), whatPeopleSaid(finding))),
            detail && around(detail));
    }

    /** @param {Tessera.Finding} finding */
    function verdictButtons(finding) {
        const open = finding.state === "open" || finding.state === "later";
        return el("div", { class: "finding-verdicts" },
            open && el("button", { class: "button primary", type: "button", "data-key": "accept", onclick: () => void verdicts.judge("accept") }, "Accept", el("kbd", {}, "a")),
            open && el("button", { class: "button", type: "button", "data-key": "reject", onclick: () => void verdicts.judge("reject") }, "Reject", el("kbd", {}, "r")),
            finding.state === "open" && el("button", { class: "button", type: "button", "data-key": "later", onclick: () => void verdicts.judge("later") }, "Later", el("kbd", {}, "l")),
            open && el("button", { class: "button", type: "button", "data-key": "discuss", onclick: () => void verdicts.discuss() }, "Discuss", el("kbd", {}, "d")),
            open && finding.sampleCount === 1 && el("button", { class: "button", type: "button", "data-key": "other", onclick: () => void verdicts.other() }, "Another label…", el("kbd", {}, "e")),
            !open && finding.state !== "gone" && el("button", { class: "button", type: "button", "data-key": "withdraw", onclick: () => void verdicts.withdraw([finding.id]) }, "Take back"));
    }

    /** @param {Tessera.FindingDetail} detail */
    function around(detail) {
        return el("div", { class: "finding-around" },
            el("p", { class: "finding-precision" }, detail.precision.words),
            detail.others.length > 0 && el("section", { "aria-labelledby": "others-title" }, el("h3", { id: "others-title" }, "What else it touches"),
                el("ul", {}, ...detail.others.map((other) => el("li", {}, el("button", { class: "button quiet", type: "button", onclick: () => select(other.id) }, `${one(other.kind)}: ${other.title}`))))),
            detail.touches.copies.length > 0 && el("p", { class: "small muted" }, `The same image is also sample ${detail.touches.copies.join(", ")}.`),
            detail.verdicts.length > 0 && el("section", { "aria-labelledby": "said-title" }, el("h3", { id: "said-title" }, "What was said"),
                el("ul", {}, ...detail.verdicts.map((verdict) => el("li", { class: "small" }, `${verdict.author}: ${verdict.verdict}${verdict.change ? `, change ${verdict.change}` : ""}, ${ago(verdict.at)}${verdict.reason ? `: ${verdict.reason}` : ""}`)))));
    }
}
