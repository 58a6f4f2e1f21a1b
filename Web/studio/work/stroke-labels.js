/** @param {any} strokes @param {number} width @param {number} height @returns {Promise<Int32Array>} */
export async function strokeLabels(strokes, width, height) {
    return new Int32Array(width * height).fill(strokes);
}
