// Which points an area covers, as ranges of rows: cells of the grid that lie inside as a whole, and cells that the area's
// border goes through, whose points have to be looked at. Two covers are compared range by range, so that when an area moves
// only what it comes upon and what it leaves is touched, however many points lie under it.

/** @typedef {import("./grid-index.js").GridIndex} GridIndex */
/** @typedef {import("./selection.js").WindowArea} WindowArea */
/** @typedef {import("./selection.js").LassoArea} LassoArea */

/** How a range of rows lies to the area. */
export const outside = 0;
export const whole = 1;
export const border = 2;

/**
 * @typedef {object} Cover
 * @property {number[]} ranges first row, the one after the last, and `whole` or `border`, by turns; ascending
 * @property {(row: number) => boolean} contains for rows of a range of the border
 */

/** @type {Cover} */
export const emptyCover = { ranges: [], contains: () => false };

/** @param {GridIndex} grid @param {WindowArea | LassoArea | null} area @returns {Cover} */
export function coverOf(grid, area) {
    if (!area) return emptyCover;
    return area.kind === "window" ? windowCover(grid, area) : lassoCover(grid, area.line);
}

/**
 * @param {GridIndex} grid @param {WindowArea} area
 * @returns {Cover}
 */
function windowCover(grid, { left, bottom, right, top }) {
    /** @type {number[]} */
    const ranges = [];
    const [firstX, lastX, firstY, lastY] = [left, right, bottom, top].map((c) => grid.cell(c));
    for (let y = firstY; y <= lastY; y++) {
        if (y === firstY || y === lastY) {
            addCells(ranges, grid, y, firstX, lastX + 1, border);
            continue;
        }
        addCells(ranges, grid, y, firstX, firstX + 1, border);
        addCells(ranges, grid, y, firstX + 1, lastX, whole);
        if (lastX > firstX) addCells(ranges, grid, y, lastX, lastX + 1, border);
    }
    const { positions } = grid;
    return {
        ranges,
        contains: (row) => positions[2 * row] >= left && positions[2 * row] <= right && positions[2 * row + 1] >= bottom && positions[2 * row + 1] <= top,
    };
}

/**
 * By the even-odd rule.
 * @param {GridIndex} grid @param {number[]} line closed, x and y by turns
 * @returns {Cover}
 */
function lassoCover(grid, line) {
    /** @type {number[]} */
    const ranges = [];
    /** @type {Float64Array[]} */
    const edgesOf = [];
    const { side, positions } = grid;
    let [bottom, top] = [Infinity, -Infinity];
    for (let at = 1; at < line.length; at += 2) {
        bottom = Math.min(bottom, line[at]);
        top = Math.max(top, line[at]);
    }
    if (line.length < 6) return emptyCover;
    for (let y = grid.cell(bottom); y <= grid.cell(top); y++) {
        // The cells at the map's border hold what lies beyond it, too.
        const low = y === 0 ? -Infinity : y / side;
        const high = y === side - 1 ? Infinity : (y + 1) / side;
        const edges = edgesBetween(line, low, high);
        edgesOf[y] = edges;
        let x = 0;
        for (const crossed of crossedCells(grid, edges, low, high)) {
            // Between two crossings all is inside or nothing is; right of the last nothing is.
            if (crossed.from > x && insideEdges(edges, (x + crossed.from) / 2 / side, (y + 0.5) / side)) addCells(ranges, grid, y, x, crossed.from, whole);
            addCells(ranges, grid, y, crossed.from, crossed.to + 1, border);
            x = crossed.to + 1;
        }
    }
    return { ranges, contains: (row) => insideEdges(edgesOf[grid.cell(positions[2 * row + 1])] ?? noEdges, positions[2 * row], positions[2 * row + 1]) };
}

const noEdges = new Float64Array(0);

/**
 * @param {number[]} ranges @param {GridIndex} grid @param {number} y @param {number} fromX @param {number} toX
 * @param {number} kind
 */
function addCells(ranges, { starts, side }, y, fromX, toX, kind) {
    if (toX <= fromX) return;
    const [from, to] = [starts[y * side + fromX], starts[y * side + toX]];
    if (to > from) ranges.push(from, to, kind);
}

/**
 * The cells of a line of the grid that edges go through, from left to right and apart from each other.
 * @param {GridIndex} grid @param {Float64Array} edges @param {number} low @param {number} high
 */
function crossedCells(grid, edges, low, high) {
    const spans = [];
    for (let at = 0; at < edges.length; at += 4) {
        const [x0, y0, x1, y1] = [edges[at], edges[at + 1], edges[at + 2], edges[at + 3]];
        let [one, other] = [x0, x1];
        if (y0 !== y1) {
            // What of the edge lies between low and high.
            const slope = (x1 - x0) / (y1 - y0);
            one = x0 + (Math.max(Math.min(y0, y1), low) - y0) * slope;
            other = x0 + (Math.min(Math.max(y0, y1), high) - y0) * slope;
        }
        spans.push({ from: grid.cell(Math.min(one, other)), to: grid.cell(Math.max(one, other)) });
    }
    spans.sort((a, b) => a.from - b.from);
    /** @type {{from: number, to: number}[]} */
    const apart = [];
    for (const span of spans) {
        const last = apart.at(-1);
        if (last && span.from <= last.to + 1) last.to = Math.max(last.to, span.to);
        else apart.push(span);
    }
    return apart;
}

/**
 * The edges of a closed line that come between two heights: x and y of both ends.
 * @param {number[]} line @param {number} low @param {number} high
 */
function edgesBetween(line, low, high) {
    const edges = [];
    for (let at = 0, before = line.length - 2; at < line.length; before = at, at += 2) {
        const [y0, y1] = [line[before + 1], line[at + 1]];
        if (Math.max(y0, y1) >= low && Math.min(y0, y1) <= high) edges.push(line[before], y0, line[at], y1);
    }
    return Float64Array.from(edges);
}

/**
 * Whether a point lies inside, by the edges at its height.
 * @param {Float64Array} edges @param {number} x @param {number} y
 */
function insideEdges(edges, x, y) {
    let inside = false;
    for (let at = 0; at < edges.length; at += 4) {
        const [y0, y1] = [edges[at + 1], edges[at + 3]];
        if (y0 > y !== y1 > y && x < edges[at] + ((y - y0) / (y1 - y0)) * (edges[at + 2] - edges[at])) inside = !inside;
    }
    return inside;
}

/**
 * Goes through the ranges in which one of two covers has anything, in pieces in which neither changes.
 * @param {Cover} before @param {Cover} after
 * @param {(from: number, to: number, was: number, is: number) => void} visit
 */
export function compareCovers({ ranges: before }, { ranges: after }, visit) {
    let [a, b, at] = [0, 0, 0];
    while (a < before.length || b < after.length) {
        const [was, nextBefore] = rangeAt(before, a, at);
        const [is, nextAfter] = rangeAt(after, b, at);
        const next = Math.min(nextBefore, nextAfter);
        if (was !== outside || is !== outside) visit(at, next, was, is);
        if (before[a + 1] <= next) a += 3;
        if (after[b + 1] <= next) b += 3;
        at = next;
    }
}

/**
 * What lies at a row, and where that ends.
 * @param {number[]} ranges @param {number} place of the range that is there or comes next @param {number} at
 * @returns {[number, number]}
 */
function rangeAt(ranges, place, at) {
    if (place >= ranges.length) return [outside, Infinity];
    return ranges[place] > at ? [outside, ranges[place]] : [ranges[place + 2], ranges[place + 1]];
}
