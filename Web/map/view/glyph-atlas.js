// Every class name drawn once, at the very size it has on the screen, into one picture for the graphics
// card: red is the letters, green the halo behind them, so that names that overlap stay readable.

/** @typedef {{canvas: HTMLCanvasElement, boxes: Float32Array, size: number}} GlyphAtlas */

const longestName = 14;
const mostAcross = 2048;

/**
 * @param {string[]} names
 * @param {number} size of the letters in device pixels
 * @param {string} family
 * @returns {GlyphAtlas} `boxes`: left, top, width, height in pixels of each name
 */
export function drawGlyphs(names, size, family) {
    const canvas = document.createElement("canvas");
    const halo = Math.max(1, Math.round(size / 7));
    const height = Math.ceil(size * 1.25) + 2 * halo;
    const context = canvasContext(canvas);
    const font = `600 ${size}px ${family}`;
    context.font = font;
    const texts = names.map(shortName);
    const boxes = new Float32Array(names.length * 4);
    let [x, y] = [0, 0];
    texts.forEach((text, place) => {
        const width = Math.ceil(context.measureText(text).width) + 2 * halo + 2;
        if (x + width > mostAcross) [x, y] = [0, y + height];
        boxes.set([x, y, width, height], place * 4);
        x += width;
    });
    canvas.width = y > 0 ? mostAcross : Math.max(x, 1);
    canvas.height = y + height;
    Object.assign(context, { font, textBaseline: "alphabetic", textAlign: "center", lineJoin: "round", lineWidth: 2 * halo });
    // The two layers are added channel by channel; nothing is ever painted over.
    context.globalCompositeOperation = "lighter";
    texts.forEach((text, place) => {
        const [left, top, width] = boxes.subarray(place * 4);
        const middle = left + width / 2;
        const line = top + halo + Math.round(size * 0.98);
        context.strokeStyle = "rgb(0 255 0)";
        context.strokeText(text, middle, line);
        context.fillStyle = "rgb(255 0 0)";
        context.fillText(text, middle, line);
    });
    return { canvas, boxes, size };
}

/** @param {HTMLCanvasElement} canvas */
function canvasContext(canvas) {
    const context = canvas.getContext("2d", { alpha: false });
    if (!context) throw new Error("This browser can't draw text for the map.");
    return context;
}

/** @param {string} name */
function shortName(name) {
    const letters = [...name];
    return letters.length > longestName ? letters.slice(0, longestName - 1).join("") + "…" : name;
}
