export const studioApi = {
    /** @param {number} id @returns {Promise<any>} */
    strokes: async (id) => { throw new Error(String(id)); },
    /** @returns {Promise<Record<string, string[]>>} */
    chains: async () => ({ viii: ["viii", "iii", "ii", "i"] }),
    /** @param {any} what @returns {Promise<{sample: number, change: number}>} */
    saveEdited: async (what) => { throw new Error(JSON.stringify(what)); },
};
