// The theme's colours, as the map needs them: for the graphics card, not for the stylesheet.

import { resolvedColor } from "../../shared/theme.js";

/** @param {string} token @returns {number[]} red, green, blue, 0 to 1 */
function tokenBytes(token) {
    return (resolvedColor(token).match(/[\d.]+/g) ?? ["0", "0", "0"]).slice(0, 3).map(Number);
}

/** @param {number[]} bytes */
function bytesToHex(bytes) {
    return "#" + bytes.map((byte) => Math.round(byte).toString(16).padStart(2, "0")).join("");
}

/**
 * @returns {{theme: import("./palette.js").Theme, paper: number[], splits: Record<string, string>}} the splits have
 *   the colours that they have on every page
 */
export function mapColours() {
    const paper = tokenBytes("--surface").map((byte) => byte / 255);
    const [red, green, blue] = paper;
    const names = { train: "train", val: "val", test: "test", "": "none" };
    const splits = Object.fromEntries(Object.entries(names).map(([key, name]) => [key, bytesToHex(tokenBytes(`--split-${name}`))]));
    return { theme: red * 0.3 + green * 0.6 + blue * 0.1 < 0.5 ? "dark" : "light", paper, splits };
}
