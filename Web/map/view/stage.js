// The canvas and what happens on it: one loop that draws only when something changed, and in it, in this
// order: what is selected, what the side panel shows, the points, the window above them.

import { changedWindow } from "./areas.js";
import { Camera } from "./camera.js";
import { drawingFor } from "./drawing.js";
import { Gestures } from "./gestures.js";
import { HoverCard } from "./hover-card.js";
import { NearPictures } from "./near-pictures.js";
import { Outlines } from "./outlines.js";
import { Overlay } from "./overlay.js";
import { hiddenFlag, hoverFlag } from "./points.js";
import { PaintPace } from "./paint-pace.js";
import { PointMotion } from "./point-motion.js";
import { PointRenderer } from "./renderer.js";
import { Selection } from "./selection.js";
import { stageGestures } from "./stage-gestures.js";
import { StageKeys } from "./stage-keys.js";
import { drawAs } from "./shaders.js";

/** @typedef {import("./points.js").Points} Points */
/** @typedef {import("./colour-scale.js").ColourScale} ColourScale */
/** @typedef {import("./gestures.js").Place} Place */
/** @typedef {{draw: import("./drawing.js").DrawChoice, size: number, tool: import("./gestures.js").Tool}} StageSettings */
/**
 * @typedef {object} StageListener
 * @property {(dragging: boolean) => void} selected what is selected has changed
 * @property {() => void} drawn a frame was drawn
 * @property {(row: number) => void} open a point was clicked
 */

const fadedShare = 0.28;
const hoverRadius = 14;
const stillAfter = 140;

/**
 * What the legend and the tools take of the stage, in CSS pixels.
 * @param {number} width of the stage
 */
function stageMargins(width) {
    return width > 720 ? { left: 200, top: 68, right: 36, bottom: 36 } : { left: 28, top: 60, right: 28, bottom: 28 };
}

export class Stage {
    /**
     * @param {HTMLElement} element
     * @param {Points} points
     * @param {import("../../shared/thumbnails.js").PictureSource} pictures
     * @param {StageSettings} settings read at every frame
     * @param {StageListener} listener
     */
    constructor(element, points, pictures, settings, listener) {
        this.element = element;
        this.points = points;
        this.settings = settings;
        this.listener = listener;
        this.canvas = document.createElement("canvas");
        this.canvas.setAttribute("aria-hidden", "true");
        element.prepend(this.canvas);
        this.grid = points.grid;
        this.camera = new Camera();
        this.selection = new Selection(points, this.grid);
        this.outlines = new Outlines(element, points, (outline) => this.pickOutline(outline));
        this.overlay = new Overlay(element);
        this.card = new HoverCard(element, points, pictures);
        this.near = new NearPictures(points, this.grid, pictures, () => this.schedule());
        this.gl = this.context();
        /** @type {PointRenderer | null} */
        this.renderer = this.gl && new PointRenderer(this.gl, points);
        this.drawing = drawingFor("auto", 1, 1);
        this.pace = new PaintPace(points.count);
        this.motion = new PointMotion();
        /** The points have no place of their own yet: they are looked at, not selected. */
        this.settling = false;
        this.extent = points.extent;
        this.hovered = -1;
        this.dragging = false;
        this.scheduled = 0;
        // The first picture of a large crowd is drawn as if it moved: in part, and whole a moment later.
        this.lastMove = performance.now();
        this.stillTimer = 0;
        /** @type {number[]} points whose hovering changed since the last frame */
        this.hoverChanged = [];
        this.selectionDirty = false;
        this.closing = new AbortController();
        this.keys = new StageKeys(this);
        this.gestures = new Gestures(element, stageGestures(this));
        // It calls at once, too: then nothing has changed, and a crowd would be painted twice.
        this.observer = new ResizeObserver(() => {
            if (element.clientWidth !== this.camera.width || element.clientHeight !== this.camera.height) this.resize();
        });
        this.observer.observe(element);
        this.resize();
        this.camera.fit();
    }

    context() {
        const gl = this.canvas.getContext("webgl2", { alpha: false, antialias: false, powerPreference: "high-performance" });
        if (!gl) this.element.classList.add("no-webgl");
        this.canvas.addEventListener("webglcontextlost", (event) => {
            event.preventDefault();
            this.renderer = null;
        });
        this.canvas.addEventListener("webglcontextrestored", () => {
            if (!gl) return;
            this.renderer = new PointRenderer(gl, this.points);
            if (this.scale) this.setColours(this.scale, this.paper);
        });
        return gl;
    }

    resize() {
        const { clientWidth, clientHeight } = this.element;
        const ratio = devicePixelRatio;
        const wasFitted = Math.abs(this.camera.zoom - 1) < 0.001;
        this.camera.width = Math.max(clientWidth, 1);
        this.camera.height = Math.max(clientHeight, 1);
        this.canvas.width = Math.round(this.camera.width * ratio);
        this.canvas.height = Math.round(this.camera.height * ratio);
        this.camera.measure(this.extent, stageMargins(clientWidth));
        if (wasFitted) this.camera.fit();
        this.schedule();
    }

    /** @param {ColourScale} scale @param {number[]} paper background, 0 to 1 */
    setColours(scale, paper = [1, 1, 1]) {
        this.scale = scale;
        this.paper = paper;
        this.renderer?.setColours(scale, paper);
        this.schedule();
    }

    /** Labels have changed. */
    labelsChanged() {
        this.renderer?.setLabels();
        this.schedule();
    }

    /** What is hidden has changed: what is selected may have, too. */
    hiddenChanged() {
        this.changeSelection(() => this.selection.update());
    }

    /** @param {() => void} change */
    changeSelection(change) {
        change();
        this.selectionDirty = true;
        this.schedule();
    }

    moved() {
        this.lastMove = performance.now();
        this.card.show(-1);
        this.schedule();
    }

    schedule() {
        if (this.scheduled === 0) this.scheduled = requestAnimationFrame(() => this.frame());
    }

    /**
     * Looks where another stage looked.
     * @param {{x: number, y: number, zoom: number}} view
     */
    look({ x, y, zoom }) {
        Object.assign(this.camera, { x, y, scale: this.camera.fitScale * zoom });
        this.moved();
    }

    /** One more frame when nothing moves any more. */
    settle() {
        this.stillTimer = 0;
        if (this.drawing.mode !== drawAs.dot || this.drawing.crowd) this.schedule();
    }

    frame() {
        this.scheduled = 0;
        if (this.selectionDirty) {
            this.selectionDirty = false;
            this.listener.selected(this.dragging);
        }
        const { camera, renderer, selection } = this;
        this.drawing = drawingFor(this.settings.draw, this.grid.spacing * camera.scale, this.settings.size);
        const still = performance.now() - this.lastMove >= stillAfter;
        if (!still && this.stillTimer === 0) this.stillTimer = setTimeout(() => this.settle(), stillAfter);
        this.element.dataset.drawn = ["dot", "glyph", "picture"][this.drawing.mode];
        if (renderer) {
            const { from, to } = selection.changedRows();
            renderer.flagsChanged(from, to);
            for (const row of this.hoverChanged.splice(0)) if (row < from || row >= to) renderer.flagsChanged(row, row + 1);
            this.move(renderer);
            const ratio = devicePixelRatio;
            if (this.drawing.mode === drawAs.picture && !this.settling) this.near.show(renderer, camera, this.drawing.picture * ratio);
            else this.near.rest();
            const quick = !still || this.dragging;
            renderer.draw(camera, this.drawing, { ratio, faded: fadedShare, selected: selection.count > 0, still, stride: quick ? this.pace.stride : 1 });
            if (this.drawing.crowd) this.pace.drawn(quick);
        }
        this.outlines.show(camera);
        this.overlay.show(selection, camera);
        this.listener.drawn();
        this.points.prepareOrder();
    }

    /**
     * The points go somewhere else, and are seen on their way.
     * @param {Float32Array} positions x and y by turns, by row @param {[number, number]} extent the far corner of the box around all
     */
    moveTo(positions, extent) {
        const { from, to } = this.motion.begin(this.points.positions, positions);
        this.renderer?.setWay(from, to);
        this.extent = extent;
        this.resize();
    }

    /**
     * The points are seen on their way to where they are.
     * @param {Float32Array} positions where they come from, by row
     */
    comeFrom(positions) {
        this.motion.begin(positions, this.points.positions);
        this.renderer?.setWay(positions, this.points.positions);
        this.schedule();
    }

    /** @param {PointRenderer} renderer */
    move(renderer) {
        if (!this.motion.way) return;
        renderer.moved = this.motion.share();
        if (renderer.moved < 1) this.schedule();
        else if (renderer.towards) renderer.setPlaces(this.motion.way.to);
        if (renderer.moved === 1 && !this.settling) this.motion.way = null;
    }

    /**
     * While points settle nothing can be selected: the grid does not know where they are.
     * @param {boolean} settling
     */
    setSettling(settling) {
        this.settling = settling;
        if (this.renderer) this.renderer.allInView = settling;
        this.element.classList.toggle("settling", settling);
    }

    /** @param {Place} at @returns {number} the row of the point there, or -1 */
    rowAt({ x, y }) {
        if (this.settling) return -1;
        const [mapX, mapY] = this.camera.toMap(x, y);
        const reach = this.drawing.mode === drawAs.picture ? this.drawing.picture * 0.6 : hoverRadius;
        return this.grid.nearest(mapX, mapY, reach / this.camera.scale, (row) => (this.points.flags[row] & hiddenFlag) !== 0);
    }

    /**
     * Brings a point out.
     * @param {number} row -1: none
     */
    setHover(row) {
        if (row === this.hovered) return;
        if (this.hovered >= 0) this.points.flags[this.hovered] &= ~hoverFlag;
        if (row >= 0) this.points.flags[row] |= hoverFlag;
        this.hoverChanged.push(...[this.hovered, row].filter((changed) => changed >= 0));
        this.hovered = row;
        // In a crowd one point is not seen: its card says enough.
        if (!this.drawing.crowd) this.schedule();
    }

    /** @param {Place | null} at */
    hover(at) {
        const row = at ? this.rowAt(at) : -1;
        this.setHover(row);
        if (row < 0) this.card.show(-1);
        else this.card.show(row, ...this.camera.toScreen(this.points.positions[2 * row], this.points.positions[2 * row + 1]));
    }

    /**
     * Moves the window, or the sides that the handle names.
     * @param {number} right @param {number} down @param {string} handle
     */
    changeWindow(right, down, handle) {
        const { area } = this.selection;
        if (area?.kind !== "window") return;
        const changed = changedWindow(area, this.camera, right, down, handle);
        this.changeSelection(() => this.selection.setArea(changed));
    }

    /** @param {import("./outlines.js").Outline[]} outlines */
    setOutlines(outlines) {
        this.outlines.set(outlines);
        this.schedule();
    }

    /**
     * Selects what an outline goes around.
     * @param {import("./outlines.js").Outline} outline
     */
    pickOutline({ points, polygon, picked }) {
        const { selection } = this;
        this.changeSelection(() => {
            selection.begin("replace");
            if (points) selection.setRows(points);
            else selection.setArea({ kind: "lasso", line: Array.from(polygon ?? []) });
        });
        picked?.();
    }

    close() {
        cancelAnimationFrame(this.scheduled);
        this.scheduled = -1;
        this.closing.abort();
        this.observer.disconnect();
        this.near.rest();
        this.gl?.getExtension("WEBGL_lose_context")?.loseContext();
        this.element.replaceChildren();
    }
}
