// The tools above the map and on it.

import { el } from "../../shared/dom.js";
import { choiceControl, pressedControl, rangeControl } from "./controls.js";

/** @typedef {import("./viewer.js").Viewer} Viewer */

/**
 * @param {Viewer} viewer
 * @param {Node[]} more at its end
 */
export function toolbar(viewer, more) {
    const { settings } = viewer;
    const colours = viewer.colourChoices();
    if (!colours.some(({ value }) => value === settings.colour)) settings.colour = colours[0]?.value ?? "label";
    const draw = pressedControl("Draw as", [
        { value: "auto", text: "Auto", title: "Dots when far, class names nearer, pictures when near" },
        { value: "dot", text: "Dots" },
        { value: "glyph", text: "Class" },
        { value: "picture", text: "Pictures" },
    ], settings.draw, (value) => viewer.change({ draw: /** @type {import("./drawing.js").DrawChoice} */ (value) }));
    const tool = pressedControl("Select with", [
        { value: "window", text: "Window", title: "Drag a window and move it (w)" },
        { value: "lasso", text: "Lasso", title: "Draw around points (l)" },
    ], settings.tool, (value) => viewer.change({ tool: /** @type {import("./gestures.js").Tool} */ (value) }));
    const colour = choiceControl("Colour by", colours, settings.colour, (value) => viewer.change({ colour: value }));
    const size = rangeControl("Size", { min: 0.5, max: 2.5, step: 0.1 }, settings.size, (value) => viewer.change({ size: value }));
    return {
        head: el("div", { class: "map-tools" }, ...more),
        onMap: el("div", { class: "map-on-map" }, tool.element, draw.element, size),
        colour, zoom: zoomButtons(viewer),
        toggleTool: () => tool.set(settings.tool === "window" ? "lasso" : "window", true),
    };
}

/** @param {Viewer} viewer */
function zoomButtons(viewer) {
    return el("div", { class: "map-zoom" },
        zoomButton("+", "Zoom in (+)", () => viewer.stage.keys.zoom(1.5)),
        zoomButton("−", "Zoom out (−)", () => viewer.stage.keys.zoom(1 / 1.5)),
        zoomButton("0", "See all (0)", () => viewer.stage.keys.seeAll()));
}

/** @param {string} text @param {string} label @param {() => void} run */
function zoomButton(text, label, run) {
    return el("button", { type: "button", class: "button icon", "aria-label": label, title: label, onclick: run }, text);
}

/**
 * All keys of the map, for the registry.
 * @param {Viewer} viewer
 * @returns {import("./stage-keys.js").KeyEntry[]}
 */
export function viewerKeys(viewer) {
    return [
        ...viewer.stage.keys.entries(),
        { keys: ["l"], what: "Window or lasso", run: () => viewer.toolbar.toggleTool() },
        { keys: ["i"], what: "To the images of the selection; arrows move there", run: () => viewer.side.grid.focus(0) },
    ];
}
