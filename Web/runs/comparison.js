// Two runs, with all their seeds, side by side: is the second better, where, and what was changed in between?

import { ApiError, api, messageOf, thumbnailURL } from "../shared/api.js";
import { el, fill } from "../shared/dom.js";
import { ago, count, dateTime, plural } from "../shared/format.js";
import { icon } from "../shared/icons.js";
import { openWithSelection } from "../shared/selection.js";
import { leading, percent, points, pValue, setName, title } from "./words.js";

const SHOWN = 48;

/**
 * @param {HTMLElement} main
 * @param {number} first @param {number} second
 * @param {string} set
 * @param {boolean} anyTrainer
 */
export async function showComparison(main, first, second, set, anyTrainer) {
    let found;
    try {
        found = await api.compareRuns(first, second, set, anyTrainer);
    } catch (error) {
        const other = error instanceof ApiError && error.code === "other-trainers";
        fill(main, el("div", { class: "empty" }, el("h1", {}, "These runs cannot be compared"), el("p", {}, messageOf(error)),
            other ? el("a", { class: "button", href: address(first, second, set, true) }, "Compare them all the same") : null,
            el("a", { class: "button", href: "/runs" }, "All runs")));
        return;
    }
    document.title = `${title(found.first)} against ${title(found.second)} · Tessera`;
    fill(main, head(found, first, second, anyTrainer), verdict(found), el("div", { class: "two" }, classes(found), changesOfData(found)),
        moved("Mended", "wrong before, right now", found.mended), moved("Broken", "right before, wrong now", found.broken));
}

/** @param {number} first @param {number} second @param {string} set @param {boolean} any */
function address(first, second, set, any) {
    return `/runs?${new URLSearchParams({ compare: `${first},${second}`, set, ...(any ? { any: "1" } : {}) })}`;
}

/** @param {Tessera.RunComparison} found @param {number} first @param {number} second @param {boolean} any */
function head(found, first, second, any) {
    const sets = ["val", ...new Set([...Object.keys(found.first.mean), ...Object.keys(found.second.mean)])]
        .filter((name, place, all) => all.indexOf(name) === place && name !== "train" && name !== "out of sample");
    if (!sets.includes(found.set)) sets.push(found.set);
    return el("div", { class: "runs-head" },
        el("div", {}, el("p", { class: "small crumbs" }, el("a", { href: "/runs" }, "Runs"), " / compare"),
            el("h1", {}, side(found.first), el("span", { class: "muted" }, " → "), side(found.second)),
            el("p", { class: "muted" }, `${found.first.trainer.name} · ${plural(found.first.runs.length, "seed")} against ${plural(found.second.runs.length, "seed")} · ${plural(found.paired, "image")} of ${setName(found.set)} that both judged, held against the labels of ${title(found.second)}`)),
        el("div", { class: "runs-tools" },
            el("nav", { class: "sets", "aria-label": "Compared on" }, ...sets.map((name) => el("a", { class: "button", href: address(first, second, name, any), "aria-current": name === found.set ? "page" : null }, setName(name)))),
            el("a", { class: "button", href: address(second, first, found.set, any) }, icon("undo"), "The other way round")));
}

/** @param {Tessera.RunComparison} found */
function verdict(found) {
    const { bootstrap, mcNemar } = found;
    const { interval } = bootstrap;
    const isSure = interval.low > 0 || interval.high < 0;
    const words = !isSure ? "The difference may be chance." : bootstrap.difference > 0 ? "The second is better." : "The second is worse.";
    return el("section", { class: "scores", "aria-label": "Verdict" },
        el("div", { class: "score" }, el("div", { class: "small muted" }, "Accuracy"), el("div", { class: "score-value number" }, percent(found.accuracyBefore), el("span", { class: "muted" }, " → "), percent(found.accuracyAfter))),
        el("div", { class: `score ${!isSure ? "" : bootstrap.difference > 0 ? "better" : "worse"}` }, el("div", { class: "small muted" }, "Difference"), el("div", { class: "score-value number" }, points(bootstrap.difference)),
            el("div", { class: "small number", title: interval.method }, `95 %: ${points(interval.low)} to ${points(interval.high)}, ${pValue(bootstrap.pValue)}`), el("div", { class: "small" }, words)),
        el("div", { class: "score" }, el("div", { class: "small muted" }, "McNemar, exact"), el("div", { class: "score-value number" }, pValue(mcNemar.pValue)),
            el("div", { class: "small number" }, `${count(mcNemar.mended)} mended, ${count(mcNemar.broken)} broken`)));
}

/** @param {Tessera.RunComparison} found */
function classes(found) {
    return el("section", { class: "part", "aria-labelledby": "moved-title" }, el("h2", { id: "moved-title" }, "Classes"),
        el("div", { class: "table-box" }, el("table", { class: "plain-table" },
            el("thead", {}, el("tr", {}, ...["Class", "Images", "Before", "After", "Moved"].map((text, column) => el("th", { scope: "col", class: column > 0 ? "right" : "" }, text)))),
            el("tbody", {}, ...found.classes.map((each) => {
                const change = each.after - each.before;
                return el("tr", {}, el("th", { scope: "row" }, each.name), el("td", { class: "right number" }, count(each.count)), el("td", { class: "right number" }, percent(each.before)),
                    el("td", { class: "right number" }, percent(each.after)), el("td", { class: `right number ${change > 0 ? "better-text" : change < 0 ? "worse-text" : "muted"}` }, change === 0 ? "0" : points(change)));
            })))));
}

/** @param {Tessera.RunComparison} found */
function changesOfData({ dataset }) {
    return el("section", { class: "part", "aria-labelledby": "data-title" }, el("h2", { id: "data-title" }, "What was changed in the data"),
        el("ul", { class: "differences" }, line("added", dataset.added), line("removed", dataset.removed), line("relabelled", dataset.relabelled), line("moved between splits", dataset.moved)),
        dataset.changes.length === 0 ? el("p", { class: "small muted" }, "No change of the history lies between the two.") : el("ol", { class: "changes", tabindex: 0, "aria-label": "Changes" }, ...dataset.changes.slice(0, 40).map((change) => el("li", { class: "small" },
            el("span", { class: "faint number" }, `#${change.id} `), change.summary, change.reason ? ` · “${change.reason}”` : "", el("span", { class: "muted" }, ` · ${change.author}, `, el("time", { datetime: change.at, title: dateTime(change.at) }, ago(change.at)))))),
        dataset.changeCount > 40 ? el("p", { class: "small muted" }, `and ${plural(dataset.changeCount - 40, "other change")}: see `, el("a", { href: "/history" }, "the history"), ".") : null);
}

/** @param {string} name @param {string} words @param {Tessera.MovedSample[]} samples */
function moved(name, words, samples) {
    return el("section", { class: "part", "aria-label": name },
        el("div", { class: "part-head" }, el("h2", {}, `${name}: ${plural(samples.length, "image")}`), el("span", { class: "muted small" }, words), el("span", { class: "spacer" }),
            samples.length > 0 ? el("button", { class: "button", type: "button", onclick: () => openWithSelection("/sheet", samples.map((each) => each.sample)) }, icon("rows"), "Open in the sheet") : null),
        el("ul", { class: "hard-grid" }, ...samples.slice(0, SHOWN).map((each) => el("li", {}, el("div", { class: "hard-card" },
            el("img", { class: "thumb", alt: `Image ${each.sample}`, loading: "lazy", width: 96, height: 96, src: thumbnailURL(each.sample, 128) }),
            el("span", { class: "hard-label" }, el("strong", {}, each.given)), el("span", { class: "small muted" }, `${each.before} → ${each.after}`))))),
        samples.length > SHOWN ? el("p", { class: "small muted" }, `and ${count(samples.length - SHOWN)} more`) : null);
}

/** @param {string} name @param {Tessera.DifferencePart} part */
function line(name, part) {
    return el("li", {}, el("span", {}, name), el("span", { class: "number" }, count(part.count)),
        part.count > 0 ? el("button", { class: "button quiet small-button", type: "button", "aria-label": `Open the ${name} images in the sheet`, onclick: () => openWithSelection("/sheet", part.samples) }, icon("rows")) : el("span"));
}

/** @param {Tessera.RunGroup} group */
function side(group) {
    return el("a", { class: "run-link", href: `/runs?run=${leading(group).id}` }, title(group));
}
