// The studio's part of the HTTP API.

import { apiURL, get, post, postChange, sendPicture } from "../shared/api.js";

export const studioApi = {
    /** @param {number} sample @returns {Promise<Studio.Strokes>} */
    strokes: (sample) => get(`/samples/${sample}/strokes`),

    /**
     * Saves a picture as a new sample.
     * @param {{parents: number[], label: string | null, step?: number, note?: string}} what step: of the parent's chain, from 1
     * @param {Blob} picture
     */
    saveDrawing: ({ parents, label, step, note }, picture) => {
        const query = new URLSearchParams(parents.map((id) => ["parent", String(id)]));
        if (label !== null) query.set("label", label);
        if (step !== undefined) query.set("step", String(step));
        if (note) query.set("note", note);
        return sendPicture(`/drawings?${query}`, picture);
    },

    /** @param {Studio.RulesPatch} patch @returns {Promise<Tessera.LabelRules>} */
    patchRules: (patch) => post("/rules", patch, "PATCH"),
    /** @param {string} preset @returns {Promise<Tessera.LabelRules>} */
    takePreset: (preset) => post("/rules/preset", { preset }),
    /** @returns {Promise<{proposals: Studio.RuleProposal[] | null, isStale: boolean}>} */
    ruleProposals: () => get("/rules/proposals"),

    /** @returns {Promise<{transforms: Studio.Transform[]}>} */
    transforms: () => get("/transforms"),
    /** @returns {Promise<{recipes: Studio.SavedRecipe[]}>} */
    recipes: () => get("/recipes"),
    /** @param {string} name @param {Studio.Recipe} recipe @returns {Promise<Studio.SavedRecipe>} */
    saveRecipe: (name, recipe) => post("/recipes", { name, recipe }),
    /** @param {string} name */
    removeRecipe: (name) => post(`/recipes/${encodeURIComponent(name)}/remove`, {}),
    /** @param {Studio.Recipe} recipe @param {number} limit @returns {Promise<Studio.Proposal>} */
    previewRecipe: (recipe, limit) => post("/recipes/preview", { recipe, limit }),

    /** @returns {Promise<{growths: Studio.Growth[]}>} newest first */
    growths: () => get("/growths"),

    /** @returns {Promise<{proposals: Studio.ProposalHead[]}>} */
    proposals: () => get("/proposals"),
    /** @param {string} id @returns {Promise<Studio.Proposal>} */
    proposal: (id) => get(`/proposals/${encodeURIComponent(id)}`),
    /** @param {string} id @param {{except?: number[], only?: number[]}} which */
    acceptProposal: (id, which) => postChange(`/proposals/${encodeURIComponent(id)}/accept`, which),
    /** @param {string} id */
    discardProposal: (id) => post(`/proposals/${encodeURIComponent(id)}/discard`, {}),

    /** @param {Record<string, string>} query @returns {Promise<{pieces: Studio.Piece[], total: number}>} */
    pieces: (query) => get(`/pieces?${new URLSearchParams(query)}`),
    /** @param {{sample: number, name: string, runs: number[]}} piece @returns {Promise<Studio.Piece>} */
    keepPiece: (piece) => post("/pieces", piece),
    /** @param {number} sample @returns {Promise<{pieces: Studio.Piece[]}>} the parts of its class, each as a piece of its name */
    keepParts: (sample) => post("/pieces", { sample }),
    /** @param {number} id */
    removePiece: (id) => post(`/pieces/${id}/remove`, {}),
    /** @param {number} id @param {string} name @returns {Promise<Studio.Piece>} */
    renamePiece: (id, name) => post(`/pieces/${id}`, { name }, "PATCH"),
    /** @param {{labels?: string[], sample?: number, style?: string, writer?: string, count?: number, seed?: number}} what @returns {Promise<Studio.Proposal>} */
    compose: (what) => post("/compose", what),

    /** @returns {Promise<Studio.Numbers>} */
    numbers: () => get("/studio"),
    /** @param {number} budget @returns {Promise<Studio.Numbers>} */
    setBudget: (budget) => post("/studio", { budget }, "PATCH"),
    /** @returns {Promise<{stale: {sample: number, parents: number[], label: string | null, wants: string | null, why: string}[]}>} */
    stale: () => get("/derived/stale"),
    refreshStale: () => postChange("/derived/refresh", {}),
};

/** @param {string} proposal @param {number} index */
export function candidateURL(proposal, index) {
    return apiURL(`/proposals/${encodeURIComponent(proposal)}/images/${index}`);
}

/** @param {number} piece its ink on white */
export function pieceURL(piece) {
    return apiURL(`/pieces/${piece}/image`);
}

/** @param {number} sample its paper, without any ink */
export function paperURL(sample) {
    return apiURL(`/samples/${sample}/paper`);
}

/** @param {string} growth */
export function growthReportURL(growth) {
    return apiURL(`/growths/${encodeURIComponent(growth)}/report.html`);
}
