// Short messages at the foot of the page.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { isLoginNeeded, messageOf } from "./api.js";

/** @type {HTMLElement | null} */
let polite = null;
/** @type {HTMLElement | null} */
let urgent = null;

/**
 * Shows a message. Errors stay until they are closed; the rest goes by itself.
 * @param {string} text
 * @param {{kind?: "info" | "error", action?: {label: string, run: () => void}, seconds?: number}} options
 * @returns {() => void} takes it away
 */
export function toast(text, { kind = "info", action, seconds = kind === "error" ? 0 : 5 } = {}) {
    const remove = () => box.remove();
    const box = el("div", { class: `toast ${kind}` },
        el("span", { class: "toast-text" }, text),
        action && el("button", { class: "button quiet", type: "button", onclick: () => { remove(); action.run(); } }, action.label),
        el("button", { class: "button quiet icon", type: "button", "aria-label": "Close this message", onclick: remove }, icon("close")));
    const list = region(kind);
    // One piece of news at a time; errors add up until they are closed.
    if (kind === "info") list.replaceChildren(box);
    else list.append(box);
    if (seconds > 0) setTimeout(remove, seconds * 1000);
    return remove;
}

/** @param {unknown} error shown in its own words */
export function toastError(error) {
    if (error instanceof DOMException && error.name === "AbortError") return;
    // In another tab: what is not saved yet here stays.
    const action = isLoginNeeded(error) ? { label: "Log in", run: () => void open("/login", "_blank", "noopener") } : undefined;
    toast(messageOf(error), { kind: "error", action });
}

/** @param {"info" | "error"} kind the live region for it, made once so that screen readers watch it */
function region(kind) {
    if (!polite || !urgent) {
        polite = el("div", { role: "status", class: "toast-list" });
        urgent = el("div", { role: "alert", class: "toast-list" });
        document.body.append(el("div", { class: "toasts" }, urgent, polite));
    }
    return kind === "error" ? urgent : polite;
}
