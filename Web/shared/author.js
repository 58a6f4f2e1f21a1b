// The display name that changes are signed with. Empty: the server signs with its own user.

const KEY = "tessera.author";

/** The name of the account that is logged in, where there are accounts: then no other name counts. */
let account = "";

/** @param {string} name */
export function setAccount(name) {
    account = name;
}

/** Who signs on this page alone, whoever the browser belongs to: the person of an inbox. */
let here = "";

/** @returns {string} */
export function author() {
    if (account) return account;
    if (here) return here;
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

/** @param {string} name signs from now on what this page sends, and no other */
export function signHereAs(name) {
    here = name.trim().slice(0, 100);
}
