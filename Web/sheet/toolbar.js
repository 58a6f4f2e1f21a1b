// Above the sheet: search, filters, sort, columns, row height. Every filter in force is a chip that can be taken away.

import { el, fill } from "../shared/dom.js";
import { count } from "../shared/format.js";
import { icon } from "../shared/icons.js";
import { openMenu } from "../shared/menu.js";
import { HEIGHTS } from "./settings.js";
import { emptyQuery, isFiltered, writeQuery } from "./query.js";
import { spreadsheetItems } from "./spreadsheet.js";

/**
 * @typedef {import("./query.js").SheetQuery} SheetQuery
 * @typedef {object} ToolbarActions
 * @property {() => SheetQuery} query
 * @property {(query: SheetQuery, typing?: boolean) => void} change
 * @property {() => Tessera.Workspace | null} workspace
 * @property {() => import("./fields.js").Field[]} fields all there are
 * @property {(field: import("./fields.js").Field) => boolean} isShown
 * @property {(field: import("./fields.js").Field) => void} toggle shows or hides a column
 * @property {() => number} rowHeight
 * @property {(height: number) => void} setRowHeight
 * @property {() => number | null} handed how many samples were handed over, if any
 * @property {() => void} forgetHanded
 */

/**
 * @param {HTMLElement} host
 * @param {ToolbarActions} actions
 */
export function makeToolbar(host, actions) {
    const search = el("input", { class: "field search", type: "search", placeholder: "Search names", "aria-label": "Search names and paths", spellcheck: false, autocomplete: "off" });
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let typing;
    search.addEventListener("input", () => {
        clearTimeout(typing);
        typing = setTimeout(() => actions.change({ ...actions.query(), text: search.value.trim() }, true), 200);
    });
    const chips = el("div", { class: "filter-chips" });
    const height = el("input", { type: "range", class: "height", min: 0, max: HEIGHTS.length - 1, step: 1, "aria-label": "Row height", title: "Row height (Alt+= and Alt+-)",
        oninput: () => actions.setRowHeight(HEIGHTS[Number(height.value)]) });
    const labels = button("Label", () => openMenu(labels, labelItems(actions), { label: "Labels" }));
    const splits = button("Split", () => openMenu(splits, splitItems(actions), { label: "Splits" }));
    const tags = button("Tag", () => openMenu(tags, tagItems(actions), { label: "Tags" }));
    const sort = button("Sort", () => openMenu(sort, sortItems(actions), { label: "Sort by" }));
    const columns = button("Columns", () => openMenu(columns, columnItems(actions), { label: "Columns" }));
    const spreadsheet = button("Spreadsheet", () => openMenu(spreadsheet, spreadsheetItems(() => writeQuery(actions.query())), { label: "Spreadsheet" }));
    const changed = el("button", { class: "button", type: "button", onclick: () => actions.change({ ...actions.query(), changed: !actions.query().changed }) }, "Changed");
    const trash = el("button", { class: "button", type: "button", onclick: () => actions.change({ ...actions.query(), state: actions.query().state === "trashed" ? "active" : "trashed" }) }, icon("trash"), "Trash");
    fill(host, search, labels, splits, tags, changed, trash, chips, el("span", { class: "spacer" }), sort, columns, spreadsheet,
        el("span", { class: "height-box" }, icon("rows"), height));

    return {
        search,
        update() {
            const query = actions.query();
            if (document.activeElement !== search) search.value = query.text;
            changed.setAttribute("aria-pressed", String(query.changed));
            trash.setAttribute("aria-pressed", String(query.state === "trashed"));
            sort.classList.toggle("on", query.sort !== null);
            columns.title = "Columns to show";
            const step = HEIGHTS.findIndex((each) => each >= actions.rowHeight());
            height.value = String(step < 0 ? HEIGHTS.length - 1 : step);
            height.setAttribute("aria-valuetext", `${actions.rowHeight()} pixels`);
            const sorted = actions.fields().find((field) => field.sort === query.sort?.field);
            fill(sort, el("span", {}, query.sort ? `Sort: ${sorted?.title ?? query.sort.field}` : "Sort"), icon(query.sort?.descending ? "up" : "down"));
            drawChips(chips, actions);
        },
    };
}

/**
 * @param {string} label
 * @param {() => void} open
 */
function button(label, open) {
    return el("button", { class: "button", type: "button", "aria-haspopup": "menu", "aria-expanded": "false", onclick: open }, el("span", {}, label), icon("down"));
}

/**
 * @param {HTMLElement} host
 * @param {ToolbarActions} actions
 */
function drawChips(host, actions) {
    const query = actions.query();
    /** @param {"labels" | "splits" | "tags"} key @param {string} value @param {string} text */
    const each = (key, value, text) => chip(text, () => actions.change({ ...query, [key]: query[key].filter((other) => other !== value) }));
    const handed = actions.handed();
    fill(host,
        handed !== null && chip(`Selection of ${count(handed)}`, actions.forgetHanded),
        ...query.labels.map((label) => each("labels", label, label || "unlabelled")),
        ...query.splits.map((split) => each("splits", split, split === "none" ? "no split" : split)),
        ...query.tags.map((tag) => each("tags", tag, `#${tag}`)),
        ...query.columns.map(([name, value]) => chip(`${name} = ${value}`, () => actions.change({ ...query, columns: query.columns.filter(([other]) => other !== name) }))),
        isFiltered(query) && el("button", { class: "button quiet clear", type: "button", onclick: () => actions.change({ ...emptyQuery(), sort: query.sort }) }, "Clear"));
}

/** @param {string} text @param {() => void} remove */
function chip(text, remove) {
    return el("button", { class: "chip filter-chip", type: "button", "aria-label": `Remove the filter ${text}`, onclick: remove }, el("span", {}, text), icon("close"));
}

/** @param {string[]} list @param {string} value */
function toggled(list, value) {
    return list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
}

/** @param {ToolbarActions} actions */
function labelItems(actions) {
    const workspace = actions.workspace();
    const { labels } = actions.query();
    /** @param {string} value @param {string} label @param {number} total */
    const item = (value, label, total) => ({ label, count: count(total), checked: labels.includes(value), keepOpen: true,
        run: () => actions.change({ ...actions.query(), labels: toggled(actions.query().labels, value) }) });
    return [...(workspace?.classes ?? []).map((each) => item(each.name, each.name, each.total)), null, item("", "unlabelled", workspace?.counts.unlabeled ?? 0)];
}

/** @param {ToolbarActions} actions */
function splitItems(actions) {
    const workspace = actions.workspace();
    const { splits } = actions.query();
    return [...(workspace?.splits ?? []), "none"].map((split) => ({
        label: split === "none" ? "no split" : split, checked: splits.includes(split), keepOpen: true,
        icon: el("span", { class: "split-dot", "data-split": split }),
        run: () => actions.change({ ...actions.query(), splits: toggled(actions.query().splits, split) }),
    }));
}

/** @param {ToolbarActions} actions */
function tagItems(actions) {
    const tags = actions.workspace()?.tags ?? [];
    if (tags.length === 0) return ["Nothing is tagged yet."];
    const chosen = actions.query().tags;
    return tags.map((tag) => ({ label: tag.name, count: count(tag.count), checked: chosen.includes(tag.name), keepOpen: true,
        run: () => actions.change({ ...actions.query(), tags: toggled(actions.query().tags, tag.name) }) }));
}

/** @param {ToolbarActions} actions */
function sortItems(actions) {
    const { sort } = actions.query();
    const hasOrder = (actions.workspace()?.projections.length ?? 0) > 0;
    /** @param {string | null} field */
    const by = (field) => actions.change({ ...actions.query(), sort: field === null ? null : { field, descending: sort?.field === field && !sort.descending } });
    const similarity = { label: hasOrder ? "Similarity: look-alikes together" : "Similarity (needs a map first)", disabled: !hasOrder, checked: sort?.field === "similarity", run: () => by("similarity") };
    const rest = actions.fields().filter((field) => field.sort && field.sort !== "similarity");
    return [similarity, null, { label: "As imported", checked: sort === null, run: () => by(null) },
        ...rest.map((field) => ({ label: field.title, checked: sort?.field === field.sort, run: () => by(field.sort ?? null) }))];
}

/** @param {ToolbarActions} actions */
function columnItems(actions) {
    return actions.fields().filter((field) => field.kind !== "gutter" && field.key !== "label")
        .map((field) => ({ label: field.title, checked: actions.isShown(field), keepOpen: true, run: () => actions.toggle(field) }));
}
