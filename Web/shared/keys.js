// One registry of keyboard shortcuts: it runs them, and the `?` sheet shows them.

import { el } from "./dom.js";
import { openDialog } from "./dialog.js";

/**
 * @typedef {object} Shortcut
 * @property {string[]} keys such as ["Ctrl+Z"]; Ctrl also stands for Cmd on a Mac; "?" and letters as they are typed
 * @property {string} what what it does, in the reader's words
 * @property {(event: KeyboardEvent) => void} [run] without it the entry only documents a key that the page handles itself
 * @property {() => boolean} [when] only then does it run
 * @property {boolean} [inFields] also while text is being typed in a field
 */

/** @type {{group: string, shortcuts: Shortcut[]}[]} */
const groups = [];
let listening = false;

/**
 * Registers shortcuts under a heading of the `?` sheet.
 * @param {string} group
 * @param {Shortcut[]} shortcuts
 * @returns {() => void} takes them away
 */
export function registerKeys(group, shortcuts) {
    const entry = { group, shortcuts };
    groups.push(entry);
    if (!listening) {
        listening = true;
        document.addEventListener("keydown", onKeyDown);
    }
    return () => {
        groups.splice(groups.indexOf(entry), 1);
    };
}

/**
 * A key press as a name: "Ctrl+Shift+Z", "ArrowDown", "?", "a". Cmd counts as Ctrl; Shift is left out where it only makes the character.
 * @param {KeyboardEvent} event
 */
export function keyName(event) {
    const key = event.key === " " ? "Space" : event.key;
    const single = key.length === 1;
    const control = event.ctrlKey || event.metaKey;
    const shift = event.shiftKey && (!single || control || event.altKey);
    return (control ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "") + (shift ? "Shift+" : "") + (single && control ? key.toUpperCase() : key);
}

/** @param {EventTarget | null} target whether keys typed there are text */
export function isTyping(target) {
    if (!(target instanceof HTMLElement)) return false;
    if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
    return target instanceof HTMLInputElement && !["checkbox", "radio", "range", "button"].includes(target.type);
}

/** @param {KeyboardEvent} event */
function onKeyDown(event) {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    const name = keyName(event);
    const typing = isTyping(event.target);
    for (const { shortcuts } of groups.slice().reverse()) {
        for (const shortcut of shortcuts) {
            if (!shortcut.run || !shortcut.keys.includes(name) || (typing && !shortcut.inFields) || shortcut.when?.() === false) continue;
            event.preventDefault();
            shortcut.run(event);
            return;
        }
    }
}

/** The `?` sheet: every key of this page. */
export function showKeys() {
    return openDialog({
        title: "Keys",
        wide: true,
        class: "keys-dialog",
        body: [el("div", { class: "keys-sheet" }, ...groups.map(({ group, shortcuts }) =>
            el("section", {}, el("h3", {}, group), el("dl", {}, ...shortcuts.map(({ keys, what }) =>
                el("div", {}, el("dt", {}, what), el("dd", {}, ...keys.map(shown))))))))],
    });
}

/** @param {string} name */
function shown(name) {
    const mac = /Mac|iPhone|iPad/.test(navigator.platform);
    const words = name.replace("Arrow", "").replace(/^Ctrl\+/, mac ? "⌘ " : "Ctrl ").replaceAll("Alt+", mac ? "⌥ " : "Alt ").replaceAll("Shift+", "Shift ");
    return el("kbd", {}, words.replace(/\bUp\b/, "↑").replace(/\bDown\b/, "↓").replace(/\bLeft\b/, "←").replace(/\bRight\b/, "→").replace("Page↑", "PageUp").replace("Page↓", "PageDown"));
}
