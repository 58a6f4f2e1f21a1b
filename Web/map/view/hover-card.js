// The card beside the pointer: the picture, its name, label and split.

import { el, fill } from "../../shared/dom.js";

/** @typedef {import("./points.js").Points} Points */
/** @typedef {import("../../shared/thumbnails.js").PictureSource} PictureSource */

const cardPictureSide = 256;

export class HoverCard {
    /** @param {HTMLElement} stage @param {Points} points @param {PictureSource} pictures */
    constructor(stage, points, pictures) {
        this.stage = stage;
        this.points = points;
        this.pictures = pictures;
        this.card = el("div", { class: "map-card", hidden: true, "aria-hidden": "true" });
        this.row = -1;
        stage.append(this.card);
    }

    /**
     * @param {number} row -1: none
     * @param {number} [x] of the point, on the stage
     * @param {number} [y]
     */
    show(row, x = 0, y = 0) {
        this.card.hidden = row < 0;
        if (row < 0) {
            this.row = -1;
            return;
        }
        if (row !== this.row) this.write(row);
        const { clientWidth: width, clientHeight: height } = this.stage;
        const { offsetWidth, offsetHeight } = this.card;
        const left = x + 18 + offsetWidth > width ? x - 18 - offsetWidth : x + 18;
        const top = Math.min(Math.max(y - offsetHeight / 2, 8), Math.max(height - offsetHeight - 8, 8));
        this.card.style.transform = `translate(${Math.round(Math.max(left, 8))}px, ${Math.round(top)}px)`;
    }

    /** @param {number} row */
    write(row) {
        this.row = row;
        const url = this.pictures.url(row, cardPictureSide);
        const [label, split, name] = ["label", "split", "name"].map((field) => this.points.text(row, field));
        const tags = this.points.text(row, "tags")?.split("\u001f").join(", ");
        fill(
            this.card,
            url && el("img", { class: "thumb", src: url, alt: "", width: 148, height: 148 }),
            el("b", {}, label ?? "unlabelled"),
            el("span", {}, el("i", { class: "split-dot", "data-split": split ?? "none" }), ` ${split ?? "no split"}`),
            tags && el("span", { class: "muted" }, tags),
            el("span", { class: "muted name" }, name ?? `image ${this.points.ids[row]}`),
        );
    }
}
