/** @param {import("../main.js").Room} room */
export function showCompose({ main }) { main.textContent = ""; }
