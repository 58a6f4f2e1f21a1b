// The strokes that the server found, as one number a pixel.

/** @typedef {{labels: Int32Array, names: Map<number, string>}} StrokeLabels labels 1 and up; names: those of the class's parts */

/**
 * A component that is a part of its class, such as a v, stays one piece; every other falls into its strokes.

 * @param {Studio.Strokes} strokes @param {number} width @param {number} height of the picture
 * @returns {StrokeLabels | null} null where they are of a picture of another size
 */
export function strokeLabels({ width: wide, height: high, pieces }, width, height) {
    if (wide !== width || high !== height) return null;
    const labels = new Int32Array(width * height);
    const names = new Map();
    const whole = new Set(pieces.filter(({ kind, name }) => kind === "component" && name).map(({ id }) => id));
    // The strokes of a component come after it, and lie over it.
    for (const [place, { runs, kind, component, name }] of pieces.entries()) {
        if (kind === "stroke" && whole.has(component)) continue;
        if (name) names.set(place + 1, name);
        for (let at = 0; at + 2 < runs.length; at += 3) {
            const from = runs[at] * width + runs[at + 1];
            labels.fill(place + 1, Math.max(0, from), from + runs[at + 2]);
        }
    }
    return { labels, names };
}
