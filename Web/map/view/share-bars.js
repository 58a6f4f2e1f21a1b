// How many of each class and each split: a small column for a class, its parts the splits.

import { el, fill } from "../../shared/dom.js";
import { count } from "../../shared/format.js";

/** @typedef {import("./points.js").Points} Points */

const mostColumns = 14;

/** Counts of some rows, by class and split; the last of each is "none". */
export class Shares {
    /** @param {Points} points */
    constructor(points) {
        this.points = points;
        this.labelNames = [...(points.column("label")?.dictionary ?? [])];
        this.labelCodes = points.column("label")?.values ?? new Uint16Array(points.count).fill(0xffff);
        this.splitCodes = points.column("split")?.values ?? new Uint8Array(points.count).fill(0xff);
        this.splitNames = [...(points.column("split")?.dictionary ?? [])];
        this.labels = new Uint32Array(this.labelNames.length + 1);
        this.splits = new Uint32Array(this.splitNames.length + 1);
        /** label × split */
        this.cells = new Uint32Array(this.labels.length * this.splits.length);
    }

    begin() {
        for (const counts of [this.labels, this.splits, this.cells]) counts.fill(0);
    }

    /** @param {number} row */
    add(row) {
        this.change(row, 1);
    }

    /** @param {number} row */
    take(row) {
        this.change(row, -1);
    }

    /** @param {number} row @param {1 | -1} by */
    change(row, by) {
        const label = Math.min(this.labelCodes[row], this.labels.length - 1);
        const split = Math.min(this.splitCodes[row], this.splits.length - 1);
        this.labels[label] += by;
        this.splits[split] += by;
        this.cells[label * this.splits.length + split] += by;
    }

    /**
     * Counts all rows of which some flags are as wanted.
     * @param {number} mask @param {number} wanted
     */
    tally(mask, wanted) {
        this.begin();
        const { flags } = this.points;
        for (let row = 0; row < flags.length; row++) if ((flags[row] & mask) === wanted) this.change(row, 1);
    }

    get total() {
        return this.splits.reduce((sum, n) => sum + n, 0);
    }
}

export class ShareBars {
    /**
     * @param {HTMLElement} host
     * @param {Shares} shares of all rows just now
     * @param {string[]} labelOrder the label book's
     */
    constructor(host, shares, labelOrder) {
        const all = shares.labelNames.map((name, code) => ({ name, code }));
        const places = new Map(labelOrder.map((name, place) => [name, place]));
        all.sort((a, b) => (places.get(a.name) ?? 1e6) - (places.get(b.name) ?? 1e6));
        const kept = new Set([...all].sort((a, b) => shares.labels[b.code] - shares.labels[a.code]).slice(0, all.length > mostColumns ? mostColumns - 1 : mostColumns));
        const shown = all.filter((entry) => kept.has(entry));
        const others = all.filter((entry) => !kept.has(entry)).map(({ code }) => code);
        this.columns = shown.map(({ name, code }) => labelColumn(name, [code], shares));
        if (others.length > 0) this.columns.push(labelColumn("others", others, shares));
        const unlabelled = shares.labels.length - 1;
        if (shares.labels[unlabelled] > 0) this.columns.push(labelColumn("?", [unlabelled], shares, "unlabelled"));
        this.splits = [...shares.splitNames, "no split"].map((name, code) => splitPart(name, code));
        fill(host,
            el("ul", { class: "share-columns", "aria-label": "By label" }, ...this.columns.map(({ element }) => element)),
            el("div", { class: "share-line", "aria-hidden": "true" }, ...this.splits.map(({ bar }) => bar)),
            el("ul", { class: "share-splits", "aria-label": "By split" }, ...this.splits.map(({ text }) => text)));
    }

    /** @param {Shares} shares */
    update({ labels, splits, cells }) {
        const totals = this.columns.map(({ codes }) => codes.reduce((sum, code) => sum + labels[code], 0));
        const most = Math.max(1, ...totals);
        this.columns.forEach(({ codes, number, parts, element }, place) => {
            number.textContent = totals[place] > 0 ? shortCount(totals[place]) : "";
            number.title = count(totals[place]);
            element.classList.toggle("none", totals[place] === 0);
            parts.forEach((part, split) => {
                const value = codes.reduce((sum, code) => sum + cells[code * splits.length + split], 0);
                part.style.height = `${(value / most) * 100}%`;
            });
        });
        const total = Math.max(1, splits.reduce((sum, n) => sum + n, 0));
        this.splits.forEach(({ bar, text, number }, code) => {
            bar.style.width = `${(splits[code] / total) * 100}%`;
            text.hidden = splits[code] === 0;
            number.textContent = count(splits[code]);
        });
    }
}

/**
 * What has room above a column: 987, 1.2k, 123k, 1.2M.
 * @param {number} n
 */
function shortCount(n) {
    if (n < 1000) return String(n);
    const [value, unit] = n < 999_500 ? [n / 1000, "k"] : [n / 1_000_000, "M"];
    return `${value < 9.95 ? value.toFixed(1) : Math.round(value)}${unit}`;
}

/** @param {string} name @param {number[]} codes @param {Shares} shares @param {string} title in full */
function labelColumn(name, codes, shares, title = name) {
    const parts = [...shares.splitNames, "none"].map((split) => el("i", { "data-split": split }));
    const number = el("b", { class: "number" });
    const element = el("li", {}, number, el("span", { class: "bar", "aria-hidden": "true" }, ...parts), el("span", { class: "name", title }, name));
    return { codes, number, parts, element };
}

/** @param {string} name @param {number} code */
function splitPart(name, code) {
    const split = name === "no split" ? "none" : name;
    const number = el("b", { class: "number" });
    return { code, number, bar: el("i", { "data-split": split }), text: el("li", {}, el("i", { class: "split-dot", "data-split": split }), ` ${name} `, number) };
}
