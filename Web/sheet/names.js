// A column of a few names for very many rows: a number for each row, and a name for each number.

/** Of a row without a name. */
const NONE = 0xffffffff;

export class Names {
    /** @param {number} count rows, without a name at first */
    constructor(count) {
        this.codes = new Uint32Array(count).fill(NONE);
        /** @type {string[]} */
        this.dictionary = [];
        /** @type {Map<string, number>} */
        this.known = new Map();
    }

    /**
     * @param {import("../shared/columns.js").Column | undefined} column one with a dictionary; undefined: no row has a name
     * @param {number} count
     */
    static of(column, count) {
        const names = new Names(count);
        if (!column?.dictionary) return names;
        const { values, missing } = column;
        names.dictionary = [...column.dictionary];
        names.known = new Map(names.dictionary.map((name, code) => [name, code]));
        for (let row = 0; row < count; row++) {
            const code = values[row];
            if (code !== missing) names.codes[row] = code;
        }
        return names;
    }

    /** @param {number} row @returns {string | null} */
    at(row) {
        const code = this.codes[row];
        return this.dictionary[code] ?? null;
    }

    /** @param {number} row @param {string | null} name */
    put(row, name) {
        this.codes[row] = name === null ? NONE : this.#code(name);
    }

    /** @param {string} name */
    #code(name) {
        let code = this.known.get(name);
        if (code === undefined) {
            code = this.dictionary.push(name) - 1;
            this.known.set(name, code);
        }
        return code;
    }
}
