// Modal dialogs on the browser's own <dialog>: it keeps the focus inside and gives it back.

import { el } from "./dom.js";
import { icon } from "./icons.js";

/** @typedef {{label: string, value: string, kind?: "primary" | "danger", disabled?: boolean}} Action */

let dialogs = 0;

/**
 * Shows a dialog and waits for it.
 * @param {{title: string, body: Node[], actions?: Action[], wide?: boolean, class?: string, onOpen?: (dialog: HTMLDialogElement) => void}} options
 * @returns {Promise<string | null>} the value of the action taken; null when it was closed without one
 */
export function openDialog({ title, body, actions = [], wide = false, class: extra = "", onOpen }) {
    const titleId = `dialog-title-${++dialogs}`;
    return new Promise((resolve) => {
        const dialog = el("dialog", { class: `dialog ${wide ? "wide" : ""} ${extra}`, "aria-labelledby": titleId, tabindex: -1 });
        const form = el("form", { method: "dialog" },
            el("div", { class: "dialog-head" },
                el("h2", { id: titleId }, title),
                el("button", { class: "button quiet icon", type: "button", "aria-label": "Close", onclick: () => dialog.close("") }, icon("close"))),
            el("div", { class: "dialog-body" }, ...body),
            actions.length > 0 && el("div", { class: "dialog-foot" }, ...actions.map((action) =>
                el("button", { class: `button ${action.kind ?? ""}`, type: action.kind === "primary" ? "submit" : "button", value: action.value,
                    disabled: action.disabled ?? false, autofocus: action.kind === "primary", onclick: (/** @type {Event} */ event) => { event.preventDefault(); dialog.close(action.value); } }, action.label))));
        dialog.append(form);
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            dialog.close(actions.find((action) => action.kind === "primary")?.value ?? "");
        });
        dialog.addEventListener("click", (event) => {
            if (event.target === dialog) dialog.close("");
        });
        dialog.addEventListener("close", () => {
            dialog.remove();
            resolve(dialog.returnValue || null);
        });
        document.body.append(dialog);
        dialog.showModal();
        // Not a button: a key meant for the page before must not answer a question that only now appears.
        const field = dialog.querySelector("input, textarea, select");
        (field instanceof HTMLElement ? field : dialog).focus();
        onOpen?.(dialog);
    });
}

/**
 * Asks yes or no.
 * @param {{title: string, text: string, yes: string, danger?: boolean}} question
 */
export async function confirmDialog({ title, text, yes, danger = false }) {
    const answer = await openDialog({
        title,
        body: [el("p", {}, text)],
        actions: [{ label: "Cancel", value: "" }, { label: yes, value: "yes", kind: danger ? "danger" : "primary" }],
    });
    return answer === "yes";
}

/**
 * Asks for a line of text.
 * @param {{title: string, label: string, value?: string, hint?: string, yes: string, suggestions?: string[]}} question
 * @returns {Promise<string | null>} null when closed
 */
export async function promptDialog({ title, label, value = "", hint, yes, suggestions = [] }) {
    const listId = `dialog-list-${++dialogs}`;
    const input = el("input", { class: "field", type: "text", value, autocomplete: "off", spellcheck: false });
    if (suggestions.length > 0) input.setAttribute("list", listId);
    const answer = await openDialog({
        title,
        body: [
            el("label", { class: "stack" }, el("span", { class: "small muted" }, label), input),
            el("datalist", { id: listId }, ...suggestions.map((text) => el("option", { value: text }))),
            ...(hint ? [el("p", { class: "small muted" }, hint)] : []),
        ],
        actions: [{ label: "Cancel", value: "" }, { label: yes, value: "yes", kind: "primary" }],
        onOpen: () => input.select(),
    });
    return answer === "yes" ? input.value : null;
}
