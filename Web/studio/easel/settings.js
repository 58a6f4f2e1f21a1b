// How somebody likes the brush: kept in the browser.

const KEY = "tessera.studio.brush";

/** @typedef {{share: number, brush: import("../canvas/tools/brush-tool.js").BrushSettings}} EaselSettings share: of the picture's shorter side, so that it fits the next picture too */

/** @returns {EaselSettings} */
export function readSettings() {
    const settings = { share: 0.09, brush: { size: 8, byPressure: true } };
    try {
        const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
        if (typeof kept.share === "number" && kept.share > 0 && kept.share <= 2) settings.share = kept.share;
        if (typeof kept.byPressure === "boolean") settings.brush.byPressure = kept.byPressure;
    } catch {
        // Storage is switched off, or holds something else: the brush is as it comes.
    }
    return settings;
}

/** @param {EaselSettings} settings */
export function writeSettings({ share, brush }) {
    try {
        localStorage.setItem(KEY, JSON.stringify({ share, byPressure: brush.byPressure }));
    } catch {
        // Storage is switched off: the brush is as it comes next time.
    }
}
