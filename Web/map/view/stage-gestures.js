// What the gestures do to the stage: pan and zoom its camera, draw and change its area, open what is clicked.

import { lassoAround, windowBetween } from "./areas.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./gestures.js").Place} Place */

/**
 * @param {Stage} stage
 * @returns {import("./gestures.js").GestureTarget}
 */
export function stageGestures(stage) {
    const { camera, selection } = stage;
    return {
        tool: () => stage.settings.tool,
        panKey: () => stage.keys.panning || stage.settling,
        pan: (right, down) => {
            camera.pan(right, down);
            stage.moved();
        },
        zoom: (factor, x, y) => {
            camera.zoomAbout(factor, x, y);
            stage.moved();
        },
        beginArea: (from) => {
            stage.dragging = true;
            selection.begin(areaEffect(from));
        },
        drawArea: (from, to, path) => stage.changeSelection(() => selection.setArea(stage.settings.tool === "lasso" ? lassoAround(camera, path) : windowBetween(camera, from, to))),
        changeWindow: (right, down, handle) => {
            stage.dragging = true;
            stage.changeWindow(right, down, handle);
        },
        endDrag: () => {
            stage.dragging = false;
            stage.changeSelection(() => {});
        },
        click: (at, on) => {
            const outline = stage.outlines.at(on);
            if (outline) stage.pickOutline(outline);
            else clickStage(stage, at);
        },
        // An outline says its own title.
        hover: (at, on) => stage.hover(on && stage.outlines.at(on) ? null : at),
    };
}

/** @param {Stage} stage @param {Place} at */
function clickStage(stage, at) {
    const row = stage.rowAt(at);
    const effect = areaEffect(at);
    if (effect === "replace") {
        if (row >= 0) stage.listener.open(row);
        else stage.changeSelection(() => stage.selection.clear());
    } else if (row >= 0) {
        stage.changeSelection(() => stage.selection.setRow(row, effect));
    }
}

/** @param {Place} at @returns {import("./selection.js").AreaEffect} */
function areaEffect(at) {
    return at.take ? "take" : at.add ? "add" : "replace";
}
