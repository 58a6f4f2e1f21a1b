// What the colours mean, and a filter: a click takes a group away or brings it back, a double click (or Alt
// with a click or Enter) leaves it alone on the map.

import { el, fill } from "../../shared/dom.js";
import { count } from "../../shared/format.js";

/** @typedef {import("./colour-scale.js").ColourScale} ColourScale */
/** @typedef {{title: string, scale: ColourScale, coloured: boolean}} LegendPart */
/** @typedef {Map<string, Set<string>>} HiddenGroups the keys of the groups taken away, by field */

export class Legend {
    /**
     * @param {HTMLElement} host
     * @param {HiddenGroups} hidden changed by this, told by `changed`
     * @param {() => void} changed
     */
    constructor(host, hidden, changed) {
        this.host = host;
        this.hidden = hidden;
        this.changed = changed;
        /** @type {{field: string, key: string, button: HTMLButtonElement}[]} */
        this.entries = [];
        host.addEventListener("keydown", (event) => this.move(event));
    }

    /** @param {LegendPart[]} parts */
    show(parts) {
        const focused = document.activeElement instanceof HTMLElement && this.host.contains(document.activeElement) ? document.activeElement.dataset.entry : undefined;
        this.entries = [];
        fill(this.host, ...parts.map((part) => this.part(part)));
        this.update();
        if (focused) this.entries.find(({ button }) => button.dataset.entry === focused)?.button.focus();
    }

    /** @param {LegendPart} part */
    part({ title, scale, coloured }) {
        const { field } = scale;
        const groups = scale.groups.filter((group) => group.count > 0);
        const all = el("button", { type: "button", class: "legend-all", "data-all": field, onclick: () => this.setHidden(field, []) }, "Show all");
        return el("section", { class: "legend-part", "aria-label": `${title}: what is shown` },
            el("div", { class: "legend-head" }, el("h2", {}, title), all),
            el("ul", {}, ...groups.map((group) => el("li", {}, this.button(field, group, coloured)))));
    }

    /** @param {string} field @param {import("./colour-scale.js").Group} group @param {boolean} coloured */
    button(field, { key, text, colour, count: samples }, coloured) {
        const swatch = el("i", { class: coloured ? "swatch" : "swatch plain" });
        if (coloured) swatch.style.setProperty("--swatch", colour);
        const button = el("button", { type: "button", "data-entry": `${field}:${key}`, title: "Click: take away or bring back. Double click or Alt+click: only this." },
            swatch, el("span", { class: "text" }, text), el("span", { class: "number muted" }, count(samples)));
        /** @type {Set<string> | undefined} as it was before the first click of two */
        let before;
        button.addEventListener("click", (event) => {
            if (event.detail > 1 && before) this.hidden.set(field, before);
            else before = new Set(this.hidden.get(field));
            if (event.altKey || event.detail > 1) this.solo(field, key);
            else this.toggle(field, key);
        });
        this.entries.push({ field, key, button });
        return button;
    }

    /** @param {string} field @param {string} key */
    toggle(field, key) {
        const keys = new Set(this.hidden.get(field));
        if (!keys.delete(key)) keys.add(key);
        this.setHidden(field, keys);
    }

    /** @param {string} field @param {string} key */
    solo(field, key) {
        const others = this.entries.filter((entry) => entry.field === field && entry.key !== key).map((entry) => entry.key);
        const alone = others.every((other) => this.hidden.get(field)?.has(other)) && !this.hidden.get(field)?.has(key);
        this.setHidden(field, alone ? [] : others);
    }

    /** @param {string} field @param {Iterable<string>} keys */
    setHidden(field, keys) {
        this.hidden.set(field, new Set(keys));
        this.update();
        this.changed();
    }

    update() {
        for (const { field, key, button } of this.entries) button.setAttribute("aria-pressed", String(!this.hidden.get(field)?.has(key)));
        for (const all of this.host.querySelectorAll("[data-all]")) {
            if (all instanceof HTMLElement) all.hidden = !this.hidden.get(all.dataset.all ?? "")?.size;
        }
    }

    /** @param {KeyboardEvent} event */
    move(event) {
        const here = this.entries.findIndex(({ button }) => button === document.activeElement);
        const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: this.entries.length - 1 }[event.key];
        if (here < 0 || to === undefined) return;
        event.preventDefault();
        this.entries.at(to % this.entries.length)?.button.focus();
    }
}
