// Which points lie here? A uniform grid over the map, its cells one after the other in a single array
// (compressed rows): built in one counting pass, asked without making an object.

const pointsPerCell = 4;

export class GridIndex {
    /** @param {Float32Array} positions x and y by turns, from 0 to 1 */
    constructor(positions) {
        this.positions = positions;
        const count = positions.length / 2;
        this.side = Math.max(1, Math.min(2048, Math.ceil(Math.sqrt(count / pointsPerCell))));
        this.starts = new Uint32Array(this.side * this.side + 1);
        this.rows = new Uint32Array(count);
        const cells = new Uint32Array(count);
        for (let row = 0; row < count; row++) {
            cells[row] = this.cell(positions[2 * row + 1]) * this.side + this.cell(positions[2 * row]);
            this.starts[cells[row] + 1]++;
        }
        let occupied = 0;
        for (let cell = 0; cell < this.side * this.side; cell++) {
            if (this.starts[cell + 1] > 0) occupied++;
            this.starts[cell + 1] += this.starts[cell];
        }
        const next = this.starts.slice();
        for (let row = 0; row < count; row++) this.rows[next[cells[row]]++] = row;
        /** How far a point is from the next, typically, in units of the map. */
        this.spacing = count > 0 ? Math.sqrt(occupied / count) / this.side : 1;
    }

    /** @param {number} coordinate */
    cell(coordinate) {
        return Math.min(Math.max(Math.floor(coordinate * this.side), 0), this.side - 1);
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
            for (let at = from; at < to && found < into.length; at++) {
                const row = this.rows[at];
                const x = this.positions[2 * row];
                const y = this.positions[2 * row + 1];
                if (x >= left && x <= right && y >= bottom && y <= top) into[found++] = row;
            }
        }
        return found;
    }

    /**
     * As `inRectangle`, for a closed line drawn around points (even-odd rule).
     * @param {ArrayLike<number>} line x and y by turns
     * @param {Uint32Array} into
     */
    inPolygon(line, into) {
        let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
        for (let at = 0; at < line.length; at += 2) {
            left = Math.min(left, line[at]);
            right = Math.max(right, line[at]);
            bottom = Math.min(bottom, line[at + 1]);
            top = Math.max(top, line[at + 1]);
        }
        const near = this.inRectangle(left, bottom, right, top, into);
        let found = 0;
        for (let at = 0; at < near; at++) {
            const row = into[at];
            if (insidePolygon(line, this.positions[2 * row], this.positions[2 * row + 1])) into[found++] = row;
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
            for (let at = this.starts[cellY * this.side + firstX]; at < to; at++) {
                const row = this.rows[at];
                const distance = (this.positions[2 * row] - x) ** 2 + (this.positions[2 * row + 1] - y) ** 2;
                if (distance <= bestDistance && !leftOut(row)) [best, bestDistance] = [row, distance];
            }
        }
        return best;
    }
}

/** @param {ArrayLike<number>} line @param {number} x @param {number} y */
function insidePolygon(line, x, y) {
    let inside = false;
    for (let at = 0, before = line.length - 2; at < line.length; before = at, at += 2) {
        const [y0, y1] = [line[before + 1], line[at + 1]];
        if (y0 > y !== y1 > y && x < line[before] + ((y - y0) / (y1 - y0)) * (line[at] - line[before])) inside = !inside;
    }
    return inside;
}
