// The strokes that the server found, as one number a pixel.

/**
 * @param {Studio.Strokes} strokes @param {number} width @param {number} height of the picture
 * @returns {Int32Array | null} 1 and up; null where they are of a picture of another size
 */
export function strokeLabels({ width: wide, height: high, pieces }, width, height) {
    if (wide !== width || high !== height) return null;
    const labels = new Int32Array(width * height);
    for (const [place, { runs }] of pieces.entries()) {
        for (let at = 0; at + 2 < runs.length; at += 3) {
            const from = runs[at] * width + runs[at + 1];
            labels.fill(place + 1, Math.max(0, from), from + runs[at + 2]);
        }
    }
    return labels;
}
