// A picture being worked on: its pixels, what floats above them, and every step that was made.

import { findInk } from "./ink.js";
import { layDown } from "./floats.js";
import { Paper } from "./paper.js";
import { Raster, union } from "./raster.js";
import { Recorder, Steps, swapTiles } from "./steps.js";

/** @typedef {import("./raster.js").Box} Box */
/** @typedef {import("./floats.js").Float} Float */

/**
 * One thing being done, from the pointer's press to its release.
 * @typedef {object} Act
 * @property {Recorder} recorder
 * @property {(box: Box | null) => void} changed tells of pixels that changed
 * @property {(floats: readonly Float[]) => void} setFloats
 * @property {() => void} commit makes it a step
 * @property {() => void} cancel puts everything back
 */

export class Drawing {
    /** @param {Raster} raster */
    constructor(raster) {
        this.raster = raster;
        /** As it was opened, for before and after. */
        this.original = raster.copy();
        this.ink = findInk(this.original);
        this.steps = new Steps();
        /** @type {readonly Float[]} the last one lies on top */
        this.floats = [];
        /** Counts what changes pixels, for whoever keeps something computed from them. */
        this.generation = 0;
        /** @type {(box: Box | null) => void} pixels changed; null: only floats did */
        this.onChange = () => {};
        /** @type {() => void} */
        this.onSteps = () => {};
        /** @type {Act | null} */
        this.act = null;
        /** @type {import("./paper-picture.js").PaperSource | null} */
        this.givenPaper = null;
    }

    /** The server's where it came, else made when it is first wanted. */
    get paper() {
        this.givenPaper ??= new Paper(this.original, this.ink);
        return this.givenPaper;
    }

    /** @param {import("./paper-picture.js").PaperPicture} paper */
    setPaper(paper) {
        const { width, height } = this.raster;
        if (paper.raster.width === width && paper.raster.height === height) this.givenPaper = paper;
    }

    /** Whether saving would save something new. */
    get isChanged() {
        return this.steps.done.length > 0;
    }

    /** @param {string} what in the reader's words, such as "Erase" @returns {Act} */
    begin(what) {
        this.act?.cancel();
        const recorder = new Recorder(this.raster);
        const floats = this.floats;
        /** @type {Box | null} */
        let all = null;
        const act = {
            recorder,
            /** @param {Box | null} box */
            changed: (box) => {
                all = union(all, box);
                if (box) this.generation++;
                this.onChange(box);
            },
            /** @param {readonly Float[]} next */
            setFloats: (next) => {
                this.floats = next;
                this.onChange(null);
            },
            commit: () => {
                if (this.act === act) this.act = null;
                if (recorder.before.size === 0 && this.floats === floats) return;
                this.steps.push(what, recorder, this.floats === floats ? null : floats);
                this.onSteps();
            },
            cancel: () => {
                if (this.act === act) this.act = null;
                recorder.restore();
                this.floats = floats;
                this.generation++;
                this.onChange(all);
            },
        };
        this.act = act;
        return act;
    }

    /** @returns {string | null} what was undone */
    undo() {
        return this.step(this.steps.done, this.steps.undone);
    }

    /** @returns {string | null} */
    redo() {
        return this.step(this.steps.undone, this.steps.done);
    }

    /** @param {import("./steps.js").Step[]} from @param {import("./steps.js").Step[]} to */
    step(from, to) {
        this.act?.cancel();
        const step = from.pop();
        if (!step) return null;
        const changed = swapTiles(step, this.raster);
        if (step.floats) [step.floats, this.floats] = [this.floats, step.floats];
        to.push(step);
        if (changed) this.generation++;
        this.onChange(changed);
        this.onSteps();
        return step.what;
    }

    /** Lays down what floats. */
    layDownAll() {
        if (this.floats.length === 0) return;
        const act = this.begin("Lay down");
        for (const float of this.floats) act.changed(layDown(this.raster, act.recorder, float));
        act.setFloats([]);
        act.commit();
    }

    /** The picture as it would be saved: with what floats laid down, on a copy. */
    flattened() {
        if (this.floats.length === 0) return this.raster;
        const copy = this.raster.copy();
        for (const float of this.floats) layDown(copy, new Recorder(copy), float);
        return copy;
    }
}

/**
 * An empty sheet.
 * @param {number} width @param {number} height @param {number} word of the paper
 */
export function emptySheet(width, height, word) {
    const raster = new Raster(width, height);
    raster.words.fill(word);
    return new Drawing(raster);
}
