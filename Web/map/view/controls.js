// The controls of the map's toolbar.

import { el } from "../../shared/dom.js";

/** @typedef {{value: string, text: string, title?: string}} Choice */

/**
 * @param {string} label
 * @param {Choice[]} choices
 * @param {string} value
 * @param {(value: string) => void} changed
 */
export function choiceControl(label, choices, value, changed) {
    const select = el("select", { class: "field" }, ...choices.map((choice) => el("option", { value: choice.value }, choice.text)));
    select.value = value;
    select.addEventListener("change", () => changed(select.value));
    return el("label", { class: "map-control" }, el("span", { class: "muted" }, label), select);
}

/**
 * A few choices side by side, one of them pressed.
 * @param {string} label
 * @param {Choice[]} choices
 * @param {string} value
 * @param {(value: string) => void} changed
 * @returns {{element: HTMLElement, set: (value: string, tell?: boolean) => void}}
 */
export function pressedControl(label, choices, value, changed) {
    const buttons = choices.map((choice) =>
        el("button", { type: "button", title: choice.title, "data-value": choice.value, onclick: () => set(choice.value, true) }, choice.text));
    /** @param {string} chosen @param {boolean} [tell] */
    const set = (chosen, tell = false) => {
        for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.value === chosen));
        if (tell) changed(chosen);
    };
    set(value);
    const element = el("div", { class: "map-control" }, el("div", { class: "map-pressed", role: "group", "aria-label": label }, ...buttons));
    return { element, set };
}

/**
 * @param {string} label
 * @param {{min: number, max: number, step: number}} range
 * @param {number} value
 * @param {(value: number) => void} changed
 */
export function rangeControl(label, range, value, changed) {
    const input = el("input", { type: "range", ...range, value: String(value) });
    input.addEventListener("input", () => changed(Number(input.value)));
    return el("label", { class: "map-control" }, el("span", { class: "muted" }, label), input);
}
