// The keyboard on the map. Everything that a pointer does has a key, save drawing a lasso, for which the
// window and the legend stand in.

import { windowBetween } from "./areas.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {{keys: string[], what: string, run?: (event: KeyboardEvent) => void}} KeyEntry as in shared/keys.js */

const step = 24;
const zoomStep = 1.35;

/** @type {Record<string, [number, number]>} */
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class StageKeys {
    /** @param {Stage} stage */
    constructor(stage) {
        this.stage = stage;
        /** The space bar is down: every drag is a pan. */
        this.panning = false;
        const { signal } = stage.closing;
        stage.element.addEventListener("keydown", (event) => this.down(event), { signal });
        const release = () => this.setPanning(false);
        addEventListener("keyup", (event) => event.key === " " && release(), { signal });
        addEventListener("blur", release, { signal });
        stage.element.addEventListener("pointerenter", () => (this.inside = true), { signal });
        stage.element.addEventListener("pointerleave", () => (this.inside = false), { signal });
        addEventListener("keydown", (event) => this.spaceAnywhere(event), { signal });
    }

    /**
     * The space bar pans wherever the focus is, as long as the pointer is on the map and no control wants it.
     * @param {KeyboardEvent} event
     */
    spaceAnywhere(event) {
        const free = event.target === document.body || event.target === this.stage.element;
        if (event.key !== " " || !this.inside || !free) return;
        event.preventDefault();
        this.setPanning(true);
    }

    /** @param {boolean} panning */
    setPanning(panning) {
        this.panning = panning;
        this.stage.element.classList.toggle("panning", panning);
    }

    /** @param {KeyboardEvent} event */
    down(event) {
        const arrow = arrows[event.key];
        if (!arrow || event.target !== this.stage.element) return;
        event.preventDefault();
        const [right, down] = arrow.map((n) => n * step);
        const { camera, selection } = this.stage;
        const hasWindow = selection.area?.kind === "window";
        if (event.altKey || !hasWindow) {
            camera.pan(-right * 2, -down * 2);
            this.stage.moved();
        } else {
            this.stage.changeWindow(right / 2, down / 2, event.shiftKey ? (right !== 0 ? "e" : "s") : "move");
        }
    }

    /** A window in the middle of what is seen, to be moved by the arrows. */
    newWindow() {
        if (this.stage.settling) return;
        const { camera, selection } = this.stage;
        const half = Math.min(camera.width, camera.height) / 8;
        const [x, y] = [camera.width / 2, camera.height / 2];
        const place = { add: false, take: false };
        selection.begin("replace");
        this.stage.changeSelection(() => selection.setArea(windowBetween(camera, { x: x - half, y: y - half, ...place }, { x: x + half, y: y + half, ...place })));
        this.stage.element.focus();
    }

    /** @param {number} factor */
    zoom(factor) {
        this.stage.camera.zoomAbout(factor);
        this.stage.moved();
    }

    seeAll() {
        this.stage.camera.fit();
        this.stage.moved();
    }

    /** All keys of the map, for the registry and the `?` sheet. @returns {KeyEntry[]} */
    entries() {
        const { stage } = this;
        return [
            { keys: ["w"], what: "A window in the middle", run: () => this.newWindow() },
            { keys: ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"], what: "Move the window (without one: the map)" },
            { keys: ["Shift+ArrowRight", "Shift+ArrowDown"], what: "Make the window larger; the other way, smaller" },
            { keys: ["Alt+ArrowLeft"], what: "Move the map" },
            { keys: ["Ctrl+A"], what: "Select all that is shown", run: () => stage.changeSelection(() => stage.selection.selectAll()) },
            { keys: ["Escape"], what: "Select nothing", run: () => stage.changeSelection(() => stage.selection.clear()) },
            { keys: ["+", "="], what: "Zoom in", run: () => this.zoom(zoomStep) },
            { keys: ["-"], what: "Zoom out", run: () => this.zoom(1 / zoomStep) },
            { keys: ["0"], what: "See all", run: () => this.seeAll() },
            { keys: ["Space"], what: "Hold it and drag: move the map" },
        ];
    }
}
