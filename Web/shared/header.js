// The head of every page: where one is, undo and redo, the jobs, the theme, and who signs the changes.

import { api } from "./api.js";
import { accountButton } from "./account.js";
import { el, fill } from "./dom.js";
import { onChange, onConnection, onResync } from "./events.js";
import { icon } from "./icons.js";
import { jobsButton } from "./jobs-panel.js";
import { registerKeys, showKeys } from "./keys.js";
import { openMenu } from "./menu.js";
import { pageLinks } from "./page-links.js";
import { arrive, peopleMarks } from "./presence.js";
import { setTheme, theme } from "./theme.js";
import { toast, toastError } from "./toast.js";

/** @typedef {"welcome" | "people" | "sheet" | "map" | "label" | "audit" | "balance" | "styles" | "studio" | "runs" | "talk" | "labelbook" | "history"} Page */

/** @type {[Page, string, string][]} */
const PAGES = [["sheet", "/sheet", "Sheet"], ["map", "/map", "Map"], ["label", "/label", "Label"], ["audit", "/audit", "Audit"], ["balance", "/balance", "Balance"], ["styles", "/styles", "Styles"], ["studio", "/studio", "Studio"], ["runs", "/runs", "Runs"], ["talk", "/talk", "Talk"], ["labelbook", "/labelbook", "Label book"], ["history", "/history", "History"]];

/**
 * Builds the header into `<header id="header">`. Pages hear of undo and redo as of any change: through events.js.
 * @param {Page} page
 * @param {{settle?: () => Promise<void>}} options settle: waits until the page's own edits are saved, before an undo
 * @returns {{update: () => Promise<Tessera.Workspace | null>, onWorkspace: (listener: (workspace: Tessera.Workspace) => void) => void}}
 */
export function mountHeader(page, { settle } = {}) {
    const step = (/** @type {"undo" | "redo"} */ direction) => void takeStep(direction, settle);
    const host = document.getElementById("header");
    if (!host) throw new Error("The page has no header.");
    const name = el("span", { class: "header-name" });
    const connection = el("span", { class: "header-lost", role: "status" });
    const undo = button("undo", "Undo", "Ctrl+Z", () => step("undo"));
    const redo = button("redo", "Redo", "Ctrl+Shift+Z", () => step("redo"));
    const themeButton = button("sun", "Theme", "", () => themeMenu(themeButton));
    const keysButton = button("keyboard", "Keys", "?", () => void showKeys());
    const home = el("a", { class: "header-home", href: "/", "aria-label": "Tessera, to the welcome page" }, mark(), name);
    if (page === "welcome") home.setAttribute("aria-current", "page");
    host.classList.add("header");
    fill(host,
        el("a", { class: "skip", href: "#main" }, "Skip to the content"),
        home,
        pageLinks(PAGES, page),
        connection, peopleMarks(), undo, redo, jobsButton(), themeButton, accountButton(() => void update()), keysButton);

    /** @type {Set<(workspace: Tessera.Workspace) => void>} */
    const listeners = new Set();
    let asked = 0;
    const update = async () => {
        const mine = ++asked;
        try {
            const workspace = await api.workspace();
            if (mine !== asked) return workspace;
            name.textContent = workspace.name;
            undo.disabled = !workspace.canUndo;
            redo.disabled = !workspace.canRedo;
            for (const listener of listeners) listener(workspace);
            return workspace;
        } catch (error) {
            if (mine === asked) toastError(error);
            return null;
        }
    };
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let soon;
    const updateSoon = () => {
        clearTimeout(soon);
        soon = setTimeout(update, 150);
    };
    onChange(updateSoon);
    onResync(updateSoon);
    onConnection((state) => {
        connection.textContent = state === "lost" ? "Connection lost, trying again…" : "";
    });
    arrive(page);
    registerKeys("Everywhere", [
        { keys: ["Ctrl+Z"], what: "Undo", run: () => step("undo") },
        { keys: ["Ctrl+Shift+Z", "Ctrl+Y"], what: "Redo", run: () => step("redo") },
        { keys: ["?"], what: "This sheet of keys", run: () => void showKeys() },
    ]);
    /** @type {Promise<Tessera.Workspace | null> | null} */
    let first = update();
    void first.then(() => {
        first = null;
    });
    return {
        // The first answer may still be on its way: nobody asks twice for it.
        update: () => first ?? update(),
        onWorkspace: (listener) => listeners.add(listener),
    };
}

/**
 * @param {"undo" | "redo"} direction
 * @param {(() => Promise<void>) | undefined} settle
 */
async function takeStep(direction, settle) {
    try {
        await settle?.();
        const { change } = await (direction === "undo" ? api.undo() : api.redo());
        toast(change.summary || (direction === "undo" ? "Undone" : "Done again"), { seconds: 4 });
    } catch (error) {
        toastError(error);
    }
}

/** @param {HTMLElement} anchor */
function themeMenu(anchor) {
    const chosen = theme();
    openMenu(anchor, [
        { label: "As the system", icon: icon("screen"), checked: chosen === "system", run: () => setTheme("system") },
        { label: "Light", icon: icon("sun"), checked: chosen === "light", run: () => setTheme("light") },
        { label: "Dark", icon: icon("moon"), checked: chosen === "dark", run: () => setTheme("dark") },
    ], { label: "Theme" });
}

/**
 * @param {import("./icons.js").IconName} picture @param {string} label @param {string} key @param {() => void} run
 */
function button(picture, label, key, run) {
    return el("button", { class: "button quiet icon", type: "button", "aria-label": label, title: key ? `${label} (${key})` : label, onclick: run }, icon(picture));
}

/** The mark: four tiles. */
function mark() {
    return el("span", { class: "header-mark", "aria-hidden": "true" }, el("i"), el("i"), el("i"), el("i"));
}
