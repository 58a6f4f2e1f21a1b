// A field with a list below it: type some letters of a class or tag, Enter takes the first that begins so.

import { el, fill } from "../shared/dom.js";
import { openPopover } from "../shared/menu.js";

/** @typedef {{value: string | null, text: string, count?: string}} PickerChoice */

/**
 * @param {HTMLElement} anchor
 * @param {{label: string, choices: PickerChoice[], newWord: string, take: (value: string | null, isNew: boolean) => void}} options
 *   newWord: how to offer a word that is not in the list
 */
export function openPicker(anchor, { label, choices, newWord, take }) {
    const input = el("input", { class: "field", type: "text", autocomplete: "off", spellcheck: false, "aria-label": label, placeholder: label, role: "combobox", "aria-expanded": "true", "aria-autocomplete": "list", "aria-controls": "picker-list" });
    const list = el("div", { id: "picker-list", role: "listbox", "aria-label": label, class: "picker-list" });
    let chosen = 0;
    /** @type {(PickerChoice & {isNew?: boolean})[]} */
    let matches = [];

    /** @param {PickerChoice & {isNew?: boolean}} choice */
    const pick = (choice) => {
        close();
        take(choice.value, choice.isNew === true);
    };
    const show = () => {
        fill(list, ...matches.map((choice, place) => {
            const option = el("div", { role: "option", id: `picker-${place}`, "aria-selected": String(place === chosen), class: "menu-item", onpointerdown: (/** @type {Event} */ event) => {
                event.preventDefault();
                pick(choice);
            } }, el("span", {}, choice.text), choice.count !== undefined && el("span", { class: "count" }, choice.count));
            return option;
        }));
        input.setAttribute("aria-activedescendant", matches.length > 0 ? `picker-${chosen}` : "");
        list.children[chosen]?.scrollIntoView({ block: "nearest" });
    };
    const search = () => {
        const typed = input.value.trim();
        const small = typed.toLowerCase();
        const exact = choices.filter(({ text }) => text.toLowerCase() === small);
        const starts = choices.filter((choice) => choice.text.toLowerCase().startsWith(small) && !exact.includes(choice));
        matches = [...exact, ...starts];
        if (typed && exact.length === 0) matches.push({ value: typed, text: `${newWord} “${typed}”`, isNew: true });
        chosen = 0;
        show();
    };
    input.addEventListener("input", search);
    input.addEventListener("keydown", (event) => {
        const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (by !== undefined && matches.length > 0) {
            event.preventDefault();
            chosen = (chosen + by + matches.length) % matches.length;
            show();
        } else if (event.key === "Enter" && matches[chosen]) {
            event.preventDefault();
            pick(matches[chosen]);
        }
    });
    search();
    // Only now: where the panel opens depends on how long the list is.
    const close = openPopover(anchor, el("div", { class: "picker" }, input, list));
}
