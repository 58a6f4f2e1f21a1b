// The display name that changes are signed with. Empty: the server signs with its own user.

const KEY = "tessera.author";

/** The name of the account that is logged in, where there are accounts: then no other name counts. */
let account = "";

/** @param {string} name */
export function setAccount(name) {
    account = name;
}

/** @returns {string} */
export function author() {
    if (account) return account;
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
