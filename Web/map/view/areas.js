// Areas of the map made from what was drawn on the screen.

/** @typedef {import("./camera.js").Camera} Camera */
/** @typedef {import("./gestures.js").Place} Place */
/** @typedef {import("./selection.js").WindowArea} WindowArea */
/** @typedef {import("./selection.js").LassoArea} LassoArea */

/** A side that is dragged towards the other stops this far from it, in CSS pixels. */
const leastSide = 8;

/** @param {Camera} camera @param {Place} from @param {Place} to @returns {WindowArea} */
export function windowBetween(camera, from, to) {
    const [left, bottom] = camera.toMap(Math.min(from.x, to.x), Math.max(from.y, to.y));
    const [right, top] = camera.toMap(Math.max(from.x, to.x), Math.min(from.y, to.y));
    return { kind: "window", left, bottom, right, top };
}

/** @param {Camera} camera @param {number[]} path x and y by turns, on the screen @returns {LassoArea} */
export function lassoAround(camera, path) {
    const line = [];
    for (let at = 0; at < path.length; at += 2) line.push(...camera.toMap(path[at], path[at + 1]));
    return { kind: "lasso", line };
}

/**
 * The window moved, or with the sides moved that the handle names ("n", "se" …).
 * @param {WindowArea} area @param {Camera} camera
 * @param {number} right CSS pixels @param {number} down @param {string} handle
 * @returns {WindowArea}
 */
export function changedWindow(area, camera, right, down, handle) {
    const [x, y] = [right / camera.scale, -down / camera.scale];
    const least = leastSide / camera.scale;
    if (handle === "move") return { kind: "window", left: area.left + x, right: area.right + x, bottom: area.bottom + y, top: area.top + y };
    const changed = { ...area };
    if (handle.includes("w")) changed.left = Math.min(area.left + x, area.right - least);
    if (handle.includes("e")) changed.right = Math.max(area.right + x, area.left + least);
    if (handle.includes("s")) changed.bottom = Math.min(area.bottom + y, area.top - least);
    if (handle.includes("n")) changed.top = Math.max(area.top + y, area.bottom + least);
    return changed;
}
