// The images to label: the one before us, those that come next with their pictures already here, and the answers on their
// way. An answer never waits for the server: it is kept in the browser until it is acknowledged, and the next image is there.

import { api, ApiError, imageURL, thumbnailURL } from "../shared/api.js";
import { onConnection } from "../shared/events.js";
import { Outbox } from "../shared/outbox.js";
import { newKey } from "../shared/request-key.js";

/** Images held ready; at half of them more are asked for. */
const AHEAD = 10;
const RETRY_MS = 3000;
/** As many as the server takes. */
const MOST_KEPT = 100;
/** Above this many bytes a picture is shown as a thumbnail of 512 pixels. */
const LARGE = 1 << 20;

/** @typedef {{key: string, answer: Tessera.AnswerRequest, item: Tessera.QueueItem}} Sending */

export class Deck {
    /** @param {URLSearchParams} filter which samples */
    constructor(filter) {
        this.filter = filter;
        this.holder = newKey();
        /** @type {Tessera.QueueItem | null} */
        this.current = null;
        /** @type {Tessera.QueueItem[]} */
        this.waiting = [];
        /** @type {Map<number, HTMLImageElement>} */
        this.pictures = new Map();
        /** @type {Sending[]} the first is under way */
        this.sending = [];
        /** @type {Outbox<Sending>} */
        this.outbox = new Outbox("answers");
        this.isEmpty = false;
        this.asking = false;
        /** Whether something happened while it asked, so that the answer may be too little. */
        this.askAgain = false;
        this.running = false;
        /** @type {Promise<void>} settles when all answers so far are acknowledged or given up */
        this.settled = Promise.resolve();
        this.onChange = () => {};
        /** @type {(error: unknown) => void} */
        this.onProblem = () => {};
        /** @type {(conflict: Tessera.Conflict, item: Tessera.QueueItem) => Promise<"mine" | "theirs">} */
        this.onConflict = async () => "theirs";
        /** @type {(sending: Sending, outcome: Tessera.AnswerOutcome) => void} */
        this.onAnswered = () => {};
        /** @type {boolean} */
        this.isLost = false;
        this.tryAgain = () => {};
        onConnection((state) => state === "live" && this.tryAgain());
        // Others may have these at once.
        addEventListener("pagehide", () => navigator.sendBeacon("/api/v1/labelling/release", new Blob([JSON.stringify({ holder: this.holder })], { type: "application/json" })));
    }

    /** @param {string} dataset the identity of the workspace @returns {Promise<number>} answers that a page before this one could not send */
    async begin(dataset) {
        this.outbox.dataset = dataset;
        const left = await this.outbox.leftovers();
        for (const { content } of left) this.#send(content);
        await this.refill();
        return left.length;
    }

    /** Asks for more where few are left, and makes the next one current where there is none. */
    async refill() {
        if (this.asking) {
            this.askAgain = true;
            return;
        }
        if (this.waiting.length <= AHEAD / 2) {
            this.asking = true;
            try {
                do {
                    this.askAgain = false;
                    await this.#ask();
                } while (this.askAgain && this.waiting.length <= AHEAD / 2);
            } catch (error) {
                if (!isUnreachable(error)) this.onProblem(error);
            } finally {
                this.asking = false;
            }
        }
        if (!this.current) this.#advance();
        this.onChange();
    }

    async #ask() {
        const here = this.current ? [this.current, ...this.waiting] : this.waiting;
        // What was answered a moment ago and is still on its way is kept too: it is not to be handed out again.
        const keeping = [...here.map((item) => item.sample.id), ...this.sending.map(({ answer }) => answer.sample)].slice(0, MOST_KEPT);
        const { items } = await api.nextToLabel({ holder: this.holder, count: AHEAD, keeping }, this.filter);
        // Answers on their way may not have arrived when the server chose.
        const known = new Set([...keeping, ...this.sending.map(({ answer }) => answer.sample), ...(this.current ? [this.current.sample.id] : [])]);
        const fresh = items.filter((item) => !known.has(item.sample.id));
        this.waiting.push(...fresh);
        this.isEmpty = this.waiting.length === 0;
        for (const { sample } of fresh) this.#fetch(sample);
    }

    /** @param {Tessera.Sample} sample */
    #fetch(sample) {
        const picture = new Image();
        picture.src = pictureURL(sample);
        picture.alt = "";
        void picture.decode().catch(() => {});
        this.pictures.set(sample.id, picture);
        for (const id of this.pictures.keys()) {
            if (this.pictures.size <= 4 * AHEAD) break;
            if (id !== this.current?.sample.id) this.pictures.delete(id);
        }
    }

    /** @param {Tessera.Sample} sample */
    pictureOf(sample) {
        if (!this.pictures.has(sample.id)) this.#fetch(sample);
        return /** @type {HTMLImageElement} */ (this.pictures.get(sample.id));
    }

    #advance() {
        this.current = this.waiting.shift() ?? null;
    }

    /**
     * Answers about the current image and goes on.
     * @param {{label?: string, kind?: "label" | "skip" | "flag", confidence?: number, reason?: string}} said
     */
    answer(said) {
        const item = this.current;
        if (!item) return;
        const answer = { sample: item.sample.id, revision: item.sample.revision, ...said };
        const sending = { key: newKey(), answer, item };
        void this.outbox.put(sending.key, sending);
        this.#advance();
        this.#send(sending);
        this.onChange();
        void this.refill();
    }

    /** Takes the last answer back and shows its image again. */
    async undo() {
        await this.settled;
        const { answers } = await api.undoAnswer();
        const [sample] = await api.samples(answers.slice(-1).map((answer) => answer.sample));
        if (sample) this.show({ sample, isContested: false, informativeness: 0 });
        return sample;
    }

    /** @param {Tessera.QueueItem} item becomes the current one; the one before comes after it */
    show(item) {
        if (this.current) this.waiting.unshift(this.current);
        this.current = item;
        this.onChange();
    }

    /** @param {Sending} sending */
    #send(sending) {
        this.sending.push(sending);
        if (!this.running) this.settled = this.#run();
    }

    async #run() {
        this.running = true;
        while (this.sending.length > 0) {
            const [sending] = this.sending;
            try {
                const outcome = await api.answer([sending.answer], sending.key);
                this.isLost = false;
                this.#done(sending);
                this.onAnswered(sending, outcome);
            } catch (error) {
                if (isUnreachable(error)) {
                    this.isLost = true;
                    this.onChange();
                    await new Promise((resolve) => {
                        this.tryAgain = () => resolve(undefined);
                        setTimeout(resolve, RETRY_MS);
                    });
                    continue;
                }
                await this.#refused(sending, error);
            }
            this.onChange();
        }
        this.running = false;
        if (this.waiting.length === 0) void this.refill();
    }

    /** @param {Sending} sending @param {unknown} error */
    async #refused(sending, error) {
        this.#done(sending);
        const [conflict] = error instanceof ApiError && error.code === "conflict" ? error.conflicts : [];
        if (!conflict) return this.onProblem(error);
        if ((await this.onConflict(conflict, sending.item)) === "theirs") return undefined;
        const [sample] = await api.samples([sending.answer.sample]);
        const again = { ...sending, key: newKey(), answer: { ...sending.answer, revision: sample?.revision } };
        void this.outbox.put(again.key, again);
        this.sending.unshift(again);
        return undefined;
    }

    /** @param {Sending} sending */
    #done(sending) {
        this.sending.shift();
        void this.outbox.remove(sending.key);
    }
}

/** @param {Tessera.Sample} sample */
function pictureURL(sample) {
    return sample.bytes > LARGE ? thumbnailURL(sample.id, 512) : imageURL(sample.id);
}

/** @param {unknown} error */
function isUnreachable(error) {
    return error instanceof ApiError && (error.status === 0 || error.status === 502 || error.status === 503);
}
