// Regions outlined on the map: each a line with a title, that selects what it goes around. Whoever finds something that
// has a place on the map (an audit, a split that is missing somewhere) hands them to `Viewer.setOutlines`.

import { fill, svg } from "../../shared/dom.js";
import { linesAround } from "./region-line.js";

/** @typedef {import("./camera.js").Camera} Camera */
/** @typedef {import("./points.js").Points} Points */

/**
 * @typedef {object} Outline
 * @property {ArrayLike<number>} [points] rows of `Points` that belong to the region: the line is drawn around them, and a
 *   click selects just them
 * @property {ArrayLike<number>} [polygon] in place of points: a closed line in units of the map, x and y by turns; a click
 *   selects what lies inside
 * @property {string} title said when the pointer is on it, and by screen readers
 * @property {string} [kind] how it is drawn: "missing" (as a warning), "train", "val", "test" (in the split's colour), else as
 *   a remark
 * @property {() => void} [picked] called after its points were selected
 */

export class Outlines {
    /** @param {HTMLElement} stage @param {Points} points @param {(outline: Outline) => void} pick */
    constructor(stage, points, pick) {
        this.points = points;
        this.pick = pick;
        /** @type {Outline[]} */
        this.list = [];
        this.shapes = svg("g", {});
        this.layer = svg("svg", { class: "map-outlines" }, this.shapes);
        this.layer.addEventListener("keydown", (event) => {
            const outline = this.at(event.target);
            if (!outline || (event.key !== "Enter" && event.key !== " ")) return;
            event.preventDefault();
            event.stopPropagation();
            pick(outline);
        });
        stage.append(this.layer);
    }

    /** @param {Outline[]} outlines */
    set(outlines) {
        this.list = outlines;
        fill(this.shapes, ...outlines.map((outline, place) => {
            const shape = this.lines(outline).map(pathOf).join("");
            // The line that is seen is thin; the one that is hit is not.
            const hit = svg("path", { d: shape, class: "outline-hit", tabindex: "0", role: "button", "aria-label": outline.title, "data-outline": String(place) }, svg("title", {}, outline.title));
            return svg("g", { "data-kind": outline.kind ?? "remark" }, svg("path", { d: shape, class: "outline-line" }), hit);
        }));
    }

    /** @param {Outline} outline @returns {ArrayLike<number>[]} */
    lines({ points, polygon }) {
        if (polygon) return [polygon];
        return linesAround(this.points.positions, points ?? [], this.points.grid.spacing * 2.5);
    }

    /**
     * The outline that an event happened on.
     * @param {EventTarget | null} target
     */
    at(target) {
        const place = target instanceof SVGElement ? target.dataset.outline : undefined;
        return place === undefined ? null : this.list[Number(place)] ?? null;
    }

    /** @param {Camera} camera */
    show(camera) {
        if (this.list.length === 0) return;
        const [x, y] = camera.toScreen(0, 0);
        this.shapes.setAttribute("transform", `matrix(${camera.scale} 0 0 ${-camera.scale} ${x} ${y})`);
    }
}

/** @param {ArrayLike<number>} line */
function pathOf(line) {
    const places = [];
    for (let at = 0; at + 1 < line.length; at += 2) places.push(`${line[at].toFixed(6)} ${line[at + 1].toFixed(6)}`);
    return places.length > 2 ? `M${places.join("L")}Z` : "";
}
