// The window and the lasso above the points. The window is elements, so that its handles have their
// cursors from the stylesheet; the gestures read which handle it was from data-handle.

import { el, svg } from "../../shared/dom.js";

/** @typedef {import("./camera.js").Camera} Camera */
/** @typedef {import("./selection.js").Selection} Selection */

const handles = ["n", "e", "s", "w", "ne", "se", "sw", "nw"];

export class Overlay {
    /** @param {HTMLElement} stage */
    constructor(stage) {
        this.window = el("div", { class: "map-window", "data-handle": "move", hidden: true }, ...handles.map((side) => el("i", { "data-handle": side })));
        this.line = svg("path");
        this.lasso = svg("svg", { class: "map-lasso", "aria-hidden": "true" }, this.line);
        this.shape = "";
        stage.append(this.lasso, this.window);
    }

    /** @param {Selection} selection @param {Camera} camera */
    show({ area, effect }, camera) {
        this.window.hidden = area?.kind !== "window";
        this.lasso.classList.toggle("taking", effect === "take");
        this.window.classList.toggle("taking", effect === "take");
        if (area?.kind === "window") {
            const [left, top] = camera.toScreen(area.left, area.top);
            const [right, bottom] = camera.toScreen(area.right, area.bottom);
            const { style } = this.window;
            style.transform = `translate(${left}px, ${top}px)`;
            style.width = `${right - left}px`;
            style.height = `${bottom - top}px`;
        }
        const shape = area?.kind === "lasso" ? lassoPath(area.line, camera) : "";
        if (shape !== this.shape) this.line.setAttribute("d", shape);
        this.shape = shape;
    }
}

/** @param {number[]} line @param {Camera} camera */
function lassoPath(line, camera) {
    const places = [];
    for (let at = 0; at < line.length; at += 2) places.push(camera.toScreen(line[at], line[at + 1]).map((n) => n.toFixed(1)).join(" "));
    return places.length > 0 ? `M${places.join("L")}Z` : "";
}
