// The display name that changes are signed with. Empty: the server signs with its own user.

const KEY = "tessera.author";

/** @returns {string} */
export function author() {
    try {
        return localStorage.getItem(KEY) ?? "";
    } catch {
        return "";
    }
}

/** @param {string} name */
export function setAuthor(name) {
    try {
        if (name.trim()) localStorage.setItem(KEY, name.trim().slice(0, 100));
        else localStorage.removeItem(KEY);
    } catch {
        // Storage is switched off: changes go on being signed by the server's user.
    }
}
