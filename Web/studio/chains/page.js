/** @param {import("../main.js").Room} room */
export function showChains({ main }) { main.textContent = ""; }
