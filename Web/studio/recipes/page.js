/** @param {import("../main.js").Room} room */
export function showRecipes({ main }) { main.textContent = ""; }
