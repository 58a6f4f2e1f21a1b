// Ink that hangs together: the pieces of a picture where nobody knows better.

/** @typedef {import("./raster.js").Box} Box */
/** @typedef {{label: number, area: number, box: Box}} Component */

/**
 * Pixels that touch, also at a corner, belong together.
 * @param {Uint8Array} mask 1 where there is ink @param {number} width
 * @param {number} [least] pixels of a piece; less is a speck, which belongs to none
 * @returns {{labels: Int32Array, components: Component[]}} labels from 1 in the order of reading, 0 where there is none
 */
export function connectedComponents(mask, width, least = 4) {
    const labels = new Int32Array(mask.length);
    /** @type {number[]} the parent of each provisional label */
    const parents = [0];
    /** @param {number} label */
    const root = (label) => {
        let at = label;
        while (parents[at] !== at) at = parents[at] = parents[parents[at]];
        return at;
    };
    // Most of a drawing is paper: from ink to ink in leaps.
    for (let at = mask.indexOf(1); at >= 0; at = mask[at + 1] ? at + 1 : mask.indexOf(1, at + 1)) {
        const x = at % width;
        const isLower = at >= width;
        const west = x > 0 ? labels[at - 1] : 0;
        const northWest = x > 0 && isLower ? labels[at - width - 1] : 0;
        const north = isLower ? labels[at - width] : 0;
        const northEast = x + 1 < width && isLower ? labels[at - width + 1] : 0;
        const known = north || northWest || west || northEast;
        if (!known) {
            parents.push(parents.length);
            labels[at] = parents.length - 1;
            continue;
        }
        labels[at] = known;
        // Only these two can join what was apart.
        if (northEast && northEast !== known) join(parents, root(known), root(northEast));
        if (west && west !== known) join(parents, root(known), root(west));
    }
    return number(mask, labels, width, parents.map((_, label) => root(label)), least);
}

/** @param {number[]} parents @param {number} a @param {number} b */
function join(parents, a, b) {
    parents[Math.max(a, b)] = Math.min(a, b);
}

/** @param {Uint8Array} mask @param {Int32Array} labels @param {number} width @param {number[]} roots @param {number} least */
function number(mask, labels, width, roots, least) {
    const areas = new Uint32Array(roots.length);
    for (let at = mask.indexOf(1); at >= 0; at = mask[at + 1] ? at + 1 : mask.indexOf(1, at + 1)) areas[roots[labels[at]]]++;
    const numbers = new Int32Array(roots.length);
    /** @type {Component[]} */
    const components = [];
    for (let at = mask.indexOf(1); at >= 0; at = mask[at + 1] ? at + 1 : mask.indexOf(1, at + 1)) {
        const root = roots[labels[at]];
        if (areas[root] < least) {
            labels[at] = 0;
            continue;
        }
        const x = at % width;
        const y = (at - x) / width;
        if (!numbers[root]) {
            numbers[root] = components.length + 1;
            components.push({ label: numbers[root], area: areas[root], box: { left: x, top: y, right: x + 1, bottom: y + 1 } });
        }
        labels[at] = numbers[root];
        const { box } = components[numbers[root] - 1];
        if (x < box.left) box.left = x;
        if (x >= box.right) box.right = x + 1;
        box.bottom = y + 1;
    }
    return { labels, components };
}
