// Light, dark, or as the system has it.

/** @typedef {"system" | "light" | "dark"} Theme */

const KEY = "tessera.theme";

/** @type {Set<() => void>} */
const listeners = new Set();

/** @returns {Theme} */
export function theme() {
    const chosen = document.documentElement.dataset.theme;
    return chosen === "light" || chosen === "dark" ? chosen : "system";
}

/** @param {Theme} chosen */
export function setTheme(chosen) {
    if (chosen === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    try {
        if (chosen === "system") localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, chosen);
    } catch {
        // Storage is switched off: the choice holds for this page.
    }
    for (const listener of listeners) listener();
}

/**
 * Calls back when the colours change, by choice or by the system. For what isn't drawn by CSS.
 * @param {() => void} listener
 */
export function onTheme(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const listener of listeners) listener();
});

/**
 * A colour token as the browser resolves it for the theme of the moment, for canvas and WebGL.
 * @param {string} token such as "--accent"
 * @returns {string} such as "rgb(11, 110, 117)"
 */
export function resolvedColor(token) {
    const probe = document.createElement("i");
    probe.style.color = `var(${token})`;
    document.body.append(probe);
    const color = getComputedStyle(probe).color;
    probe.remove();
    return color;
}
