// How many images of each class lie in each split: a table whose rows are bars, and what is plain from it in words.

import { el, fill } from "../shared/dom.js";
import { count, plural } from "../shared/format.js";

const SPLITS = /** @type {const} */ (["train", "val", "test", "none"]);

/** A dataset of a thousand classes must not push everything else off the page. */
const SHOWN = 24;

export function makeCounts() {
    let all = false;
    const legend = el("p", { class: "legend small" });
    const notes = el("ul", { class: "notes" });
    const body = el("tbody");
    const head = el("tr");
    const more = el("button", { class: "button", type: "button", hidden: true, onclick: () => {
        all = true;
        if (latest) counts.update(latest);
    } });
    const element = el("section", { "aria-labelledby": "counts-title", hidden: true },
        el("h2", { id: "counts-title" }, "Classes and splits"), notes, legend,
        el("div", { class: "counts-box" }, el("table", { class: "counts" }, el("thead", {}, head), body)), more);
    /** @type {Tessera.Workspace | null} */
    let latest = null;
    const counts = {
        element,
        /** @param {Tessera.Workspace} workspace */
        update(workspace) {
            latest = workspace;
            const rows = workspace.classes.filter((each) => each.total > 0);
            element.hidden = rows.length === 0;
            const largest = Math.max(1, ...rows.map((each) => each.total));
            const splits = SPLITS.filter((split) => rows.some((each) => (each.bySplit[split] ?? 0) > 0));
            fill(legend, ...splits.map((split) => el("span", { class: "legend-item" }, el("span", { class: "split-dot", "data-split": split }), split === "none" ? "no split" : split)));
            fill(head, el("th", { scope: "col" }, "Class"), el("th", { scope: "col" }, el("span", { class: "visually-hidden" }, "Bar")),
                ...splits.map((split) => el("th", { scope: "col", class: "number" }, split === "none" ? "no split" : split)), el("th", { scope: "col", class: "number" }, "All"));
            more.hidden = all || rows.length <= SHOWN;
            more.textContent = `All ${plural(rows.length, "class", "classes")}`;
            fill(body, ...rows.slice(0, all ? rows.length : SHOWN).map((each) => row(each, largest, splits)));
            fill(notes, ...observations(workspace).map((text) => el("li", {}, text)));
        },
    };
    return counts;
}

/**
 * @param {Tessera.ClassCount} each
 * @param {number} largest
 * @param {readonly string[]} splits
 */
function row(each, largest, splits) {
    const bar = el("span", { class: "bar" }, ...splits.map((split) => {
        const part = el("i", { "data-split": split });
        part.style.width = `${(100 * (each.bySplit[split] ?? 0)) / largest}%`;
        return part;
    }));
    const address = `/sheet?${new URLSearchParams({ label: each.name })}`;
    return el("tr", {}, el("th", { scope: "row" }, el("a", { href: address }, each.name)), el("td", { class: "bar-cell", "aria-hidden": "true" }, bar),
        ...splits.map((split) => el("td", { class: "number" }, count(each.bySplit[split] ?? 0))), el("td", { class: "number" }, el("strong", {}, count(each.total))));
}

/** @param {Tessera.Workspace} workspace @returns {string[]} */
function observations({ classes }) {
    const known = classes.filter((each) => each.total > 0);
    const notes = [];
    const sorted = [...known].sort((a, b) => a.total - b.total);
    const [smallest] = sorted;
    const largest = sorted.at(-1);
    if (smallest && largest && largest.total >= 1.3 * smallest.total) {
        notes.push(`${largest.name} has ${(largest.total / smallest.total).toFixed(1)} times as many images as ${smallest.name}.`);
    }
    /** @param {string} split */
    const sum = (split) => known.reduce((all, each) => all + (each.bySplit[split] ?? 0), 0);
    const [train, val] = [sum("train"), sum("val")];
    if (train > 0 && val > 0) notes.push(`${count(train)} images to learn from, ${count(val)} to check with: ${(train / val).toFixed(1)} to 1.`);
    const uneven = train > 0 && val > 0 ? known.filter((each) => Math.abs((each.bySplit.val ?? 0) / val - (each.bySplit.train ?? 0) / train) > 0.03) : [];
    if (uneven.length > 0) notes.push(`${plural(uneven.length, "class is", "classes are")} more frequent in one split than in the other: ${uneven.slice(0, 8).map((each) => each.name).join(", ")}${uneven.length > 8 ? ", …" : ""}.`);
    return notes;
}
