// What a tool is: it hears of the pointer in pixels of the picture, changes the drawing, and shows something above it.

/** @typedef {{x: number, y: number, pressure: number, pointer: string, shift: boolean, alt: boolean}} ToolPoint pressure 0 to 1; pointer: mouse, pen, touch or keys */

/**
 * @typedef {object} Tool
 * @property {(point: ToolPoint) => void} down
 * @property {(point: ToolPoint) => void} move while it is down
 * @property {(point: ToolPoint) => void} up
 * @property {() => void} cancel puts back what it has begun
 * @property {(point: ToolPoint | null) => void} hover while it is not down; null: the pointer went away
 * @property {(context: CanvasRenderingContext2D, camera: import("../camera.js").Camera, colours: import("../stage.js").Colours) => void} draw in pixels of the view
 */

/**
 * @param {Tool | null} tool @param {"down" | "move" | "up"} word @param {ToolPoint} point
 */
export function onTool(tool, word, point) {
    tool?.[word](point);
}

/**
 * A closed line that is seen on light and on dark.
 * @param {CanvasRenderingContext2D} context @param {{x: number, y: number}[]} points in the view @param {string} colour @param {boolean} [isClosed]
 */
export function outline(context, points, colour, isClosed = true) {
    if (points.length < 2) return;
    context.beginPath();
    points.forEach(({ x, y }, at) => (at === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    if (isClosed) context.closePath();
    context.lineWidth = 3;
    context.strokeStyle = "rgb(255 255 255 / 0.85)";
    context.stroke();
    context.lineWidth = 1.5;
    context.strokeStyle = colour;
    context.stroke();
}
