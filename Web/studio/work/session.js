// Working through a queue: opens one image after another, keeps what isn't saved yet, and saves.

import { api, imageURL } from "../../shared/api.js";
import { Drawing } from "../canvas/drawing.js";
import { PaperPicture } from "../canvas/paper-picture.js";
import { encodePNG } from "../canvas/png.js";
import { decodeRaster } from "../canvas/raster.js";
import { paperURL, studioApi } from "../studio-api.js";
import { strokeLabels } from "./stroke-labels.js";

/** @typedef {import("../easel/easel.js").Easel} Easel */
/** @typedef {{label: string, id: number}} Made a sample that was made of the image in turn */

/**
 * What is known of one image while the page is open: unsaved strokes wait here when one goes on and comes back.
 * @typedef {object} Desk
 * @property {Tessera.Sample} sample
 * @property {Drawing} drawing
 * @property {import("./stroke-labels.js").StrokeLabels | null} strokes
 * @property {Tessera.ChainStep[]} chain the steps of its class; empty: none
 * @property {number} step which of them is in turn
 * @property {Set<number>} sources samples whose pieces were laid on it
 * @property {number} savedSteps strokes up to the last save
 * @property {Made[]} made
 */

/** Pixels of the images that are kept open, so that back is quick; what isn't saved is kept whatever its size. */
const KEPT = 8e6;

export class Session {
    /**
     * @param {Easel} easel
     * @param {import("../queue/queue.js").Queue} queue
     * @param {Record<string, Tessera.ChainStep[]>} chains by label
     * @param {() => void} onChange
     */
    constructor(easel, queue, chains, onChange) {
        this.easel = easel;
        this.queue = queue;
        this.chains = chains;
        this.onChange = onChange;
        /** @type {Map<number, Desk>} the last used last */
        this.desks = new Map();
        /** @type {Desk | null} */
        this.desk = null;
        /** Whether chains are followed, where there is one. */
        this.followsChains = true;
        /** @type {string | null} the label of what is saved, where no chain says it; null: the image's own */
        this.chosenLabel = null;
        this.isBusy = false;
        /** @type {string} why the image in turn can't be shown */
        this.trouble = "";
        this.asked = 0;
    }

    /** @returns {Tessera.ChainStep[]} the chain being followed; empty: none */
    get chain() {
        return this.followsChains ? (this.desk?.chain ?? []) : [];
    }

    /** @returns {{from: string, to: string, instruction: string} | null} what is to be done now; null when the chain is through, or there is none */
    get task() {
        const { chain, desk } = this;
        if (!desk || desk.step >= chain.length) return null;
        const from = desk.step === 0 ? (desk.sample.label ?? "") : chain[desk.step - 1].label;
        return { from, to: chain[desk.step].label, instruction: chain[desk.step].instruction };
    }

    /** @returns {string | null} the label that saving gives */
    get label() {
        return this.task?.to ?? this.chosenLabel ?? this.desk?.sample.label ?? null;
    }

    get hasUnsaved() {
        return [...this.desks.values()].some(isUnsaved);
    }

    /** Opens the image in turn. */
    async open() {
        const mine = ++this.asked;
        const id = this.queue.sample;
        this.trouble = "";
        this.chosenLabel = null;
        this.isBusy = true;
        this.desk = null;
        this.onChange();
        try {
            const desk = id === undefined ? null : (this.desks.get(id) ?? (await this.load(id)));
            if (mine !== this.asked) return;
            this.desk = desk;
            if (desk) {
                this.keep(desk);
                this.easel.open(desk.drawing);
                if (desk.strokes) this.easel.pieces?.setStrokes(desk.strokes.labels);
                else void this.askServer(desk);
            }
        } catch (error) {
            if (mine !== this.asked) return;
            this.trouble = error instanceof Error ? error.message : String(error);
        }
        this.isBusy = false;
        this.onChange();
        this.lookAhead();
    }

    /** @param {number} id @returns {Promise<Desk>} */
    async load(id) {
        const [[sample], picture] = await Promise.all([api.samples([id]), pictureAt(imageURL(id))]);
        if (!sample || !picture) throw new Error("This image cannot be read. Go on to the next.");
        const chain = sample.label === null ? [] : (this.chains[sample.label] ?? []);
        return { sample, drawing: new Drawing(picture), strokes: null, chain, step: 0, sources: new Set(), savedSteps: 0, made: [] };
    }

    /**
     * The server tells strokes apart that touch, and knows the paper. Until it has answered, and where it can't, pieces are
     * what hangs together, and the page makes the paper.
     * @param {Desk} desk
     */
    async askServer(desk) {
        const { drawing, sample } = desk;
        const { width, height } = drawing.raster;
        const [strokes, paper, lineage] = await Promise.allSettled([studioApi.strokes(sample.id), pictureAt(paperURL(sample.id)), api.lineage(sample.id)]);
        if (lineage.status === "fulfilled") {
            // Before what this page made meanwhile.
            desk.made.unshift(...lineage.value.children.flatMap(({ sample: id, label }) => (!label || desk.made.some((each) => each.id === id) ? [] : [{ id, label }])));
            if (this.desk === desk) this.onChange();
        }
        if (paper.status === "fulfilled" && paper.value) drawing.setPaper(new PaperPicture(paper.value));
        // Made now, the first stroke does not wait for it.
        else drawing.givenPaper = drawing.paper;
        if (strokes.status !== "fulfilled") return;
        desk.strokes = strokeLabels(strokes.value, width, height);
        if (this.desk !== desk || !desk.strokes) return;
        this.easel.pieces?.setStrokes(desk.strokes.labels);
        this.easel.stage.invalidate();
        this.onChange();
    }

    /** @param {Desk} desk */
    keep(desk) {
        this.desks.delete(desk.sample.id);
        this.desks.set(desk.sample.id, desk);
        let pixels = 0;
        for (const [id, each] of [...this.desks].reverse()) {
            pixels += each.drawing.raster.words.length;
            if (pixels > KEPT && each !== desk && !isUnsaved(each)) this.desks.delete(id);
        }
    }

    /** Has the browser fetch the image after this one. */
    lookAhead() {
        const next = this.queue.ids[this.queue.at + 1];
        if (next !== undefined && !this.desks.has(next)) new Image().src = imageURL(next);
    }

    /** @param {1 | -1} step */
    async move(step) {
        if (this.queue.move(step)) await this.open();
    }

    /** One step of the chain is left out; without a chain, or at its end, the image. */
    async skip() {
        const { desk } = this;
        if (this.isBusy) return;
        if (desk && this.task && desk.step + 1 < this.chain.length) {
            desk.step++;
            this.onChange();
        } else {
            await this.move(1);
        }
    }

    /**
     * Saves what is on the canvas as a derived sample, and goes on: to the next step, or to the next image.
     * @param {boolean} [stay] on this image
     * @returns {Promise<{sample: number, label: string, change: number} | null>} null: there was nothing to save
     */
    async save(stay = false) {
        const { desk, easel, label, task } = this;
        if (!desk || this.isBusy || label === null || !isUnsaved(desk)) return null;
        this.isBusy = true;
        this.onChange();
        try {
            easel.tools?.lasso.forget();
            for (const { source } of desk.drawing.floats) if (source !== null && source !== desk.sample.id) desk.sources.add(source);
            desk.drawing.layDownAll();
            const steps = desk.drawing.steps.done.length;
            const picture = await encodePNG(desk.drawing.raster);
            const note = task ? `${task.from} → ${task.to}` : undefined;
            const saved = await studioApi.saveDrawing({ parents: [desk.sample.id, ...desk.sources], label, note, ...(task ? { step: desk.step + 1 } : {}) }, picture);
            const sample = saved.samples?.[0]?.id ?? 0;
            desk.savedSteps = steps;
            desk.made.push({ label, id: sample });
            if (task) desk.step++;
            this.isBusy = false;
            if (!stay && !this.task) await this.move(1);
            else this.onChange();
            return { sample, label, change: saved.change.id };
        } finally {
            this.isBusy = false;
            this.onChange();
        }
    }
}

/** @param {Desk} desk */
export function isUnsaved(desk) {
    return desk.drawing.steps.done.length !== desk.savedSteps;
}

/** @param {string} address @returns {Promise<import("../canvas/raster.js").Raster | null>} */
async function pictureAt(address) {
    const answer = await fetch(address);
    return answer.ok ? decodeRaster(await answer.blob()) : null;
}
