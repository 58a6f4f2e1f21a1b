// The line around some points: their cells in a coarse raster, grown by one so that neighbours join, and the border of
// what is covered, smoothed. Points that lie apart get lines of their own, holes too: no hull that covers strangers.

const mostCells = 48;
const smoothings = 6;

/**
 * @param {Float32Array} positions of all points, x and y by turns
 * @param {ArrayLike<number>} rows the points to go around
 * @param {number} least the smallest side of a raster cell, in units of the map
 * @returns {number[][]} closed lines, x and y by turns; to be filled by the even-odd rule
 */
export function linesAround(positions, rows, least) {
    if (rows.length === 0) return [];
    let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let at = 0; at < rows.length; at++) {
        left = Math.min(left, positions[2 * rows[at]]);
        right = Math.max(right, positions[2 * rows[at]]);
        bottom = Math.min(bottom, positions[2 * rows[at] + 1]);
        top = Math.max(top, positions[2 * rows[at] + 1]);
    }
    const cell = Math.max(least, (right - left) / mostCells, (top - bottom) / mostCells);
    // Two cells more on every side, so that what has grown stays inside.
    const across = Math.floor((right - left) / cell) + 5;
    const down = Math.floor((top - bottom) / cell) + 5;
    const covered = new Uint8Array(across * down);
    for (let at = 0; at < rows.length; at++) {
        const x = Math.floor((positions[2 * rows[at]] - left) / cell) + 2;
        const y = Math.floor((positions[2 * rows[at] + 1] - bottom) / cell) + 2;
        for (let near = -1; near <= 1; near++) covered.fill(1, (y + near) * across + x - 1, (y + near) * across + x + 2);
    }
    return borders(covered, across, down).map((line) => {
        const places = line.map((n, at) => (at % 2 === 0 ? left : bottom) + (n - 2) * cell);
        return smoothLine(places);
    });
}

/**
 * The borders of the covered cells as closed lines over the raster's corners.
 * @param {Uint8Array} covered @param {number} across @param {number} down
 */
function borders(covered, across, down) {
    const corners = across + 1;
    /** @type {Map<number, number[]>} from a corner to those that a border leads to, the covered cell on its left */
    const next = new Map();
    /** @param {number} from @param {number} to */
    const lead = (from, to) => void (next.get(from)?.push(to) ?? next.set(from, [to]));
    for (let y = 1; y < down - 1; y++) {
        for (let x = 1; x < across - 1; x++) {
            if (!covered[y * across + x]) continue;
            const corner = y * corners + x;
            if (!covered[(y - 1) * across + x]) lead(corner, corner + 1);
            if (!covered[y * across + x + 1]) lead(corner + 1, corner + 1 + corners);
            if (!covered[(y + 1) * across + x]) lead(corner + 1 + corners, corner + corners);
            if (!covered[y * across + x - 1]) lead(corner + corners, corner);
        }
    }
    const lines = [];
    for (const begin of next.keys()) {
        while (next.get(begin)?.length) {
            const line = [];
            let corner = begin;
            do {
                line.push(corner % corners, Math.floor(corner / corners));
                corner = next.get(corner)?.pop() ?? begin;
            } while (corner !== begin);
            lines.push(line);
        }
    }
    return lines;
}

/**
 * Every corner drawn towards the two beside it, some times over, so that no stairs are left.
 * @param {number[]} line closed
 * @returns {number[]}
 */
function smoothLine(line) {
    let smooth = line;
    for (let time = 0; time < smoothings; time++) {
        const { length } = smooth;
        smooth = smooth.map((n, at) => (smooth[(at - 2 + length) % length] + 2 * n + smooth[(at + 2) % length]) / 4);
    }
    return smooth;
}
