// The pieces that a picture falls into: the strokes that the server found, and for ink that it doesn't know (drawn here, or
// cut through) what hangs together. Looked for again only when somebody points and pixels changed since.

import { labelArea } from "./area.js";
import { connectedComponents } from "./components.js";
import { inkMask } from "./ink.js";

/** @typedef {import("./components.js").Component} Component */

export class Pieces {
    /** @param {import("./drawing.js").Drawing} drawing */
    constructor(drawing) {
        this.drawing = drawing;
        /** @type {Int32Array | null} labels from 1 of the picture as it was opened */
        this.strokes = null;
        this.generation = -1;
        /** @type {Int32Array} */
        this.labels = new Int32Array(0);
        /** @type {Map<number, Component>} in the order of reading */
        this.found = new Map();
    }

    /** @param {Int32Array} labels as large as the picture */
    setStrokes(labels) {
        this.strokes = labels;
        this.generation = -1;
    }

    /** @returns {Component[]} those that there are now */
    list() {
        this.look();
        return [...this.found.values()];
    }

    /**
     * The piece at a place, or the nearest within reach.
     * @param {number} x @param {number} y @param {number} reach in pixels
     * @returns {number} its label, 0 where there is none
     */
    at(x, y, reach) {
        this.look();
        const { width, height } = this.drawing.raster;
        const radius = Math.ceil(reach);
        let [best, nearest] = [0, reach * reach + 1];
        for (let dy = -radius; dy <= radius; dy++) {
            for (let dx = -radius; dx <= radius; dx++) {
                const [px, py] = [Math.floor(x) + dx, Math.floor(y) + dy];
                if (px < 0 || py < 0 || px >= width || py >= height) continue;
                const label = this.labels[py * width + px];
                const distance = dx * dx + dy * dy;
                if (label && distance < nearest) [best, nearest] = [label, distance];
            }
        }
        return best;
    }

    /** @param {number[]} wanted labels @returns {import("./area.js").Area | null} */
    area(wanted) {
        this.look();
        const boxes = wanted.flatMap((label) => this.found.get(label)?.box ?? []);
        if (boxes.length === 0) return null;
        const { width, height } = this.drawing.raster;
        const box = {
            left: Math.min(...boxes.map(({ left }) => left)), top: Math.min(...boxes.map(({ top }) => top)),
            right: Math.max(...boxes.map(({ right }) => right)), bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
        };
        return labelArea(this.labels, width, height, new Set(wanted), box, Math.min(width, height) > 400 ? 3 : 2);
    }

    /**
     * After these were taken away and nothing else changed: the others stay what they are.
     * @param {number[]} labels @param {import("./area.js").Area} area
     */
    forget(labels, { box, mask }) {
        const { drawing } = this;
        const wide = box.right - box.left;
        for (let y = box.top; y < box.bottom; y++) {
            for (let x = box.left; x < box.right; x++) if (mask[(y - box.top) * wide + x - box.left]) this.labels[y * drawing.raster.width + x] = 0;
        }
        for (const label of labels) this.found.delete(label);
        this.generation = drawing.generation;
    }

    look() {
        const { drawing } = this;
        if (this.generation === drawing.generation) return;
        this.generation = drawing.generation;
        const { width } = drawing.raster;
        const mask = inkMask(drawing.raster, drawing.ink);
        const known = this.strokes;
        const unknown = known ? without(mask, known) : mask;
        // A rim of a pixel around a stroke that the server knows is no piece of its own.
        const { labels, components } = connectedComponents(unknown, width, known ? 12 : 4);
        this.found = new Map();
        if (!known) {
            for (const component of components) this.found.set(component.label, component);
            this.labels = labels;
            return;
        }
        let most = 0;
        for (let at = 0; at < known.length; at++) if (known[at] > most) most = known[at];
        for (const component of components) this.found.set(component.label + most, { ...component, label: component.label + most });
        for (let at = mask.indexOf(1); at >= 0; at = mask[at + 1] ? at + 1 : mask.indexOf(1, at + 1)) {
            if (labels[at]) labels[at] += most;
            else if (known[at]) {
                labels[at] = known[at];
                this.count(known[at], at % width, Math.floor(at / width));
            }
        }
        this.labels = labels;
    }

    /** @param {number} label @param {number} x @param {number} y */
    count(label, x, y) {
        const component = this.found.get(label);
        if (!component) {
            this.found.set(label, { label, area: 1, box: { left: x, top: y, right: x + 1, bottom: y + 1 } });
            return;
        }
        const { box } = component;
        component.area++;
        box.left = Math.min(box.left, x);
        box.right = Math.max(box.right, x + 1);
        box.bottom = y + 1;
    }
}

/** @param {Uint8Array} mask @param {Int32Array} known @returns {Uint8Array} the mask where nothing is known */
function without(mask, known) {
    const rest = mask.slice();
    for (let at = mask.indexOf(1); at >= 0; at = mask[at + 1] ? at + 1 : mask.indexOf(1, at + 1)) if (known[at]) rest[at] = 0;
    return rest;
}

/**
 * Takes an area away: what is under it becomes paper.
 * @param {import("./drawing.js").Act} act
 * @param {import("./drawing.js").Drawing} drawing
 * @param {import("./area.js").Area} area
 */
export function fillWithPaper(act, { raster, paper }, { box, mask }) {
    act.recorder.touch(box);
    const wide = box.right - box.left;
    for (let y = box.top; y < box.bottom; y++) {
        for (let x = box.left; x < box.right; x++) {
            if (mask[(y - box.top) * wide + x - box.left]) raster.words[y * raster.width + x] = paper.word(x, y);
        }
    }
    act.changed(box);
}
