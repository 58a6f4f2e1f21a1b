// The whole map without editing: toolbar, stage, legend, side panel. The page of the workbench adds editing
// to it, the saved map shows it as it is.

import { el, fill } from "../../shared/dom.js";
import { colourScale } from "./colour-scale.js";
import { Legend } from "./legend.js";
import { subtitleWords, titleWords } from "./map-title.js";
import { hiddenFlag } from "./points.js";
import { SidePanel } from "./side-panel.js";
import { Stage } from "./stage.js";
import { mapColours } from "./theme-colours.js";
import { toolbar } from "./toolbar.js";

/** @typedef {import("./points.js").Points} Points */
/** @typedef {{colour: string, hidden: import("./legend.js").HiddenGroups} & import("./stage.js").StageSettings} ViewSettings */
/** @typedef {{total: number, projection: string, filter: string, orders: Record<string, string[]>}} About */
/**
 * @typedef {object} ViewerOptions
 * @property {Points} points
 * @property {import("../../shared/thumbnails.js").PictureSource} pictures
 * @property {About} about
 * @property {ViewSettings} settings
 * @property {(row: number) => void} open
 * @property {() => void} [settingsChanged]
 * @property {(count: number, dragging: boolean) => void} [selected]
 * @property {HTMLElement | null} [foot] below the images of the selection
 * @property {Node[]} [tools] at the end of the toolbar
 * @property {Node[]} [filters] below the title
 * @property {Node | null} [notice] at the foot of the map: what goes on just now
 */

/** @returns {ViewSettings} */
export function defaultSettings() {
    return { colour: "split", draw: "auto", size: 1, tool: "window", hidden: new Map() };
}

export class Viewer {
    /** @param {HTMLElement} host @param {ViewerOptions} options */
    constructor(host, options) {
        this.options = options;
        this.points = options.points;
        this.settings = options.settings;
        /** Rows that are gone for now (in the trash): never shown. */
        this.removed = new Uint8Array(this.points.count);
        this.shownCount = this.points.count;
        this.title = el("h1", {});
        this.subtitle = el("p", { class: "small muted" });
        const stage = el("div", { class: "map-stage", tabIndex: 0, role: "application", "aria-roledescription": "map", "aria-label": "Map of the images. Press question mark for its keys." });
        const legend = el("div", { class: "legend-parts" });
        const side = el("aside", { class: "map-side", "aria-label": "Selected images" });
        this.foot = el("div", { class: "map-foot" }, options.notice);
        this.toolbar = toolbar(this, options.tools ?? []);
        fill(host,
            el("div", { class: "map-head" },
                el("div", { class: "map-title" }, this.title, this.subtitle, ...(options.filters ?? [])), this.toolbar.head),
            el("div", { class: "map-body" }, el("div", { class: "map-place" }, stage, el("div", { class: "map-legend" }, this.toolbar.colour, legend), this.toolbar.onMap, this.toolbar.zoom, this.foot), side));
        this.side = new SidePanel(side, this.points, options.pictures, {
            open: options.open, hover: (row) => this.stage.setHover(row), labels: options.about.orders.label ?? [], foot: options.foot ?? null,
        });
        this.stage = new Stage(stage, this.points, options.pictures, this.settings, {
            selected: (dragging) => this.selected(dragging), drawn: () => this.writeTitle(), open: options.open,
        });
        this.legend = new Legend(legend, this.settings.hidden, () => {
            this.updateHidden();
            options.settingsChanged?.();
        });
        this.recolour();
        this.selected(false);
    }

    /** The columns that can colour, with the words for them. @returns {{value: string, text: string}[]} */
    colourChoices() {
        const columns = [...this.points.columns.keys()].filter((name) => name.startsWith("column."));
        const known = [["split", "split"], ["label", "label"], ["tags", "tag"]].filter(([name]) => this.points.column(name));
        return [...known.map(([value, text]) => ({ value, text })), ...columns.map((value) => ({ value, text: value.slice("column.".length) }))];
    }

    colourWords() {
        return this.colourChoices().find(({ value }) => value === this.settings.colour)?.text ?? this.settings.colour;
    }

    /** Colours and legend from the data as it is now. */
    recolour() {
        const { theme, paper, splits } = mapColours();
        const { colour } = this.settings;
        const { orders } = this.options.about;
        const scale = colourScale(this.points, colour, theme, orders[colour]);
        if (colour === "split") for (const group of scale.groups) group.colour = splits[group.key] ?? group.colour;
        const byLabel = colour === "label" ? null : colourScale(this.points, "label", theme, orders.label);
        this.scales = byLabel ? [scale, byLabel] : [scale];
        const title = this.colourWords();
        this.legend.show([
            { title: title[0].toUpperCase() + title.slice(1), scale, coloured: true },
            ...(byLabel ? [{ title: "Label", scale: byLabel, coloured: false }] : []),
        ]);
        this.stage.setColours(scale, paper);
        this.updateHidden();
    }

    /** Labels, splits or tags have changed. */
    dataChanged() {
        this.stage.labelsChanged();
        this.side.remake();
        this.recolour();
    }

    updateHidden() {
        const { flags, count } = this.points;
        for (let row = 0; row < count; row++) flags[row] = this.removed[row] ? flags[row] | hiddenFlag : flags[row] & ~hiddenFlag;
        for (const { field, groups, codes } of this.scales ?? []) {
            const keys = this.settings.hidden.get(field);
            const hides = Uint8Array.from(groups, ({ key }) => (keys?.has(key) ? hiddenFlag : 0));
            if (keys?.size) for (let row = 0; row < count; row++) flags[row] |= hides[codes[row]];
        }
        this.side.hiddenChanged();
        this.shownCount = this.side.everything.total;
        this.stage.hiddenChanged();
    }

    /** @param {Partial<ViewSettings>} change */
    change(change) {
        Object.assign(this.settings, change);
        if (change.colour !== undefined) this.recolour();
        this.stage.moved();
        this.options.settingsChanged?.();
    }

    /** @param {boolean} dragging */
    selected(dragging) {
        this.side.update(this.stage.selection, dragging);
        this.options.selected?.(this.stage.selection.count, dragging);
    }

    /** @param {Node | null} notice at the foot of the map */
    setNotice(notice) {
        fill(this.foot, notice);
    }

    /**
     * Where the points of another layout are seen just now, by their rows; null where too few of them are.
     * @param {Points} other
     */
    placesOf(other) {
        const rows = Int32Array.from(other.ids, (id) => this.points.rows.get(id) ?? -1);
        if (rows.includes(-1)) return null;
        const seen = this.stage.motion.positions() ?? this.points.positions;
        const places = new Float32Array(2 * rows.length);
        rows.forEach((row, at) => {
            places[2 * at] = seen[2 * row];
            places[2 * at + 1] = seen[2 * row + 1];
        });
        return places;
    }

    /** Ids of the selected samples. */
    selectedIds() {
        return this.stage.selection.list.map((row) => this.points.ids[row]);
    }

    /**
     * Draws regions on the map, in place of those before; a click on one selects what it goes around. A viewer that is made
     * anew (another filter, another projection) has none: set them again.
     * @param {import("./outlines.js").Outline[]} outlines
     */
    setOutlines(outlines) {
        this.stage.setOutlines(outlines);
    }

    writeTitle() {
        const { about } = this.options;
        const seen = { ...about, shown: this.shownCount, mode: this.stage.drawing.mode, colour: this.colourWords(), unplaced: this.points.unplaced };
        const [title, subtitle] = [titleWords(seen), subtitleWords(seen)];
        if (this.title.textContent !== title) this.title.textContent = title;
        if (this.subtitle.textContent !== subtitle) this.subtitle.textContent = subtitle;
    }

    close() {
        this.stage.close();
    }
}
