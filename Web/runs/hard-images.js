// The images that are hard for a run, the hardest first; or those of one cell of its confusion matrix. Each opens what
// the model says of it, and the training images that it is most like.

import { api, messageOf, thumbnailURL } from "../shared/api.js";
import { openDialog } from "../shared/dialog.js";
import { el, fill } from "../shared/dom.js";
import { count, plural } from "../shared/format.js";
import { icon } from "../shared/icons.js";
import { openWithSelection } from "../shared/selection.js";
import { toastError } from "../shared/toast.js";
import { percent, setName } from "./words.js";

const PAGE = 60;

/** @typedef {{given?: string, predicted?: string, correct?: string}} Cell */

const ORDERS = [
    ["margin", "Hardest at the end"], ["loss", "Largest loss"], ["area", "Hardest over training (area under the margin)"],
    ["forgetting", "Most often forgotten"], ["id", "In the order of the dataset"],
];

/** @param {Tessera.RunDetail} detail */
export function hardImages(detail) {
    const { run } = detail;
    /** @type {Cell} */
    let cell = {};
    let order = "margin";
    let shown = 0;
    let asked = 0;
    const heading = el("h2", { id: "hard-title", tabindex: -1 });
    const clear = el("button", { class: "button", type: "button", hidden: true, onclick: () => show({}) }, icon("close"), "All hard images");
    const select = el("select", { class: "field", "aria-label": "Order" }, ...ORDERS
        .filter(([key]) => detail.hasDynamics || (key !== "area" && key !== "forgetting"))
        .map(([key, label]) => el("option", { value: key }, label)));
    const grid = el("ul", { class: "hard-grid" });
    const more = el("button", { class: "button", type: "button", hidden: true, onclick: () => void load(false) }, "More");
    const element = el("section", { class: "part", "aria-labelledby": "hard-title" },
        el("div", { class: "part-head" }, heading, clear, el("span", { class: "spacer" }), select,
            el("button", { class: "button", type: "button", onclick: () => void send("/sheet") }, icon("rows"), "Open in the sheet"),
            el("button", { class: "button", type: "button", onclick: () => void send("/map") }, icon("map"), "Show on the map"),
            el("button", { class: "button", type: "button", onclick: () => void toStudio() }, icon("pen"), "To the studio")),
        grid, el("div", { class: "hard-more" }, more));
    select.addEventListener("change", () => {
        order = select.value;
        void load(true);
    });
    void load(true);

    /** @returns {Record<string, string>} */
    function query() {
        const isCell = Object.keys(cell).length > 0;
        // What has no label is taken for something too; it is not hard, it is unknown.
        return { set: detail.set, sort: order, ...(isCell ? cell : { correct: "0" }) };
    }

    /** @param {boolean} anew */
    async function load(anew) {
        const mine = ++asked;
        if (anew) shown = 0;
        try {
            const found = await api.runSamples(run.id, { ...query(), offset: String(shown), limit: String(PAGE) });
            if (mine !== asked) return;
            const cards = found.samples.map((sample) => card(sample, found.classes));
            if (anew) grid.replaceChildren(...cards);
            else grid.append(...cards);
            shown += found.samples.length;
            more.hidden = shown >= found.total;
            more.textContent = `${count(found.total - shown)} more`;
            heading.textContent = headline(found.total);
            clear.hidden = Object.keys(cell).length === 0;
            if (found.total === 0) fill(grid, el("li", { class: "muted" }, "None: the model agrees with every label here."));
        } catch (error) {
            fill(grid, el("li", { class: "job-error" }, messageOf(error)));
        }
    }

    /** @param {number} total */
    function headline(total) {
        const images = plural(total, "image");
        if (cell.given !== undefined && cell.predicted !== undefined) {
            return cell.given === cell.predicted ? `${images} of ${cell.given}, found` : `${images} of ${cell.given}, taken for ${cell.predicted}`;
        }
        if (cell.given !== undefined) return `${images} of ${cell.given}, not found`;
        return `Hard images: ${images} of ${setName(detail.set)} taken for another class`;
    }

    /** @param {Cell} chosen */
    function show(chosen) {
        cell = chosen;
        void load(true).then(() => {
            element.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
            heading.focus({ preventScroll: true });
        });
    }

    /** All hard images go as they are, the hardest first; a cell of the matrix as a selection. */
    async function toStudio() {
        if (Object.keys(cell).length > 0) await send("/studio");
        else location.href = `/studio?${new URLSearchParams({ run: String(run.id), set: detail.set })}`;
    }

    /** @param {"/sheet" | "/map" | "/studio"} page */
    async function send(page) {
        try {
            const { ids, total } = await api.runSampleIds(run.id, query());
            openWithSelection(page, ids, page === "/studio" ? headline(total) : undefined);
        } catch (error) {
            toastError(error);
        }
    }

    /** @param {Tessera.ScoredSample} sample @param {string[]} classes */
    function card(sample, classes) {
        const wrong = sample.given !== sample.predicted;
        const words = `${sample.given ?? "no label"}, taken for ${sample.predicted} with ${percent(sample.confidence)}`;
        return el("li", {}, el("button", { class: `hard-card ${wrong ? "wrong" : ""}`, type: "button", "aria-label": `Image ${sample.sample}: ${words}`, onclick: () => void openImage(sample, classes) },
            el("img", { class: "thumb", alt: "", loading: "lazy", width: 96, height: 96, src: thumbnailURL(sample.sample, 128) }),
            el("span", { class: "hard-label" }, el("strong", {}, sample.given ?? "–"), wrong ? el("span", { class: "hard-taken" }, ` → ${sample.predicted}`) : null),
            el("span", { class: "small muted number" }, reading(sample))));
    }

    /** @param {Tessera.ScoredSample} sample the number that decides the order */
    function reading(sample) {
        if (order === "area") return sample.areaUnderMargin === undefined ? "–" : `area ${sample.areaUnderMargin.toFixed(1)}`;
        if (order === "forgetting") return sample.forgettingEvents === undefined ? "–" : `forgotten ${sample.forgettingEvents}×`;
        if (order === "loss") return `loss ${sample.loss?.toFixed(2) ?? "–"}`;
        return percent(sample.confidence);
    }

    /** @param {Tessera.ScoredSample} sample @param {string[]} classes */
    async function openImage(sample, classes) {
        const near = el("div", { class: "near" }, el("p", { class: "small muted" }, "Looking for the nearest training images…"));
        const ranked = sample.probabilities.map((value, index) => ({ name: classes[index], value })).sort((a, b) => b.value - a.value);
        const facts = [
            sample.split ?? "no split", sample.loss === undefined ? null : `loss ${sample.loss.toFixed(3)}`, sample.margin === undefined ? null : `margin ${sample.margin.toFixed(2)}`,
            sample.areaUnderMargin === undefined ? null : `area under the margin ${sample.areaUnderMargin.toFixed(2)}`,
            sample.forgettingEvents === undefined ? null : `forgotten ${sample.forgettingEvents}×`,
            sample.firstLearned !== undefined ? `first right after epoch ${sample.firstLearned}` : sample.areaUnderMargin === undefined ? null : "never right",
            sample.fold ? `held out in fold ${sample.fold}` : null,
        ].filter(Boolean);
        api.runNeighbors(run.id, sample.sample).then((found) => {
            fill(near, el("h3", {}, "Nearest training images"), el("p", { class: "small muted" }, `by ${found.model}`),
                found.neighbors.length === 0 ? el("p", { class: "small muted" }, "None.") : el("ul", { class: "near-list" }, ...found.neighbors.map((other) => el("li", {},
                    el("img", { class: "thumb", alt: "", width: 64, height: 64, src: thumbnailURL(other.sample, 64) }),
                    el("span", { class: `small ${other.given === sample.given ? "" : "hard-taken"}` }, other.given ?? "–")))));
        }).catch((error) => fill(near, el("p", { class: "small muted" }, messageOf(error))));
        const answer = await openDialog({
            title: `${sample.given ?? "No label"}, taken for ${sample.predicted}`,
            wide: true,
            class: "image-dialog",
            body: [el("div", { class: "image-look" },
                el("img", { class: "thumb", alt: `Image ${sample.sample}`, src: thumbnailURL(sample.sample, 256), width: 256, height: 256 }),
                el("div", { class: "stack" }, el("p", { class: "small muted number" }, `sample ${sample.sample} · ${facts.join(" · ")}`),
                    el("ul", { class: "chances" }, ...ranked.slice(0, 6).map(({ name, value }) => chance(name, value, name === sample.given))))), near],
            actions: [{ label: "Show on the map", value: "/map" }, { label: "Open in the sheet", value: "/sheet", kind: "primary" }],
        });
        if (answer === "/sheet" || answer === "/map") openWithSelection(answer, [sample.sample]);
    }

    return { element, show };
}

/** @param {string} name @param {number} value @param {boolean} given */
function chance(name, value, given) {
    const share = el("i");
    share.style.width = `${100 * value}%`;
    return el("li", {}, el("span", { class: given ? "given" : "" }, name), el("span", { class: "bar", "aria-hidden": "true" }, share), el("span", { class: "small number" }, percent(value)));
}
