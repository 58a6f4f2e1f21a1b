// Which points lie here? A uniform grid over the map. The points are sorted by its cells, row by row from
// below, so a cell is a range of points, and so is a whole stripe of the map: what the renderer draws when near.

const pointsPerCell = 4;

/** @typedef {{side: number, starts: Uint32Array, order: Uint32Array}} GridOrder */

/**
 * Sorts points into the cells of a grid, in one counting pass. Within a cell they are shuffled, always alike: in a crowd,
 * no split or class lies on top only because it was imported last, and a part of a cell is a sample of it.
 * @param {Float32Array} positions x and y by turns, from 0 to 1
 * @returns {GridOrder} `order`: places in `positions`, cell after cell; a cell's begin in `starts`
 */
export function gridOrder(positions) {
    const total = positions.length / 2;
    const side = Math.max(1, Math.min(2048, Math.ceil(Math.sqrt(total / pointsPerCell))));
    const starts = new Uint32Array(side * side + 1);
    const order = new Uint32Array(total);
    const cells = new Uint32Array(total);
    for (let at = 0; at < total; at++) {
        cells[at] = gridCell(positions[2 * at + 1], side) * side + gridCell(positions[2 * at], side);
        starts[cells[at] + 1]++;
    }
    for (let cell = 0; cell < side * side; cell++) starts[cell + 1] += starts[cell];
    const next = starts.slice();
    for (let at = 0; at < total; at++) order[next[cells[at]]++] = at;
    shuffleCells(order, starts);
    return { side, starts, order };
}

/**
 * Fisher and Yates in every cell, with a small generator of its own.
 * @param {Uint32Array} order @param {Uint32Array} starts
 */
function shuffleCells(order, starts) {
    let state = 0x9e3779b9;
    for (let cell = 0; cell + 1 < starts.length; cell++) {
        const first = starts[cell];
        for (let last = starts[cell + 1] - 1; last > first; last--) {
            state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + last) | 0;
            const other = first + ((state >>> 0) % (last - first + 1));
            const held = order[last];
            order[last] = order[other];
            order[other] = held;
        }
    }
}

/** @param {number} coordinate @param {number} side */
function gridCell(coordinate, side) {
    return Math.min(Math.max(Math.floor(coordinate * side), 0), side - 1);
}

const thickestCells = 0.005;
const mostCounted = 65536;

/**
 * How many cells have points, and how many points those have at least that have the most of them.
 * @param {Uint32Array} starts
 */
function cellCounts(starts) {
    const cells = new Uint32Array(mostCounted);
    let occupied = 0;
    for (let cell = 0; cell + 1 < starts.length; cell++) {
        const count = starts[cell + 1] - starts[cell];
        cells[Math.min(count, mostCounted - 1)]++;
        if (count > 0) occupied++;
    }
    let thick = mostCounted - 1;
    for (let left = occupied * thickestCells - cells[thick]; left > 0 && thick > 1; left -= cells[thick]) thick--;
    return { occupied, thick };
}

export class GridIndex {
    /**
     * @param {Float32Array} positions in the order of the cells
     * @param {{side: number, starts: Uint32Array}} order
     */
    constructor(positions, { side, starts }) {
        this.positions = positions;
        this.side = side;
        this.starts = starts;
        const { occupied, thick } = cellCounts(starts);
        const total = positions.length / 2;
        /** How many points lie on a unit of area where they lie thickest, a few cells aside. */
        this.thickest = thick * side * side;
        /** How far a point is from the next, typically, in units of the map. */
        this.spacing = total > 0 ? Math.sqrt(occupied / total) / side : 1;
    }

    /**
     * The rows of a stripe of the map, and some more.
     * @param {number} bottom @param {number} top
     * @returns {[number, number]} from, to
     */
    stripe(bottom, top) {
        return [this.starts[this.cell(bottom) * this.side], this.starts[(this.cell(top) + 1) * this.side]];
    }

    /** @param {number} coordinate */
    cell(coordinate) {
        return gridCell(coordinate, this.side);
    }

    /**
     * Writes the rows inside a rectangle to `into`, as many as fit.
     * @param {number} left @param {number} bottom @param {number} right @param {number} top
     * @param {Uint32Array} into
     * @returns {number} how many
     */
    inRectangle(left, bottom, right, top, into) {
        let found = 0;
        const [firstX, lastX, firstY, lastY] = [left, right, bottom, top].map((c) => this.cell(c));
        for (let cellY = firstY; cellY <= lastY; cellY++) {
            const from = this.starts[cellY * this.side + firstX];
            const to = this.starts[cellY * this.side + lastX + 1];
            for (let row = from; row < to && found < into.length; row++) {
                const x = this.positions[2 * row];
                const y = this.positions[2 * row + 1];
                if (x >= left && x <= right && y >= bottom && y <= top) into[found++] = row;
            }
        }
        return found;
    }

    /**
     * The nearest point that is not left out, or -1.
     * @param {number} x @param {number} y @param {number} radius units of the map
     * @param {(row: number) => boolean} leftOut
     */
    nearest(x, y, radius, leftOut) {
        let best = -1;
        let bestDistance = radius * radius;
        const [firstX, lastX, firstY, lastY] = [x - radius, x + radius, y - radius, y + radius].map((c) => this.cell(c));
        for (let cellY = firstY; cellY <= lastY; cellY++) {
            const to = this.starts[cellY * this.side + lastX + 1];
            for (let row = this.starts[cellY * this.side + firstX]; row < to; row++) {
                const distance = (this.positions[2 * row] - x) ** 2 + (this.positions[2 * row + 1] - y) ** 2;
                if (distance <= bestDistance && !leftOut(row)) [best, bestDistance] = [row, distance];
            }
        }
        return best;
    }
}
