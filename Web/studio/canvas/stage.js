// Shows a drawing. The whole picture lies in a canvas of its own; of what changes only that part is handed over, and the
// view is painted once a frame, however often the pointer moves.

import { el } from "../../shared/dom.js";
import { onTheme, resolvedColor } from "../../shared/theme.js";
import { Camera } from "./camera.js";
import { drawFloat } from "./floats.js";
import { canvasContext, clip, union } from "./raster.js";

/** @typedef {import("./raster.js").Box} Box */
/** @typedef {import("./drawing.js").Drawing} Drawing */
/** @typedef {{accent: string, danger: string, border: string, ground: string}} Colours */

export class Stage {
    constructor() {
        this.camera = new Camera();
        this.pictureCanvas = document.createElement("canvas");
        this.view = el("canvas", { class: "stage-view", "aria-hidden": "true" });
        this.overlay = el("canvas", { class: "stage-overlay", "aria-hidden": "true" });
        this.element = el("div", { class: "stage", tabindex: 0, role: "application", "aria-label": "Canvas", "aria-describedby": "stage-words" }, this.view, this.overlay,
            el("p", { id: "stage-words", class: "visually-hidden" }, "Arrow keys move the crosshair, Enter presses and lifts the tool. Question mark lists all keys."));
        this.viewContext = canvasContext(this.view, { alpha: false });
        this.overlayContext = canvasContext(this.overlay);
        this.pictureContext = canvasContext(this.pictureCanvas, { alpha: false });
        /** @type {Drawing | null} */
        this.drawing = null;
        this.showsOriginal = false;
        /** @type {(context: CanvasRenderingContext2D, camera: Camera, colours: Colours) => void} what the tool shows above the picture */
        this.drawOverlay = () => {};
        /** @type {Box | null} pixels to be handed over */
        this.dirty = null;
        this.frame = 0;
        this.colours = themeColours();
        this.stopTheme = onTheme(() => {
            this.colours = themeColours();
            this.invalidate();
        });
        new ResizeObserver(() => this.resize()).observe(this.element);
    }

    /** @param {Drawing} drawing */
    show(drawing) {
        this.drawing = drawing;
        const { width, height } = drawing.raster;
        this.pictureCanvas.width = width;
        this.pictureCanvas.height = height;
        this.camera.picture = { width, height };
        this.camera.fit();
        this.showsOriginal = false;
        this.invalidate(drawing.raster.box);
    }

    /** @param {boolean} on */
    showOriginal(on) {
        if (this.showsOriginal === on || !this.drawing) return;
        this.showsOriginal = on;
        this.invalidate(this.drawing.raster.box);
    }

    /**
     * Asks for a painting at the next frame.
     * @param {Box | null} [box] pixels that changed
     */
    invalidate(box = null) {
        this.dirty = union(this.dirty, box);
        if (this.frame === 0) this.frame = requestAnimationFrame(() => this.paint());
    }

    resize() {
        const { clientWidth, clientHeight } = this.element;
        const ratio = devicePixelRatio || 1;
        for (const canvas of [this.view, this.overlay]) {
            canvas.width = Math.max(1, Math.round(clientWidth * ratio));
            canvas.height = Math.max(1, Math.round(clientHeight * ratio));
        }
        this.camera.resize(clientWidth, clientHeight);
        this.invalidate();
    }

    paint() {
        this.frame = 0;
        const { drawing, camera, viewContext } = this;
        const ratio = devicePixelRatio || 1;
        viewContext.setTransform(ratio, 0, 0, ratio, 0, 0);
        viewContext.fillStyle = this.colours.ground;
        viewContext.fillRect(0, 0, camera.view.width, camera.view.height);
        if (drawing) {
            this.handOver(drawing);
            viewContext.imageSmoothingEnabled = camera.scale * ratio < 2;
            viewContext.imageSmoothingQuality = "medium";
            viewContext.translate(camera.x, camera.y);
            viewContext.scale(camera.scale, camera.scale);
            this.drawVisible(drawing);
            if (!this.showsOriginal) for (const float of drawing.floats) drawFloat(viewContext, float);
            viewContext.setTransform(ratio, 0, 0, ratio, 0, 0);
            viewContext.strokeStyle = this.colours.border;
            viewContext.strokeRect(camera.x - 0.5, camera.y - 0.5, camera.picture.width * camera.scale + 1, camera.picture.height * camera.scale + 1);
        }
        const { overlayContext } = this;
        overlayContext.setTransform(ratio, 0, 0, ratio, 0, 0);
        overlayContext.clearRect(0, 0, camera.view.width, camera.view.height);
        if (drawing && !this.showsOriginal) this.drawOverlay(overlayContext, camera, this.colours);
    }

    /** @param {Drawing} drawing */
    handOver(drawing) {
        if (!this.dirty) return;
        const raster = this.showsOriginal ? drawing.original : drawing.raster;
        const { left, top, right, bottom } = clip(this.dirty, raster.box);
        this.dirty = null;
        if (right > left && bottom > top) this.pictureContext.putImageData(raster.image, 0, 0, left, top, right - left, bottom - top);
    }

    /**
     * Only what is in sight: scaling down millions of pixels that nobody sees takes its time.
     * @param {Drawing} drawing
     */
    drawVisible({ raster }) {
        const { camera } = this;
        const corner = camera.toPicture({ x: 0, y: 0 });
        const end = camera.toPicture({ x: camera.view.width, y: camera.view.height });
        const { left, top, right, bottom } = clip({ left: corner.x - 1, top: corner.y - 1, right: end.x + 1, bottom: end.y + 1 }, raster.box);
        if (right > left && bottom > top) this.viewContext.drawImage(this.pictureCanvas, left, top, right - left, bottom - top, left, top, right - left, bottom - top);
    }
}

/** @returns {Colours} */
function themeColours() {
    return { accent: resolvedColor("--accent"), danger: resolvedColor("--danger"), border: resolvedColor("--border-strong"), ground: resolvedColor("--surface-sunken") };
}
