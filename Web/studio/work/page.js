// The canvas room: a queue of images, one after another, each with what is to be done in large letters.

import { api, messageOf, thumbnailURL } from "../../shared/api.js";
import { el, fill, refill } from "../../shared/dom.js";
import { count } from "../../shared/format.js";
import { icon } from "../../shared/icons.js";
import { registerKeys } from "../../shared/keys.js";
import { toast, toastError } from "../../shared/toast.js";
import { Easel } from "../easel/easel.js";
import { keepSelectedPiece } from "../pieces/keep.js";
import { placePiece, takeDrops } from "../pieces/place.js";
import { PieceTray } from "../pieces/tray.js";
import { queueFromAddress } from "../queue/from-address.js";
import { studioApi } from "../studio-api.js";
import { Session, isUnsaved } from "./session.js";
import { showStart } from "./start.js";

/** @param {import("../main.js").Room} room */
export async function showWork({ main, query, header }) {
    /** @type {import("../queue/queue.js").Queue | null} */
    let queue = null;
    let trouble = "";
    try {
        queue = await queueFromAddress(query);
    } catch (error) {
        trouble = messageOf(error);
    }
    const workspace = await header.update();
    if (!queue || queue.count === 0) {
        showStart(main, workspace, trouble || (queue ? `There are no images in “${queue.name}”.` : ""));
        return;
    }
    /** @type {Record<string, Tessera.ChainStep[]>} */
    const chains = {};
    try {
        for (const { name, chain } of (await api.rules()).classes) chains[name] = chain;
    } catch (error) {
        toastError(error);
    }
    workOn(main, queue, chains, (workspace?.classes ?? []).map(({ name }) => name));
}

/** @param {HTMLElement} main @param {import("../queue/queue.js").Queue} queue @param {Record<string, Tessera.ChainStep[]>} chains @param {string[]} classes */
function workOn(main, queue, chains, classes) {
    const easel = new Easel({ tool: "pieces", onSteps: () => draw(), onSelect: () => draw() });
    const session = new Session(easel, queue, chains, () => draw());
    const head = el("div", { class: "work-head" });
    const facts = el("section", { class: "work-facts", "aria-label": "The image" });
    const result = el("section", { "aria-label": "What is saved" });
    const made = el("section", { "aria-label": "Made of this image" });
    /** @type {PieceTray} */
    const tray = new PieceTray({ onPick: (piece) => void place(piece) });
    const keep = el("button", { class: "button", type: "button", title: "Keep what is selected as a piece (k)", onclick: () => void keepPiece() }, icon("tray"), "Keep as a piece");
    const keepAll = el("button", { class: "button", type: "button", title: "Keep all parts of its class as pieces (K)", onclick: () => void keepParts() }, "All its parts");
    const empty = el("div", { class: "work-empty empty", hidden: true });
    const middle = el("div", { class: "work-middle" }, easel.element, empty);
    const work = el("div", { class: "work" }, head, middle,
        el("aside", { class: "work-side", "aria-label": "Save" }, result, facts, made, el("div", { class: "work-buttons" }, keep, keepAll), tray.element));
    fill(main, work);

    registerKeys("The queue", [
        { keys: ["Ctrl+Enter", "Ctrl+S"], what: "Save, and go on", run: () => void save(), inFields: true },
        { keys: ["Ctrl+Shift+Enter"], what: "Save, and stay on this image", run: () => void save(true), inFields: true },
        { keys: ["x"], what: "Skip this step, or this image", run: () => void session.skip() },
        { keys: ["n", "PageDown"], what: "Next image", run: () => void session.move(1) },
        { keys: ["N", "PageUp"], what: "Image before", run: () => void session.move(-1) },
        { keys: ["c"], what: "Follow the chain, or save with any label", run: () => follow(!session.followsChains) },
        { keys: ["k"], what: "Keep what is selected as a piece", run: () => void keepPiece() },
        { keys: ["K"], what: "Keep all parts of its class as pieces", run: () => void keepParts() },
        { keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"], what: "Label of what is saved, by its place", run: (event) => chooseLabel(classes[Number(event.key) - 1]), when: () => session.chain.length === 0 },
        { keys: ["i"], what: "To the canvas", run: () => easel.stage.element.focus() },
    ]);
    addEventListener("beforeunload", (event) => {
        if (session.hasUnsaved) event.preventDefault();
    });
    void session.open().then(() => easel.stage.element.focus({ preventScroll: true }));
    void tray.load();
    takeDrops(easel, tray, (piece, at) => void place(piece, at));

    /** @param {boolean} on */
    function follow(on) {
        session.followsChains = on;
        draw();
    }

    /** @param {string | undefined} name */
    function chooseLabel(name) {
        if (name === undefined) return;
        session.chosenLabel = name;
        draw();
    }

    async function save(stay = false) {
        const { desk } = session;
        if (!desk || session.isBusy) return;
        if (session.label === null) {
            toast("Choose the label that the new image gets.");
            return;
        }
        if (!isUnsaved(desk)) {
            toast(desk.made.length > 0 ? "All of it is saved. Change something more, or go on (n)." : "Nothing is changed yet. Take something away first, or skip it (x).");
            return;
        }
        try {
            const saved = await session.save(stay);
            if (saved) toast(`Saved as ${saved.label}`, { action: { label: "Undo", run: () => void api.undo(saved.change).then(() => toast("Undone"), toastError) } });
        } catch (error) {
            toastError(error);
        }
    }

    async function keepPiece() {
        const { desk } = session;
        if (!desk) return;
        if (await keepSelectedPiece(easel, desk.sample, desk.strokes?.names ?? new Map())) await tray.load();
    }

    /** @param {Studio.Piece} piece @param {{x: number, y: number}} [at] in the picture */
    async function place(piece, at) {
        try {
            await placePiece(easel, piece, at);
        } catch (error) {
            toastError(error);
        }
    }

    async function keepParts() {
        const { desk } = session;
        if (!desk) return;
        try {
            const { pieces } = await studioApi.keepParts(desk.sample.id);
            toast(`Kept ${pieces.map(({ name }) => name).join(", ")}`);
            await tray.load();
        } catch (error) {
            toastError(error);
        }
    }

    function draw() {
        work.dataset.strokes = session.desk?.strokes ? "there" : "none";
        drawHead();
        drawSide();
        const { desk } = session;
        empty.hidden = desk !== null || session.isBusy;
        if (empty.hidden) return;
        const atEnd = queue.sample === undefined;
        fill(empty, el("h2", {}, atEnd ? `All ${count(queue.count)} seen` : "This image cannot be shown"),
            el("p", {}, atEnd ? "That was the last of the queue." : session.trouble),
            el("div", { class: "room-tools" }, el("button", { class: "button", type: "button", onclick: () => void session.move(-1) }, "Back"),
                atEnd ? el("a", { class: "button primary", href: "/studio" }, "Another queue") : el("button", { class: "button primary", type: "button", onclick: () => void session.move(1) }, "Next")));
    }

    function drawHead() {
        const { chain, desk, task } = session;
        const share = el("i");
        share.style.width = `${(100 * queue.at) / queue.count}%`;
        const instruction = task ? `${task.from} → ${task.to}` : chain.length > 0 ? `${desk?.sample.label} is done` : (desk ? `${desk.sample.label ?? "no label"}${session.label !== desk.sample.label ? ` → ${session.label}` : ""}` : "");
        refill(head,
            el("button", { class: "button icon", type: "button", "data-key": "back", "aria-label": "Image before", title: "Image before (N)", disabled: queue.at === 0, onclick: () => void session.move(-1) }, icon("left")),
            el("span", { class: "work-place", role: "status" }, queue.words),
            el("button", { class: "button icon", type: "button", "data-key": "next", "aria-label": "Next image", title: "Next image (n)", disabled: queue.at >= queue.count, onclick: () => void session.move(1) }, icon("right")),
            el("span", { class: "small muted" }, queue.name),
            el("div", { class: "progress work-progress", role: "progressbar", "aria-label": "How far the queue is", "aria-valuemin": 0, "aria-valuemax": queue.count, "aria-valuenow": queue.at }, share),
            el("div", { class: "work-task" },
                el("h1", { class: "work-instruction", "aria-live": "polite" }, instruction),
                task && el("span", { class: "work-words muted" }, task.instruction),
                chain.length > 0 && el("ol", { class: "work-steps", "aria-label": "The chain" }, ...chain.map(({ label }, at) =>
                    el("li", { class: desk && desk.made.some((each) => each.label === label) ? "is-done" : "", "aria-current": at === desk?.step ? "step" : null }, label)))));
        keepAddress();
    }

    function drawSide() {
        const { desk, chain, label } = session;
        const hasChain = (desk?.chain.length ?? 0) > 0;
        keepAll.disabled = !desk;
        keep.disabled = !desk || !(easel.selectedArea() || easel.tools?.lasso.chosen);
        refill(result,
            el("h2", {}, label === null ? "Save" : `Save as ${label}`),
            chain.length === 0 && desk && el("div", { class: "labels", role: "group", "aria-label": "Label of what is saved" }, ...classes.map((name) =>
                el("button", { class: "button", type: "button", "data-key": `label-${name}`, "aria-pressed": String(name === label), onclick: () => chooseLabel(name) }, name))),
            hasChain && el("label", { class: "check small" }, el("input", { type: "checkbox", "data-key": "follow", checked: session.followsChains, onchange: () => follow(!session.followsChains) }), `Follow the chain to ${desk?.chain.map((step) => step.label).join(", ")}`),
            el("div", { class: "work-buttons" },
                el("button", { class: "button primary", type: "button", "data-key": "save", title: "Save, and go on (Ctrl+Enter)", disabled: !desk || session.isBusy || label === null || !isUnsaved(desk), onclick: () => void save() }, icon("check"), "Save"),
                el("button", { class: "button", type: "button", "data-key": "skip", title: "Skip (x)", disabled: !desk || session.isBusy, onclick: () => void session.skip() }, "Skip")));
        fill(facts, ...(desk ? [
            el("p", { class: "small" }, el("strong", {}, desk.sample.name)),
            el("p", { class: "small muted number" }, el("span", { class: "split-dot", "data-split": desk.sample.split ?? "none" }), ` ${desk.sample.split ?? "no split"} · ${desk.sample.label ?? "no label"} · ${desk.sample.width} × ${desk.sample.height} · sample ${desk.sample.id}`),
        ] : []));
        fill(made, ...(desk && desk.made.length > 0 ? [
            el("h3", {}, "Made of it"),
            el("ul", { class: "work-made" }, ...desk.made.map((each) => el("li", {}, el("img", { class: "thumb", src: thumbnailURL(each.id, 64), alt: "", width: 56, height: 56 }), each.label))),
        ] : []));
    }

    /** So that a reload, or somebody who gets the link, goes on at the same image. */
    function keepAddress() {
        const address = new URLSearchParams(queue.address);
        if (queue.sample !== undefined) address.set("at", String(queue.sample));
        const text = `/studio?${address}`;
        if (location.pathname + location.search !== text) history.replaceState(null, "", text);
    }
}
