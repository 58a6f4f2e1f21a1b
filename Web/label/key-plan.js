// Which key is which class: given by the names, changeable, and kept in this browser for this dataset.

/** @typedef {"digits" | "left" | "right"} Hand */
/** @typedef {{hand: Hand, own: Record<string, string>}} KeyPlan own: keys that somebody chose, by class or by action */

/** Letters and digits within reach of one hand, the easiest first. */
const REACH = { left: "fdsagrewqvcxztb12345", right: "jklhuioynmp67890", digits: "1234567890" };
const ROMAN = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];

/** What one does besides labelling: for each hand a key that it reaches. */
export const ACTIONS = /** @type {const} */ ({
    skip: { words: "Skip: can't say", keys: ["Space", "+"] },
    flag: { words: "Flag: somebody should look", keys: ["`", "*"] },
    undo: { words: "Take the last answer back", keys: ["Backspace", "Escape", "-"] },
});

/** @typedef {keyof typeof ACTIONS} Action */

/** @param {string} name @returns {number | null} 1 to 10 */
function numberOf(name) {
    const plain = name.trim().toLowerCase();
    const roman = ROMAN.indexOf(plain);
    const number = roman > 0 ? roman : /^\d{1,2}$/.test(plain) ? Number(plain) : null;
    return number !== null && number >= 0 && number <= 10 ? number : null;
}

/**
 * The hand that suits the names: numbers lie on the digits, on the number pad too.
 * @param {string[]} names
 * @returns {Hand}
 */
export function handFor(names) {
    const numbers = names.map(numberOf);
    const keys = new Set(numbers.map((number) => (number === null ? null : number % 10)));
    return names.length > 0 && !keys.has(null) && keys.size === names.length ? "digits" : "left";
}

/**
 * A key for each class: the number that it is, else a letter of its name within reach, else the next one in reach.
 * @param {string[]} names
 * @param {KeyPlan} plan
 * @returns {Map<string, string>} by class; classes beyond the keys have none
 */
export function keysOf(names, plan) {
    /** @type {Map<string, string>} */
    const keys = new Map();
    const free = new Set(REACH[plan.hand]);
    for (const name of names) {
        const own = plan.own[name];
        if (!own) continue;
        keys.set(name, own);
        free.delete(own);
    }
    /** @param {(name: string) => Iterable<string>} wishes */
    const give = (wishes) => {
        for (const name of names) {
            if (keys.has(name)) continue;
            for (const key of wishes(name)) {
                if (!free.has(key)) continue;
                keys.set(name, key);
                free.delete(key);
                break;
            }
        }
    };
    if (plan.hand === "digits" && handFor(names) === "digits") give((name) => String((numberOf(name) ?? 0) % 10));
    give((name) => name.toLowerCase());
    give(() => [...free]);
    return keys;
}

/** @param {KeyPlan} plan @param {Action} action @returns {string[]} */
export function actionKeys(plan, action) {
    const own = plan.own[`:${action}`];
    return own ? [own] : [...ACTIONS[action].keys];
}

/** @param {string} dataset */
const place = (dataset) => `tessera.label-keys.${dataset}`;

/** @param {string} dataset @param {string[]} names @returns {KeyPlan} */
export function readPlan(dataset, names) {
    try {
        const plan = JSON.parse(localStorage.getItem(place(dataset)) ?? "null");
        if (plan && plan.hand in REACH && typeof plan.own === "object") return plan;
    } catch {
        // Nothing is kept, or nothing that can be read: as if for the first time.
    }
    return { hand: handFor(names), own: {} };
}

/** @param {string} dataset @param {KeyPlan} plan */
export function writePlan(dataset, plan) {
    try {
        localStorage.setItem(place(dataset), JSON.stringify(plan));
    } catch {
        // Storage is switched off: the plan holds until the page is left.
    }
}
