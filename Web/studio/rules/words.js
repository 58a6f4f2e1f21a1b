// Chains and parts as a line of text.

/** @param {Tessera.ChainStep[]} chain such as "iii: Erase the V, ii: Erase one I" */
export function writeChain(chain) {
    return chain.map(({ label, instruction }) => (instruction ? `${label}: ${instruction}` : label)).join(", ");
}

/** @param {string} text @returns {Tessera.ChainStep[]} */
export function readChain(text) {
    return text.split(",").map((part) => part.trim()).filter(Boolean).map((part) => {
        const [label, ...rest] = part.split(":");
        return { label: label.trim(), instruction: rest.join(":").trim() };
    });
}

/** @param {string} text @returns {string[]} */
export function readParts(text) {
    return text.split(/[,+]/).map((part) => part.trim()).filter(Boolean);
}
