// A selection of samples, handed from page to page: the server keeps the set under a short name, and the address holds the
// name. So it can be sent to somebody, however many samples it has.

import { api } from "./api.js";
import { el } from "./dom.js";
import { toastError } from "./toast.js";

/**
 * Keeps the ids and gives the address of a page that takes them up.
 * @param {"/sheet" | "/map" | "/studio" | "/talk"} page
 * @param {ArrayLike<number>} ids one at least
 * @param {string} [name] what they are, for the studio's queue
 * @returns {Promise<string>} such as "/sheet?selection=3f9c0e52aa7b41d086ce"
 */
export async function addressWithSelection(page, ids, name) {
    const { id } = await api.keepSelection(ids);
    return `${page}?${new URLSearchParams({ selection: id, ...(name ? { name } : {}) })}`;
}

/**
 * Goes to a page that takes these samples up.
 * @param {"/sheet" | "/map" | "/studio" | "/talk"} page
 * @param {ArrayLike<number>} ids
 * @param {string} [name]
 */
export function openWithSelection(page, ids, name) {
    if (ids.length > 0) addressWithSelection(page, ids, name).then((address) => (location.href = address), toastError);
}

/**
 * A link to a page that takes these samples up. The set is kept when the link is followed, not before.
 * @param {"/sheet" | "/map" | "/studio" | "/talk"} page
 * @param {ArrayLike<number>} ids
 * @param {Record<string, unknown>} properties of the link; and `name`: what the samples are, for the studio's queue
 * @param {...import("./dom.js").Child} children
 */
export function selectionLink(page, ids, properties, ...children) {
    const { name, ...rest } = properties;
    const link = el("a", { href: page, ...rest }, ...children);
    /** @param {MouseEvent} event */
    const follow = (event) => {
        if (event.button > 1) return;
        event.preventDefault();
        const aside = event.ctrlKey || event.metaKey || event.button === 1;
        addressWithSelection(page, ids, typeof name === "string" ? name : undefined).then((address) => {
            if (aside) open(address, "_blank");
            else location.href = address;
        }, toastError);
    };
    link.addEventListener("click", follow);
    link.addEventListener("auxclick", follow);
    return link;
}

/**
 * The name of the selection in the address, or null.
 * @param {URLSearchParams} [query]
 */
export function selectionName(query = new URLSearchParams(location.search)) {
    return query.get("selection") || null;
}

/**
 * The ids of the selection that the address names, ascending; null when it names none.
 * @param {URLSearchParams} [query]
 * @returns {Promise<Uint32Array | null>}
 * @throws {import("./api.js").ApiError} where the server doesn't have it any more
 */
export async function handedSelection(query) {
    const name = selectionName(query);
    return name === null ? null : api.selection(name);
}
