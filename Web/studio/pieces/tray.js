// The tray of pieces: looked through by name, taken by a click or Enter, or dragged onto the canvas.

import { el, fill } from "../../shared/dom.js";
import { count } from "../../shared/format.js";
import { openMenu } from "../../shared/menu.js";
import { confirmDialog, promptDialog } from "../../shared/dialog.js";
import { toastError } from "../../shared/toast.js";
import { pieceURL, studioApi } from "../studio-api.js";

const SHOWN = 200;

export class PieceTray {
    /** @param {{onPick: (piece: Studio.Piece) => void, onLoad?: (pieces: Studio.Piece[]) => void}} options */
    constructor({ onPick, onLoad = () => {} }) {
        this.onPick = onPick;
        this.onLoad = onLoad;
        /** @type {Map<number, Studio.Piece>} */
        this.pieces = new Map();
        this.asked = 0;
        /** @type {ReturnType<typeof setTimeout> | undefined} */
        let typing;
        this.search = el("input", { class: "field", type: "search", placeholder: "Search pieces", "aria-label": "Search pieces", spellcheck: false, autocomplete: "off",
            oninput: () => {
                clearTimeout(typing);
                typing = setTimeout(() => void this.load(), 200);
            } });
        this.words = el("span", { class: "small muted number" });
        this.list = el("ul", { class: "tray-list" });
        this.list.addEventListener("keydown", (event) => this.moveFocus(event));
        this.element = el("section", { class: "tray", "aria-label": "Pieces" },
            el("div", { class: "tray-tools" }, el("h2", {}, "Pieces"), this.words, this.search), this.list);
    }

    async load() {
        const mine = ++this.asked;
        const text = this.search.value.trim();
        try {
            const { pieces, total } = await studioApi.pieces({ limit: String(SHOWN), ...(text ? { q: text } : {}) });
            if (mine !== this.asked) return;
            this.pieces = new Map(pieces.map((piece) => [piece.id, piece]));
            this.words.textContent = total > pieces.length ? `${count(pieces.length)} of ${count(total)}` : count(total);
            fill(this.list, ...pieces.map((piece) => el("li", {}, this.card(piece))));
            if (pieces.length === 0) fill(this.list, el("li", { class: "small muted" }, text ? "None of this name." : "None yet. Select a stroke on the canvas and keep it (k)."));
            this.onLoad(pieces);
        } catch (error) {
            if (mine === this.asked) fill(this.list, el("li", { class: "small job-error" }, error instanceof Error ? error.message : String(error)));
        }
    }

    /** @param {Studio.Piece} piece */
    card(piece) {
        const whose = [piece.writer, piece.style && `style ${piece.style}`].filter(Boolean).join(", ");
        const words = `${piece.name}, of sample ${piece.sample}${whose ? `, ${whose}` : ""}`;
        return el("button", { class: "tray-piece", type: "button", draggable: true, title: `${words}. Right click, or F2 and Delete: rename, remove`, "aria-label": words, "data-piece": piece.id,
            onclick: () => this.onPick(piece),
            ondragstart: (/** @type {DragEvent} */ event) => event.dataTransfer?.setData("text/x-tessera-piece", String(piece.id)),
            oncontextmenu: (/** @type {MouseEvent} */ event) => {
                event.preventDefault();
                openMenu(/** @type {HTMLElement} */ (event.currentTarget), [
                    { label: "Rename", key: "F2", run: () => void this.rename(piece) }, { label: "Remove", key: "Delete", run: () => void this.remove(piece) },
                ], { at: { x: event.clientX, y: event.clientY }, label: piece.name });
            },
            onkeydown: (/** @type {KeyboardEvent} */ event) => {
                if (event.key === "F2") void this.rename(piece);
                else if (event.key === "Delete") void this.remove(piece);
                else return;
                event.preventDefault();
                event.stopPropagation();
            } },
        el("img", { src: pieceURL(piece.id), alt: "", loading: "lazy", draggable: false }), el("span", {}, piece.name));
    }

    /** @param {Studio.Piece} piece */
    async rename(piece) {
        const name = await promptDialog({ title: "Rename the piece", label: "What it is", value: piece.name, yes: "Rename" });
        if (!name?.trim() || name.trim() === piece.name) return;
        await studioApi.renamePiece(piece.id, name.trim()).catch(toastError);
        await this.load();
    }

    /** @param {Studio.Piece} piece */
    async remove(piece) {
        if (!(await confirmDialog({ title: `Remove this ${piece.name}?`, text: "It goes out of the tray. Images that were put together with it stay.", yes: "Remove", danger: true }))) return;
        await studioApi.removePiece(piece.id).catch(toastError);
        await this.load();
    }

    /** @param {KeyboardEvent} event */
    moveFocus(event) {
        const cards = /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll("button")]);
        const here = cards.indexOf(/** @type {HTMLElement} */ (document.activeElement));
        const to = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: cards.length - 1 }[event.key];
        if (to === undefined || here < 0) return;
        event.preventDefault();
        cards.at(to % cards.length)?.focus();
    }
}
