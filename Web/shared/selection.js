// A selection of samples, handed from page to page. The ids stay in the tab (sessionStorage); the address only names them.

const PREFIX = "tessera.selection.";
const KEPT = 8;

/**
 * Keeps the ids and gives the address of a page that takes them up.
 * @param {"/sheet" | "/map"} page
 * @param {Iterable<number>} ids
 * @returns {string} such as "/sheet?selection=k3f9"
 */
export function addressWithSelection(page, ids) {
    const key = Math.floor(Math.random() * 36 ** 6).toString(36);
    forgetOldest();
    sessionStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), ids: [...ids] }));
    return `${page}?selection=${key}`;
}

/**
 * The selection that the address names, or null when it names none or this tab doesn't have it.
 * @param {URLSearchParams} [query]
 * @returns {number[] | null}
 */
export function handedSelection(query = new URLSearchParams(location.search)) {
    const key = query.get("selection");
    if (!key) return null;
    try {
        const kept = JSON.parse(sessionStorage.getItem(PREFIX + key) ?? "null");
        return Array.isArray(kept?.ids) ? kept.ids.filter(Number.isInteger) : null;
    } catch {
        return null;
    }
}

function forgetOldest() {
    const kept = Object.keys(sessionStorage)
        .filter((key) => key.startsWith(PREFIX))
        .map((key) => ({ key, at: Number(JSON.parse(sessionStorage.getItem(key) ?? "{}").at ?? 0) }))
        .sort((a, b) => b.at - a.at);
    for (const { key } of kept.slice(KEPT - 1)) sessionStorage.removeItem(key);
}
