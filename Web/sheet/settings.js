// What the sheet remembers in this browser: row height, widths, hidden columns. Never the data.

const KEY = "tessera.sheet";

/**
 * @typedef {object} Settings
 * @property {number} rowHeight
 * @property {Record<string, number>} widths
 * @property {Record<string, boolean>} shown columns that were shown or hidden by hand
 */

/** @returns {Settings} */
export function readSettings() {
    /** @type {Partial<Settings>} */
    let kept = {};
    try {
        kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") ?? {};
    } catch {
        // Unreadable or switched off: begin anew.
    }
    return { rowHeight: clampHeight(Number(kept.rowHeight) || 44), widths: { ...kept.widths }, shown: { ...kept.shown } };
}

/** @param {Settings} settings */
export function writeSettings(settings) {
    try {
        localStorage.setItem(KEY, JSON.stringify(settings));
    } catch {
        // Switched off: they hold until the page closes.
    }
}

export const HEIGHTS = [28, 36, 44, 56, 72, 96, 128, 180, 256, 360, 500];

/** @param {number} height */
export function clampHeight(height) {
    return Math.round(Math.max(HEIGHTS[0], Math.min(height, 500)));
}
