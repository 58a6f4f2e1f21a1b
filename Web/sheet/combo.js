// A text field with suggestions below it: for a label, a split, a tag. Typing narrows them by prefix, arrows choose.

import { el, fill } from "../shared/dom.js";

const SHOWN = 12;
let made = 0;

/**
 * @typedef {object} Combo
 * @property {HTMLInputElement} input
 * @property {() => string} choice the text, or the suggestion it stands for
 * @property {() => void} place puts the list where the field is now
 * @property {() => void} close
 */

/**
 * @param {object} options
 * @param {string} options.label said by screen readers
 * @param {string} options.text to begin with
 * @param {string[]} options.suggestions in their order
 * @param {boolean} [options.many] several values with commas between; suggestions are for the last
 * @returns {Combo}
 */
export function makeCombo({ label, text, suggestions, many = false }) {
    const listId = `combo-${++made}`;
    const list = el("div", { class: "combo-list popover", role: "listbox", id: listId, "aria-label": label, hidden: true });
    const input = el("input", { type: "text", class: "combo", value: text, autocomplete: "off", spellcheck: false, role: "combobox", "aria-label": label,
        "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId });
    /** @type {string[]} */
    let shown = [];
    let marked = -1;
    let touched = false;

    const typed = () => (many ? input.value.slice(input.value.lastIndexOf(",") + 1) : input.value).trim();

    const update = () => {
        const prefix = typed().toLowerCase();
        const starting = suggestions.filter((each) => each.toLowerCase().startsWith(prefix));
        const exact = starting.filter((each) => each.toLowerCase() === prefix);
        shown = [...exact, ...starting.filter((each) => !exact.includes(each))].slice(0, SHOWN);
        // A new tag may begin like an old one, so only an arrow key takes a suggestion for it.
        marked = prefix !== "" && shown.length > 0 && !many ? 0 : -1;
        draw();
    };

    const draw = () => {
        fill(list, ...shown.map((each, index) => el("div", {
            class: "menu-item", role: "option", id: `${listId}-${index}`, "aria-selected": String(index === marked),
            onpointerdown: (/** @type {Event} */ event) => {
                event.preventDefault();
                take(each);
                input.dispatchEvent(new CustomEvent("combo-taken", { bubbles: true }));
            },
        }, each)));
        const open = shown.length > 0 && document.activeElement === input;
        list.hidden = !open;
        input.setAttribute("aria-expanded", String(open));
        if (marked >= 0) input.setAttribute("aria-activedescendant", `${listId}-${marked}`);
        else input.removeAttribute("aria-activedescendant");
        place();
    };

    const place = () => {
        if (list.hidden) return;
        if (!list.isConnected) (input.closest("dialog, main") ?? document.body).append(list);
        const box = input.getBoundingClientRect();
        const height = list.offsetHeight;
        list.style.left = `${Math.min(box.left, innerWidth - list.offsetWidth - 8)}px`;
        list.style.top = `${box.bottom + height + 4 > innerHeight ? box.top - height - 2 : box.bottom + 2}px`;
        list.style.minWidth = `${Math.max(96, box.width)}px`;
    };

    /** @param {string} value */
    const take = (value) => {
        input.value = many ? [...input.value.split(",").slice(0, -1).map((part) => part.trim()), value].join(", ") : value;
        shown = [];
        draw();
    };

    input.addEventListener("input", () => {
        touched = true;
        update();
    });
    input.addEventListener("focus", update);
    input.addEventListener("blur", () => {
        list.hidden = true;
    });
    input.addEventListener("keydown", (event) => {
        if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || shown.length === 0) return;
        event.preventDefault();
        event.stopPropagation();
        touched = true;
        marked = (marked + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length;
        draw();
    });

    return {
        input,
        place,
        choice: () => {
            if (!touched || marked < 0 || !shown[marked]) return input.value;
            const suggestion = shown[marked];
            return many ? [...input.value.split(",").slice(0, -1).map((part) => part.trim()), suggestion].join(", ") : suggestion;
        },
        close: () => list.remove(),
    };
}
