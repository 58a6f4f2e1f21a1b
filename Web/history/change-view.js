// One change in the history: who, when, why, what; opened, it shows its cells with their pictures.

import { api, messageOf, thumbnailURL } from "../shared/api.js";
import { el, fill } from "../shared/dom.js";
import { ago, count, dateTime, plural } from "../shared/format.js";
import { icon } from "../shared/icons.js";
import { openWithSelection } from "../shared/selection.js";

const MOST_CELLS = 20_000;
const SHOWN_GROUPS = 12;
const SHOWN_PICTURES = 24;

/** @type {Record<string, import("../shared/icons.js").IconName>} */
const ICONS = { import: "download", edit: "check", undo: "undo", redo: "redo", class: "tag" };

export class ChangeView {
    /**
     * @param {Tessera.Change} change
     * @param {(change: Tessera.Change) => Promise<void>} undo
     */
    constructor(change, undo) {
        this.change = change;
        this.undo = undo;
        this.body = el("div", { class: "change-body" });
        this.summary = el("summary", {});
        this.details = el("details", { class: "change" }, this.summary, this.body);
        this.details.addEventListener("toggle", () => this.details.open && void this.#open());
        this.button = el("button", { class: "button", type: "button", onclick: () => void this.#undo() }, icon("undo"), "Undo");
        this.element = el("li", { class: "change-line" }, this.details, this.button);
        this.loaded = false;
        this.update(change);
    }

    /** @param {Tessera.Change} change */
    update(change) {
        this.change = change;
        const { kind, author, at, reason, undoes } = change;
        const undoneBy = change.undoneBy ?? null;
        this.element.classList.toggle("undone", undoneBy !== null);
        this.button.hidden = undoneBy !== null;
        this.button.setAttribute("aria-label", `Undo: ${change.summary}`);
        fill(this.summary,
            el("span", { class: "change-icon" }, icon(ICONS[kind] ?? "check")),
            el("span", { class: "change-text" },
                el("span", { class: "change-what" }, change.summary || `${kind} of ${plural(change.count, "sample")}`),
                el("span", { class: "small muted" }, author, " · ", el("time", { datetime: at, title: dateTime(at) }, ago(at)),
                    reason ? ` · “${reason}”` : null, undoes ? ` · undoes change ${count(undoes)}` : null, undoneBy ? ` · undone by change ${count(undoneBy)}` : null)),
            el("span", { class: "small faint number" }, `#${count(change.id)}`));
    }

    async #undo() {
        this.button.disabled = true;
        await this.undo(this.change);
        this.button.disabled = false;
    }

    async #open() {
        if (this.loaded) return;
        if (this.change.count > MOST_CELLS) {
            fill(this.body, el("p", { class: "muted" }, `${plural(this.change.count, "sample")}: too many to show here.`));
            return;
        }
        fill(this.body, el("p", { class: "muted" }, "Loading…"));
        try {
            const { cells } = await api.changeDetail(this.change.id);
            this.loaded = true;
            fill(this.body, ...cellGroups(cells, this.change.count));
        } catch (error) {
            fill(this.body, el("p", { class: "job-error" }, messageOf(error)));
        }
    }
}

/**
 * Cells that changed in the same way belong together.
 * @param {Tessera.ChangedCell[]} cells
 * @param {number} total samples that the change touched
 * @returns {Node[]}
 */
function cellGroups(cells, total) {
    if (cells.length === 0) return [el("p", { class: "muted" }, total === 0 ? "It touched no samples." : `${plural(total, "sample")} as imported.`)];
    /** @type {Map<string, Tessera.ChangedCell[]>} */
    const groups = new Map();
    for (const cell of cells) {
        if (!cell.sample) continue;
        const key = JSON.stringify([cell.field, cell.before, cell.after]);
        groups.set(key, [...(groups.get(key) ?? []), cell]);
    }
    const largest = [...groups.values()].sort((a, b) => b.length - a.length).slice(0, SHOWN_GROUPS);
    const samples = [...new Set(cells.map((cell) => cell.sample).filter(Boolean))];
    return [
        ...largest.map(group),
        ...(groups.size > SHOWN_GROUPS ? [el("p", { class: "small muted" }, `and ${plural(groups.size - SHOWN_GROUPS, "other kind")} of change.`)] : []),
        el("p", {}, el("button", { class: "button", type: "button", onclick: () => openWithSelection("/sheet", samples) }, icon("rows"), "Open them in the sheet"),
            " ", el("button", { class: "button", type: "button", onclick: () => openWithSelection("/map", samples) }, icon("map"), "Show on the map")),
    ];
}

/** @param {Tessera.ChangedCell[]} cells all of one kind */
function group(cells) {
    const [{ field, before, after }] = cells;
    return el("div", { class: "cells" },
        el("p", { class: "small" }, el("span", { class: "muted" }, `${nameOf(field)}: `), el("span", { class: "before" }, shown(before)), " → ", el("strong", {}, shown(after)),
            el("span", { class: "muted number" }, cells.length > 1 ? `, ${plural(cells.length, "image")}` : "")),
        el("div", { class: "cells-pictures" }, ...cells.slice(0, SHOWN_PICTURES).map((cell) =>
            el("img", { class: "thumb", alt: "", loading: "lazy", width: 48, height: 48, src: thumbnailURL(cell.sample, 64) })),
        cells.length > SHOWN_PICTURES && el("span", { class: "small muted" }, `+ ${count(cells.length - SHOWN_PICTURES)}`)));
}

/** @param {string} field */
function nameOf(field) {
    if (field === "state") return "State";
    if (field === "sample") return "Imported";
    return field.startsWith("column.") ? field.slice("column.".length) : field[0].toUpperCase() + field.slice(1);
}

/** @param {unknown} value */
function shown(value) {
    if (value === null || value === undefined || value === "") return "nothing";
    if (Array.isArray(value)) return value.length > 0 ? value.join(", ") : "nothing";
    if (value === "trashed") return "in the trash";
    return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** @param {string} iso the heading that it stands under */
export function dayOf(iso) {
    const date = new Date(iso);
    const today = new Date();
    const yesterday = new Date(today.getTime() - 86_400_000);
    if (date.toDateString() === today.toDateString()) return "Today";
    if (date.toDateString() === yesterday.toDateString()) return "Yesterday";
    return date.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}
