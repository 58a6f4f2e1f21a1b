// Working through a queue: opens one image after another, keeps what isn't saved yet, and saves.

import { api, imageURL } from "../../shared/api.js";
import { Drawing } from "../canvas/drawing.js";
import { encodePNG } from "../canvas/png.js";
import { decodeRaster } from "../canvas/raster.js";
import { studioApi } from "../studio-api.js";
import { strokeLabels } from "./stroke-labels.js";

/** @typedef {import("../easel/easel.js").Easel} Easel */
/** @typedef {{label: string, id: number}} Made a sample that was made of the image in turn */

/**
 * What is known of one image while the page is open: unsaved strokes wait here when one goes on and comes back.
 * @typedef {object} Desk
 * @property {Tessera.Sample} sample
 * @property {Drawing} drawing
 * @property {Int32Array | null} strokes
 * @property {string[]} chain from its label down; one label alone: no chain
 * @property {number} step how far down the chain it is
 * @property {number} savedSteps strokes up to the last save
 * @property {Made[]} made
 */

/** Images whose strokes are kept besides the one in turn. */
const KEPT = 6;

export class Session {
    /**
     * @param {Easel} easel
     * @param {import("../queue/queue.js").Queue} queue
     * @param {Record<string, string[]>} chains by label, from that label down
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

    /** @returns {string[]} the chain being followed; empty: none */
    get chain() {
        return this.followsChains && this.desk && this.desk.chain.length > 1 ? this.desk.chain : [];
    }

    /** @returns {{from: string, to: string} | null} what is to be done now; null when the chain is through, or there is none */
    get task() {
        const { chain, desk } = this;
        if (!desk || desk.step + 1 >= chain.length) return null;
        return { from: chain[desk.step], to: chain[desk.step + 1] };
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
                if (desk.strokes) this.easel.pieces?.setStrokes(desk.strokes);
                else void this.findStrokes(desk);
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
        const [[sample], answer] = await Promise.all([api.samples([id]), fetch(imageURL(id))]);
        if (!sample || !answer.ok) throw new Error("This image cannot be read. Go on to the next.");
        const raster = await decodeRaster(await answer.blob());
        const chain = sample.label === null ? [] : (this.chains[sample.label] ?? []);
        return { sample, drawing: new Drawing(raster), strokes: null, chain: chain.length > 0 ? chain : [sample.label ?? ""], step: 0, savedSteps: 0, made: [] };
    }

    /**
     * The server knows strokes that touch apart; until it has answered, and where it can't, pieces are what hangs together.
     * @param {Desk} desk
     */
    async findStrokes(desk) {
        try {
            const { width, height } = desk.drawing.raster;
            desk.strokes = await strokeLabels(await studioApi.strokes(desk.sample.id), width, height);
            if (this.desk === desk) this.easel.pieces?.setStrokes(desk.strokes);
            this.easel.stage.invalidate();
        } catch {
            desk.strokes = null;
        }
    }

    /** @param {Desk} desk */
    keep(desk) {
        this.desks.delete(desk.sample.id);
        this.desks.set(desk.sample.id, desk);
        for (const [id, each] of this.desks) {
            if (this.desks.size <= KEPT) break;
            if (each !== desk && !isUnsaved(each)) this.desks.delete(id);
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
        if (desk && this.task && desk.step + 2 < this.chain.length) {
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
            desk.drawing.layDownAll();
            const steps = desk.drawing.steps.done.length;
            const picture = await encodePNG(desk.drawing.raster);
            const saved = await studioApi.saveEdited({
                parent: desk.made[desk.made.length - 1]?.id ?? desk.sample.id,
                label,
                picture,
                how: { tool: task ? "dismantle" : "canvas", from: task?.from ?? desk.sample.label, strokes: desk.drawing.steps.done.map(({ what }) => what) },
            });
            desk.savedSteps = steps;
            desk.made.push({ label, id: saved.sample });
            if (task) desk.step++;
            this.isBusy = false;
            if (!stay && !this.task) await this.move(1);
            else this.onChange();
            return { sample: saved.sample, label, change: saved.change };
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
