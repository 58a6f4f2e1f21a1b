// Composing: pieces put together to an image that never existed, by hand or by the rule of the class.

import { api } from "../../shared/api.js";
import { el, fill, refill } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { registerKeys } from "../../shared/keys.js";
import { toast, toastError } from "../../shared/toast.js";
import { Drawing, emptySheet } from "../canvas/drawing.js";
import { encodePNG } from "../canvas/png.js";
import { decodeRaster } from "../canvas/raster.js";
import { Easel } from "../easel/easel.js";
import { placePiece, takeDrops } from "../pieces/place.js";
import { PieceTray } from "../pieces/tray.js";
import { paperURL, studioApi } from "../studio-api.js";
import { composedRow } from "./composed-row.js";

/** The sheet where no piece says how large one is. */
const SIDE = 256;

/** @param {import("../main.js").Room} room */
export async function showCompose({ main, header }) {
    const easel = new Easel({ tool: "lasso", onSteps: () => draw() });
    /** @type {string | null} */
    let label = null;
    /** @type {string[]} */
    let classes = [];
    let savedSteps = 0;
    let isBusy = false;
    const heading = el("h1", { class: "work-instruction" }, "Compose");
    const result = el("section", { "aria-label": "What is saved" });
    /** @type {PieceTray} */
    const tray = new PieceTray({ onPick: (piece) => void place(piece), onLoad: (pieces) => row.setPieces(pieces) });
    const row = composedRow();
    const fresh = el("button", { class: "button", type: "button", title: "A new sheet of paper", onclick: () => clear() }, icon("plus"), "New sheet");
    fill(main, el("div", { class: "work compose" },
        el("div", { class: "work-head" }, heading, el("span", { class: "small muted" }, "Click a piece, or drag it onto the paper. It is moved by its middle, scaled by its corners, turned by its knob."), el("span", { class: "spacer" }), fresh),
        el("div", { class: "work-middle compose-middle" }, easel.element, row.element),
        el("aside", { class: "work-side", "aria-label": "Pieces" }, result, tray.element)));
    registerKeys("Compose", [
        { keys: ["Ctrl+Enter", "Ctrl+S"], what: "Save as a new image", run: () => void save(), inFields: true },
        { keys: ["i"], what: "To the canvas", run: () => easel.stage.element.focus() },
    ]);
    addEventListener("beforeunload", (event) => {
        if (isUnsaved()) event.preventDefault();
    });
    clear();
    takeDrops(easel, tray, (piece, at) => void place(piece, at));
    await Promise.all([tray.load(), header.update().then((workspace) => {
        classes = (workspace?.classes ?? []).map(({ name }) => name);
        draw();
    })]);

    function isUnsaved() {
        return (easel.drawing?.steps.done.length ?? 0) !== savedSteps;
    }

    function clear() {
        savedSteps = 0;
        easel.open(emptySheet(SIDE, SIDE, 0xffffffff));
    }

    /** @param {Studio.Piece} piece @param {{x: number, y: number}} [at] */
    async function place(piece, at) {
        try {
            // The first piece brings its paper, at its size; the others lie down on it.
            const isFirst = easel.drawing?.steps.done.length === 0;
            if (isFirst) await takePaper(piece);
            await placePiece(easel, piece, isFirst ? { x: piece.box[0] + piece.box[2] / 2, y: piece.box[1] + piece.box[3] / 2 } : at);
        } catch (error) {
            toastError(error);
        }
    }

    /** @param {Studio.Piece} piece */
    async function takePaper(piece) {
        const answer = await fetch(paperURL(piece.sample));
        if (answer.ok) easel.open(new Drawing(await decodeRaster(await answer.blob())));
    }

    async function save() {
        const { drawing } = easel;
        if (!drawing || isBusy) return;
        const sources = [...new Set(drawing.floats.flatMap(({ source }) => source ?? []))];
        if (label === null) {
            toast("Choose the label that the new image gets.");
            return;
        }
        if (sources.length === 0) {
            toast("Lay a piece on the paper first.");
            return;
        }
        isBusy = true;
        draw();
        try {
            const names = drawing.floats.map(({ name }) => name).join(" + ");
            const { change } = await studioApi.saveDrawing({ parents: sources, label, note: `${label} = ${names}` }, await encodePNG(drawing.flattened()));
            savedSteps = drawing.steps.done.length;
            toast(`Saved as ${label}. Move the pieces for another one, or take a new sheet.`, { action: { label: "Undo", run: () => void api.undo(change.id).then(() => toast("Undone"), toastError) }, seconds: 8 });
        } catch (error) {
            toastError(error);
        }
        isBusy = false;
        draw();
    }

    function draw() {
        heading.textContent = label === null ? "Compose" : `→ ${label}`;
        refill(result,
            el("h2", {}, label === null ? "Save as" : `Save as ${label}`),
            el("div", { class: "labels", role: "group", "aria-label": "Label of the new image" }, ...classes.map((name) =>
                el("button", { class: "button", type: "button", "data-key": `label-${name}`, "aria-pressed": String(name === label), onclick: () => { label = name; draw(); } }, name))),
            el("button", { class: "button primary", type: "button", "data-key": "save", title: "Save as a new image (Ctrl+Enter)", disabled: isBusy || label === null || !easel.drawing?.floats.length || !isUnsaved(), onclick: () => void save() }, icon("check"), "Save"));
    }
}
