// A QR code of a short text: bytes, error correction M, versions 1 to 10 (up to 213 bytes), the mask by the rules of the
// standard. Tested against another program's reader (Tests/browser/test_projector.py).
// Source: ISO/IEC 18004:2015; the sections are named where they are used.

/** Of versions 1 to 10 at level M: codewords of error correction a block, and the data codewords of each block (7.5.1). */
const BLOCKS = [
    null,
    { correction: 10, data: [16] }, { correction: 16, data: [28] }, { correction: 26, data: [44] }, { correction: 18, data: [32, 32] },
    { correction: 24, data: [43, 43] }, { correction: 16, data: [27, 27, 27, 27] }, { correction: 18, data: [31, 31, 31, 31] },
    { correction: 22, data: [38, 38, 39, 39] }, { correction: 22, data: [36, 36, 36, 37, 37] }, { correction: 26, data: [43, 43, 43, 43, 44] },
];
/** Where alignment patterns have their centres (annex E). */
const ALIGNMENT = [[], [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];

// Powers and logarithms in the field of 256 elements over x⁸ + x⁴ + x³ + x² + 1.
const POWER = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let exponent = 0, value = 1; exponent < 255; exponent++) {
    POWER[exponent] = POWER[exponent + 255] = value;
    LOG[value] = exponent;
    value = value & 128 ? (value << 1) ^ 0x11d : value << 1;
}

/**
 * @param {string} text
 * @returns {boolean[][]} rows of modules, true is dark; without the quiet zone of four modules that must surround it
 * @throws {RangeError} where the text is longer than 213 bytes of UTF-8
 */
export function qrCode(text) {
    const bytes = new TextEncoder().encode(text);
    const version = BLOCKS.findIndex((blocks, at) => blocks !== null && bytes.length <= capacity(at));
    if (version < 1) throw new RangeError("This text is too long for a QR code.");
    const words = interleaved(dataWords(bytes, version), version);
    const symbol = new QRSymbol(version);
    symbol.place(words);
    return symbol.masked();
}

/** @param {number} version bytes that fit */
function capacity(version) {
    const words = BLOCKS[version]?.data.reduce((sum, each) => sum + each, 0) ?? 0;
    // Four bits say that bytes follow, 8 or 16 how many.
    return Math.floor((8 * words - 4 - (version < 10 ? 8 : 16)) / 8);
}

/**
 * The bit stream of 7.4: mode, count, bytes, end, padding.
 * @param {Uint8Array} bytes
 * @param {number} version
 */
function dataWords(bytes, version) {
    const total = BLOCKS[version]?.data.reduce((sum, each) => sum + each, 0) ?? 0;
    /** @type {number[]} */
    const bits = [];
    /** @param {number} value @param {number} count */
    const push = (value, count) => {
        for (let bit = count - 1; bit >= 0; bit--) bits.push((value >> bit) & 1);
    };
    push(0b0100, 4);
    push(bytes.length, version < 10 ? 8 : 16);
    for (const byte of bytes) push(byte, 8);
    push(0, Math.min(4, 8 * total - bits.length));
    while (bits.length % 8 > 0) bits.push(0);
    const words = [];
    for (let at = 0; at < bits.length; at += 8) words.push(bits.slice(at, at + 8).reduce((word, bit) => (word << 1) | bit, 0));
    for (let pad = 0xec; words.length < total; pad ^= 0xec ^ 0x11) words.push(pad);
    return words;
}

/**
 * The codewords of all blocks in the order of 7.6.
 * @param {number[]} words
 * @param {number} version
 */
function interleaved(words, version) {
    const { correction, data } = /** @type {{correction: number, data: number[]}} */ (BLOCKS[version]);
    const divisor = generator(correction);
    let from = 0;
    const blocks = data.map((count) => words.slice(from, (from += count)));
    const corrections = blocks.map((block) => remainder(block, divisor));
    const longest = Math.max(...data);
    const out = [];
    for (let at = 0; at < longest; at++) for (const block of blocks) if (at < block.length) out.push(block[at]);
    for (let at = 0; at < correction; at++) for (const block of corrections) out.push(block[at]);
    return out;
}

/**
 * The product of (x − 2⁰) … (x − 2ⁿ⁻¹), without its leading 1 (annex A).
 * @param {number} degree
 */
function generator(degree) {
    /** @type {number[]} */
    let polynomial = [1];
    for (let root = 0; root < degree; root++) {
        const next = [...polynomial, 0];
        polynomial.forEach((factor, at) => {
            next[at + 1] ^= times(factor, POWER[root]);
        });
        polynomial = next;
    }
    return polynomial.slice(1);
}

/** @param {number[]} block @param {number[]} divisor */
function remainder(block, divisor) {
    const rest = divisor.map(() => 0);
    for (const word of block) {
        const factor = word ^ (rest.shift() ?? 0);
        rest.push(0);
        divisor.forEach((each, at) => {
            rest[at] ^= times(each, factor);
        });
    }
    return rest;
}

/** @param {number} a @param {number} b */
function times(a, b) {
    return a === 0 || b === 0 ? 0 : POWER[LOG[a] + LOG[b]];
}

/**
 * The eight masks of 7.8.2: whether a module is turned.
 * @type {((row: number, column: number) => boolean)[]}
 */
const MASKS = [
    (row, column) => (row + column) % 2 === 0,
    (row) => row % 2 === 0,
    (_, column) => column % 3 === 0,
    (row, column) => (row + column) % 3 === 0,
    (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
    (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
    (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
    (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

class QRSymbol {
    /** @param {number} version */
    constructor(version) {
        this.version = version;
        this.side = 17 + 4 * version;
        /** @type {boolean[][]} */
        this.dark = Array.from({ length: this.side }, () => Array.from({ length: this.side }, () => false));
        /**
         * Modules that hold no data and are not masked.
         * @type {boolean[][]}
         */
        this.fixed = this.dark.map((row) => row.slice());
        this.#drawPatterns();
    }

    /** @param {number} row @param {number} column @param {boolean} dark */
    #fix(row, column, dark) {
        if (row < 0 || column < 0 || row >= this.side || column >= this.side) return;
        this.dark[row][column] = dark;
        this.fixed[row][column] = true;
    }

    /** Finders, timing, alignment; and the room for format and version (6.3). */
    #drawPatterns() {
        const { side, version } = this;
        for (let at = 0; at < side; at++) {
            this.#fix(6, at, at % 2 === 0);
            this.#fix(at, 6, at % 2 === 0);
        }
        for (const [top, left] of [[0, 0], [0, side - 7], [side - 7, 0]]) {
            for (let row = -1; row <= 7; row++) {
                for (let column = -1; column <= 7; column++) {
                    const ring = Math.max(Math.abs(row - 3), Math.abs(column - 3));
                    this.#fix(top + row, left + column, ring !== 2 && ring !== 4);
                }
            }
        }
        const centres = ALIGNMENT[version];
        const last = centres.length - 1;
        centres.forEach((row, at) => centres.forEach((column, other) => {
            // Three corners have finders.
            if ((at === 0 && (other === 0 || other === last)) || (at === last && other === 0)) return;
            for (let y = -2; y <= 2; y++) for (let x = -2; x <= 2; x++) this.#fix(row + y, column + x, Math.max(Math.abs(x), Math.abs(y)) !== 1);
        }));
        this.#drawFormat(0);
        this.#drawVersion();
    }

    /**
     * Fifteen bits twice: level M, the mask, and their check (7.9).
     * @param {number} mask
     */
    #drawFormat(mask) {
        const { side } = this;
        // Level M is 00.
        let check = mask;
        for (let bit = 0; bit < 10; bit++) check = (check << 1) ^ ((check >> 9) * 0x537);
        const bits = ((mask << 10) | check) ^ 0x5412;
        const bit = (/** @type {number} */ at) => ((bits >> at) & 1) === 1;
        for (let at = 0; at <= 5; at++) this.#fix(at, 8, bit(at));
        this.#fix(7, 8, bit(6));
        this.#fix(8, 8, bit(7));
        this.#fix(8, 7, bit(8));
        for (let at = 9; at < 15; at++) this.#fix(8, 14 - at, bit(at));
        for (let at = 0; at < 8; at++) this.#fix(8, side - 1 - at, bit(at));
        for (let at = 8; at < 15; at++) this.#fix(side - 15 + at, 8, bit(at));
        this.#fix(side - 8, 8, true);
    }

    /** Eighteen bits twice, from version 7 on (7.10). */
    #drawVersion() {
        if (this.version < 7) return;
        let check = this.version;
        for (let bit = 0; bit < 12; bit++) check = (check << 1) ^ ((check >> 11) * 0x1f25);
        const bits = (this.version << 12) | check;
        for (let at = 0; at < 18; at++) {
            const [near, far] = [Math.floor(at / 3), this.side - 11 + (at % 3)];
            this.#fix(near, far, ((bits >> at) & 1) === 1);
            this.#fix(far, near, ((bits >> at) & 1) === 1);
        }
    }

    /**
     * Lays the bits out in pairs of columns, up and down from the right (7.7.3).
     * @param {number[]} words
     */
    place(words) {
        let at = 0;
        for (let right = this.side - 1; right >= 1; right -= 2) {
            if (right === 6) right = 5;
            const up = ((right + 1) & 2) === 0;
            for (let step = 0; step < this.side; step++) {
                const row = up ? this.side - 1 - step : step;
                for (const column of [right, right - 1]) {
                    if (this.fixed[row][column]) continue;
                    this.dark[row][column] = at < 8 * words.length && ((words[at >> 3] >> (7 - (at & 7))) & 1) === 1;
                    at++;
                }
            }
        }
    }

    /** With the mask that disturbs a reader least (7.8.3). */
    masked() {
        let best = 0;
        let least = Infinity;
        for (let mask = 0; mask < 8; mask++) {
            this.#turn(mask);
            this.#drawFormat(mask);
            const found = penalty(this.dark);
            if (found < least) [best, least] = [mask, found];
            this.#turn(mask);
        }
        this.#turn(best);
        this.#drawFormat(best);
        return this.dark;
    }

    /** @param {number} mask a second time takes it back */
    #turn(mask) {
        for (let row = 0; row < this.side; row++) {
            for (let column = 0; column < this.side; column++) {
                if (!this.fixed[row][column] && MASKS[mask](row, column)) this.dark[row][column] = !this.dark[row][column];
            }
        }
    }
}

/** @param {boolean[][]} dark */
function penalty(dark) {
    const side = dark.length;
    let sum = 0;
    const columns = dark.map((_, column) => dark.map((row) => row[column]));
    for (const lines of [dark, columns]) {
        for (const line of lines) {
            let run = 1;
            for (let at = 1; at <= side; at++) {
                if (at < side && line[at] === line[at - 1]) run++;
                else {
                    if (run >= 5) sum += run - 2;
                    run = 1;
                }
            }
            const text = line.map((each) => (each ? "1" : "0")).join("");
            for (const finder of ["10111010000", "00001011101"]) for (let at = text.indexOf(finder); at >= 0; at = text.indexOf(finder, at + 1)) sum += 40;
        }
    }
    let count = 0;
    for (let row = 0; row < side; row++) {
        for (let column = 0; column < side; column++) {
            if (dark[row][column]) count++;
            if (row + 1 < side && column + 1 < side && dark[row][column] === dark[row][column + 1] && dark[row][column] === dark[row + 1][column] && dark[row][column] === dark[row + 1][column + 1]) sum += 3;
        }
    }
    return sum + 10 * Math.floor(Math.abs((100 * count) / (side * side) - 50) / 5);
}
