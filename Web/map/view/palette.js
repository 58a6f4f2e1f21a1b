// The colours of the map. Chosen by search in OKLab so that the smallest difference between any two, as
// seen with normal vision, protanopia, deuteranopia and tritanopia (Machado, Oliveira, Fernandes 2009), is
// as large as it gets at a contrast of 3:1 with the background; docs/map.md has the numbers. Colour is never
// the only sign: a point is drawn as its class, and the legend takes groups away.

/** @typedef {"light" | "dark"} Theme */

/** For up to four groups, splits above all. @type {Record<Theme, string[]>} */
const fewColours = {
    light: ["#0060b0", "#d55e00", "#00a078", "#56206b"],
    dark: ["#62b0f5", "#ff8f3a", "#3fdcae", "#c655bf"],
};

/** For up to ten; beyond, they come again. @type {Record<Theme, string[]>} */
const manyColours = {
    light: ["#0f64bf", "#ba2013", "#5a2a47", "#b67c0d", "#5e7cfa", "#3619b6", "#855f8a", "#860100", "#80027c", "#146351"],
    dark: ["#6aa7f4", "#f13b29", "#abed1e", "#61faed", "#ef9718", "#a9c18a", "#18cfdb", "#7177f9", "#e5e2a4", "#c655bf"],
};

/** From little to much: ever darker on light, ever lighter on dark. @type {Record<Theme, string[]>} */
const rampStops = {
    light: ["#c08a1e", "#b3365b", "#2c1470"],
    dark: ["#6b6ff0", "#e0559b", "#ffe08a"],
};

/** For what has no value. @type {Record<Theme, string>} */
export const missingColour = { light: "#7d7d7d", dark: "#8d8d8d" };

/** @param {number} count how many groups @param {Theme} theme */
export function groupColours(count, theme) {
    const colours = (count <= 4 ? fewColours : manyColours)[theme];
    return Array.from({ length: count }, (_, place) => colours[place % colours.length]);
}

/** @param {number} count @param {Theme} theme */
export function rampColours(count, theme) {
    const stops = rampStops[theme].map(hexToBytes);
    return Array.from({ length: count }, (_, place) => {
        const at = count > 1 ? (place / (count - 1)) * (stops.length - 1) : 0;
        const first = Math.min(Math.floor(at), stops.length - 2);
        const share = at - first;
        const mixed = stops[first].map((byte, channel) => Math.round(byte * (1 - share) + stops[first + 1][channel] * share));
        return "#" + mixed.map((byte) => byte.toString(16).padStart(2, "0")).join("");
    });
}

/** @param {string} hex as "#0060b0" @returns {number[]} red, green, blue, 0 to 255 */
export function hexToBytes(hex) {
    return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}
