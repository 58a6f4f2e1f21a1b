// An order of rows in which every part is a fair sample of the whole, without a list of it: steps of about the golden
// section of the whole, so that any number of steps is spread evenly. What was imported together is far apart in it.

const goldenSection = 0.6180339887498949;

/**
 * How far to step from a row to the next, modulo the count, so that every row comes once.
 * @param {number} count
 */
export function fairStep(count) {
    let step = Math.max(1, Math.round(count * goldenSection));
    while (commonDivisor(step, count) > 1) step++;
    return step % Math.max(count, 1);
}

/** @param {number} a @param {number} b @returns {number} */
function commonDivisor(a, b) {
    while (b > 0) [a, b] = [b, a % b];
    return a;
}
