/** @param {import("../easel/easel.js").Easel} easel @param {Tessera.Sample} sample */
export async function keepSelectedPiece(easel, sample) { return Boolean(easel && sample); }
