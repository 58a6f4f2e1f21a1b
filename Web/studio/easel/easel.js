// The stage with its tools and keys: what the canvas and the composing have in common.

import { el } from "../../shared/dom.js";
import { Pieces } from "../canvas/pieces.js";
import { listenToPointer } from "../canvas/pointer.js";
import { Stage } from "../canvas/stage.js";
import { brushTool } from "../canvas/tools/brush-tool.js";
import { lassoTool } from "../canvas/tools/lasso-tool.js";
import { pieceTool } from "../canvas/tools/piece-tool.js";
import { Crosshair } from "./crosshair.js";
import { easelKeys } from "./keys.js";
import { readSettings, writeSettings } from "./settings.js";
import { Toolbox } from "./toolbox.js";

/** @typedef {import("../canvas/drawing.js").Drawing} Drawing */
/** @typedef {"pieces" | "eraser" | "pen" | "lasso"} ToolName */
/** @typedef {{pieces: ReturnType<typeof pieceTool>, eraser: import("../canvas/tools/tool.js").Tool, pen: import("../canvas/tools/tool.js").Tool, lasso: ReturnType<typeof lassoTool>}} Tools */

export class Easel {
    /**
     * @param {{tool: ToolName, onSteps?: () => void, onSelect?: () => void}} options tool: the one in hand at first; onSelect: another piece or area is chosen
     */
    constructor({ tool, onSteps = () => {}, onSelect = () => {} }) {
        this.stage = new Stage();
        this.settings = readSettings();
        this.toolName = tool;
        this.onSteps = onSteps;
        this.onSelect = onSelect;
        /** @type {Drawing | null} */
        this.drawing = null;
        /** @type {Pieces | null} */
        this.pieces = null;
        /** @type {Tools | null} */
        this.tools = null;
        this.says = el("p", { class: "visually-hidden", role: "status" });
        this.toolbox = new Toolbox(this);
        this.crosshair = new Crosshair(this);
        this.pointer = listenToPointer(this.stage, () => this.tool);
        this.stage.drawOverlay = (context, camera, colours) => {
            this.tool?.draw(context, camera, colours);
            this.crosshair.draw(context, camera, colours);
        };
        this.element = el("div", { class: "easel" }, this.toolbox.element, this.stage.element, this.says);
        easelKeys(this);
    }

    /** @returns {import("../canvas/tools/tool.js").Tool | null} null: there is nothing to work on, or what is shown is as it was before */
    get tool() {
        return this.stage.showsOriginal ? null : (this.tools?.[this.toolName] ?? null);
    }

    /** @param {Drawing} drawing */
    open(drawing) {
        this.pointer.stopWorking();
        this.drawing = drawing;
        const pieces = new Pieces(drawing);
        this.pieces = pieces;
        const { width, height } = drawing.raster;
        this.settings.brush.size = Math.max(2, Math.round(Math.min(width, height) * this.settings.share));
        const select = () => {
            this.onSelect();
            this.toolbox.update();
            this.stage.invalidate();
        };
        this.tools = {
            pieces: pieceTool(drawing, pieces, { reach: () => Math.min(16, 6 / this.stage.camera.scale), onGather: select }),
            eraser: brushTool(drawing, "eraser", this.settings.brush),
            pen: brushTool(drawing, "pen", this.settings.brush),
            lasso: lassoTool(drawing, { scale: () => this.stage.camera.scale, onSelect: select }),
        };
        drawing.onChange = (box) => this.stage.invalidate(box);
        drawing.onSteps = () => {
            this.toolbox.update();
            this.onSteps();
        };
        this.stage.show(drawing);
        this.crosshair.reset();
        this.toolbox.update();
        this.onSteps();
    }

    /** @param {ToolName} name */
    choose(name) {
        this.pointer.stopWorking();
        this.crosshair.lift();
        this.stage.showOriginal(false);
        this.tool?.hover(null);
        this.toolName = name;
        this.toolbox.update();
        this.onSelect();
        this.stage.invalidate();
    }

    /** @param {number} size in pixels of the picture */
    setSize(size) {
        if (!this.drawing) return;
        const { width, height } = this.drawing.raster;
        this.settings.brush.size = Math.min(Math.max(width, height), Math.max(1, Math.round(size)));
        this.settings.share = this.settings.brush.size / Math.min(width, height);
        writeSettings(this.settings);
        this.toolbox.update();
        this.stage.invalidate();
    }

    /** @param {boolean} on */
    setPressure(on) {
        this.settings.brush.byPressure = on;
        writeSettings(this.settings);
    }

    undo() {
        this.say(this.drawing?.undo(), "undone");
    }

    redo() {
        this.say(this.drawing?.redo(), "done again");
    }

    toggleOriginal() {
        this.pointer.stopWorking();
        this.stage.showOriginal(!this.stage.showsOriginal);
        this.toolbox.update();
        this.announce(this.stage.showsOriginal ? "As it was before" : "As it is now");
    }

    /** The paper goes over what is selected. */
    clearSelected() {
        if (this.toolName === "pieces") this.tools?.pieces.takeAway();
        else this.tools?.lasso.clear();
        this.stage.invalidate();
    }

    /** @returns {import("../canvas/area.js").Area | null} what is selected, by lasso or as pieces */
    selectedArea() {
        if (this.toolName === "lasso") return this.tools?.lasso.area ?? null;
        return this.toolName === "pieces" ? (this.tools?.pieces.area() ?? null) : null;
    }

    /** @param {string | null | undefined} what @param {string} done */
    say(what, done) {
        if (what) this.announce(`${what}: ${done}`);
    }

    /** @param {string} words for who can't see the canvas */
    announce(words) {
        this.says.textContent = words;
    }
}
