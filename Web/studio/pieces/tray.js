import { el } from "../../shared/dom.js";
export class PieceTray {
    /** @param {{onPick: (piece: any) => void}} options */
    constructor(options) { this.options = options; this.element = el("section"); }
    async load() {}
    /** @param {import("../easel/easel.js").Easel} easel @param {any} piece */
    async place(easel, piece) { return [easel, piece]; }
}
