// Panels and menus that open below a button, one at a time; Escape or a click elsewhere closes, arrows move.

import { el } from "./dom.js";

/** @type {(() => void) | null} */
let closeOpen = null;

/**
 * @typedef {object} MenuItem
 * @property {string} label
 * @property {() => void} [run]
 * @property {Node} [icon]
 * @property {string} [key] the shortcut, to be shown
 * @property {string} [count] a number, to be shown
 * @property {boolean} [checked] given: a menu item that is on or off
 * @property {boolean} [disabled]
 * @property {boolean} [keepOpen] choosing it leaves the menu open
 */

/**
 * Opens a panel at an anchor. A second call for the same anchor closes it.
 * @param {HTMLElement} anchor its aria-expanded is kept
 * @param {HTMLElement} panel
 * @param {{onClose?: () => void, at?: {x: number, y: number}}} options at: a point of the viewport instead of the anchor
 * @returns {() => void} closes it
 */
export function openPopover(anchor, panel, { onClose, at } = {}) {
    const again = anchor.getAttribute("aria-expanded") === "true";
    closeOpen?.();
    if (again && !at) return () => {};
    panel.classList.add("popover");
    // Within the landmark it belongs to, which screen readers go by.
    (anchor.closest("dialog, main, header") ?? document.body).append(panel);
    if (!at) anchor.setAttribute("aria-expanded", "true");
    place(anchor, panel, at);

    /** @param {boolean} focus gives the focus back */
    const close = (focus) => {
        if (closeOpen !== closeQuietly) return;
        closeOpen = null;
        const inside = panel.contains(document.activeElement);
        panel.remove();
        if (!at) anchor.setAttribute("aria-expanded", "false");
        document.removeEventListener("pointerdown", outside, true);
        document.removeEventListener("keydown", escape, true);
        removeEventListener("resize", closeQuietly);
        if (focus || inside) anchor.focus({ preventScroll: true });
        onClose?.();
    };
    const closeQuietly = () => close(false);
    /** @param {PointerEvent} event */
    const outside = (event) => {
        const target = /** @type {Node} */ (event.target);
        if (!panel.contains(target) && !(anchor.contains(target) && !at)) closeQuietly();
    };
    /** @param {KeyboardEvent} event */
    const escape = (event) => {
        if (event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            close(true);
        }
    };
    closeOpen = closeQuietly;
    document.addEventListener("pointerdown", outside, true);
    document.addEventListener("keydown", escape, true);
    addEventListener("resize", closeQuietly);
    const first = panel.querySelector("input, button, a[href], select");
    if (first instanceof HTMLElement) first.focus({ preventScroll: true });
    return () => close(true);
}

/**
 * Opens a menu; null in the items is a line between groups, a string a heading.
 * @param {HTMLElement} anchor
 * @param {(MenuItem | string | null)[]} items
 * @param {{at?: {x: number, y: number}, label?: string}} options
 */
export function openMenu(anchor, items, { at, label } = {}) {
    const panel = el("div", { role: "menu", "aria-label": label ?? anchor.getAttribute("aria-label") ?? anchor.textContent ?? "Menu" });
    for (const item of items) {
        if (item === null) panel.append(el("div", { class: "menu-line", role: "separator" }));
        else if (typeof item === "string") panel.append(el("div", { class: "menu-title", role: "presentation" }, item));
        else panel.append(button(item));
    }
    panel.addEventListener("keydown", (event) => moveFocus(panel, event));
    const close = openPopover(anchor, panel, { at });

    /** @param {MenuItem} item */
    function button(item) {
        const toggles = item.checked !== undefined;
        const mark = el("span", { "aria-hidden": "true", class: "menu-mark" }, toggles ? (item.checked ? "✓" : "") : null);
        const entry = el("button", { class: "menu-item", type: "button", role: toggles ? "menuitemcheckbox" : "menuitem", disabled: item.disabled ?? false,
            onclick: () => {
                if (item.keepOpen && toggles) {
                    item.checked = !item.checked;
                    entry.setAttribute("aria-checked", String(item.checked));
                    mark.textContent = item.checked ? "✓" : "";
                } else {
                    close();
                }
                item.run?.();
            } },
        toggles && mark, item.icon, el("span", {}, item.label), item.count !== undefined && el("span", { class: "count" }, item.count), item.key && el("span", { class: "key" }, item.key));
        if (toggles) entry.setAttribute("aria-checked", String(item.checked));
        return entry;
    }
}

/** Closes the open panel, if there is one. */
export function closePopover() {
    closeOpen?.();
}

/** @param {HTMLElement} panel @param {KeyboardEvent} event */
function moveFocus(panel, event) {
    const items = /** @type {HTMLElement[]} */ ([...panel.querySelectorAll("button:not(:disabled)")]);
    const here = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) {
        event.preventDefault();
        items.at(to % items.length)?.focus();
    } else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey) {
        const letter = event.key.toLowerCase();
        const later = [...items.slice(here + 1), ...items.slice(0, here + 1)];
        later.find((item) => item.querySelector("span:not(.menu-mark)")?.textContent?.toLowerCase().startsWith(letter))?.focus();
    }
}

/** @param {HTMLElement} anchor @param {HTMLElement} panel @param {{x: number, y: number}} [at] */
function place(anchor, panel, at) {
    const box = at ? { left: at.x, right: at.x, top: at.y, bottom: at.y } : anchor.getBoundingClientRect();
    const size = panel.getBoundingClientRect();
    const left = box.left + size.width + 8 > innerWidth ? Math.max(8, box.right - size.width) : box.left;
    const below = box.bottom + 4;
    const top = below + size.height + 8 > innerHeight ? Math.max(8, Math.min(box.top - size.height - 4, innerHeight - size.height - 8)) : below;
    panel.style.left = `${Math.max(8, Math.min(left, innerWidth - size.width - 8))}px`;
    panel.style.top = `${top < 8 ? 8 : top}px`;
}
