// Sets of ids as the API takes and gives them: ranges, packed into a few bytes each (docs/openapi.yaml, `packed` of a
// selection), in base64. Half a million ids in a row are eight bytes; every second of a million is one megabyte.

/**
 * @param {ArrayLike<number>} ids in any order
 * @returns {string}
 */
export function packIds(ids) {
    const sorted = Uint32Array.from(ids).sort();
    /** @type {number[]} */
    const bytes = [];
    let end = 0;
    for (let at = 0; at < sorted.length; at++) {
        const first = sorted[at];
        while (at + 1 < sorted.length && sorted[at + 1] <= sorted[at] + 1) at++;
        pushNumber(bytes, first - end - 1);
        pushNumber(bytes, sorted[at] - first);
        end = sorted[at];
    }
    let text = "";
    // A call takes only so many arguments.
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.slice(at, at + 8192));
    return btoa(text);
}

/** @param {number[]} bytes @param {number} number */
function pushNumber(bytes, number) {
    let rest = number;
    for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest & 0x7f) | 0x80);
    bytes.push(rest);
}

/**
 * @param {string} packed @param {number} count how many ids there are
 * @returns {Uint32Array} ascending
 */
export function unpackIds(packed, count) {
    const text = atob(packed);
    const ids = new Uint32Array(count);
    let [filled, end, value, factor] = [0, 0, 0, 1];
    /** @type {number | null} */
    let gap = null;
    for (let at = 0; at < text.length; at++) {
        const byte = text.charCodeAt(at);
        value += (byte & 0x7f) * factor;
        factor *= 128;
        if (byte & 0x80) continue;
        if (gap === null) gap = value;
        else {
            for (let id = end + gap + 1; id <= end + gap + 1 + value && filled < count; id++) ids[filled++] = id;
            end += gap + 1 + value;
            gap = null;
        }
        [value, factor] = [0, 1];
    }
    return ids.subarray(0, filled);
}
