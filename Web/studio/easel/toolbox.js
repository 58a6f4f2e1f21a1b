// The tools beside the canvas.

import { el } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";

/** @typedef {import("./easel.js").ToolName} ToolName */

/** @type {[ToolName, import("../../shared/icons.js").IconName, string, string][]} */
const TOOLS = [
    ["pieces", "piece", "Pieces", "s"],
    ["eraser", "eraser", "Eraser", "e"],
    ["pen", "pen", "Pen", "p"],
    ["lasso", "lasso", "Lasso", "l"],
];

export class Toolbox {
    /** @param {import("./easel.js").Easel} easel */
    constructor(easel) {
        this.easel = easel;
        /** @type {Map<ToolName, HTMLButtonElement>} */
        this.tools = new Map(TOOLS.map(([name, picture, label, key]) => [name, this.button(picture, label, key, () => easel.choose(name))]));
        this.size = el("input", { type: "range", min: 0, max: 100, step: 1, "aria-label": "Size of the brush",
            oninput: () => easel.setSize(sizeAt(Number(this.size.value), this.largest)) });
        this.sizeWords = el("span", { class: "small number muted" });
        const pressure = el("input", { type: "checkbox", checked: easel.settings.brush.byPressure, onchange: () => easel.setPressure(pressure.checked) });
        this.paper = this.button("trash", "Paper over it", "Delete", () => easel.clearSelected());
        this.undo = this.button("undo", "Undo the stroke", "Ctrl+Z", () => easel.undo());
        this.redo = this.button("redo", "Redo the stroke", "Ctrl+Shift+Z", () => easel.redo());
        this.before = this.button("compare", "Before and after", "b", () => easel.toggleOriginal());
        const fit = this.button("fit", "See all of it", "0", () => {
            easel.stage.camera.fit();
            easel.stage.invalidate();
        });
        this.element = el("div", { class: "toolbox", role: "toolbar", "aria-label": "Tools", "aria-orientation": "vertical" },
            ...this.tools.values(), el("span", { class: "toolbox-line" }),
            el("label", { class: "toolbox-size", title: "Size of the brush ([ and ])" }, this.size, this.sizeWords),
            el("label", { class: "toolbox-pressure small", title: "A pen that is pressed harder draws wider" }, pressure, "Pressure"),
            el("span", { class: "toolbox-line" }), this.paper, this.undo, this.redo, this.before, fit);
    }

    /** The largest brush covers half of the picture. */
    get largest() {
        const raster = this.easel.drawing?.raster;
        return raster ? Math.max(8, Math.min(raster.width, raster.height) / 2) : 100;
    }

    update() {
        const { easel } = this;
        const steps = easel.drawing?.steps;
        for (const [name, button] of this.tools) {
            button.setAttribute("aria-pressed", String(name === easel.toolName));
            button.disabled = !easel.drawing;
        }
        const { size } = easel.settings.brush;
        this.size.value = String(placeOf(size, this.largest));
        this.size.setAttribute("aria-valuetext", `${size} pixels`);
        this.sizeWords.textContent = `${size} px`;
        this.undo.disabled = !steps || steps.done.length === 0;
        this.redo.disabled = !steps || steps.undone.length === 0;
        this.undo.title = steps?.done.length ? `Undo: ${steps.done[steps.done.length - 1].what} (Ctrl+Z)` : "Undo (Ctrl+Z)";
        this.before.disabled = !easel.drawing;
        this.before.setAttribute("aria-pressed", String(easel.stage.showsOriginal));
        const lasso = easel.tools?.lasso;
        this.paper.disabled = !(easel.toolName === "lasso" ? lasso?.area || lasso?.chosen : easel.toolName === "pieces" && (easel.tools?.pieces.gathered ?? 0) > 0);
    }

    /** @param {import("../../shared/icons.js").IconName} picture @param {string} label @param {string} key @param {() => void} run */
    button(picture, label, key, run) {
        return el("button", { class: "button quiet icon tool", type: "button", "aria-label": label, title: `${label} (${key})`, onclick: run }, icon(picture));
    }
}

/** @param {number} place 0 to 100 @param {number} largest each step is the same share larger */
function sizeAt(place, largest) {
    return Math.max(1, largest ** (place / 100));
}

/** @param {number} size @param {number} largest */
function placeOf(size, largest) {
    return Math.min(100, (100 * Math.log(Math.max(1, size))) / Math.log(largest));
}
