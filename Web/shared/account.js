// Who one is: the account that is logged in, or the name that changes are signed with where nobody logs in.

import { api } from "./api.js";
import { author, setAccount, setAuthor } from "./author.js";
import { promptDialog } from "./dialog.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { toastError } from "./toast.js";

/**
 * The button of the header.
 * @param {() => void} changed the name is another one
 */
export function accountButton(changed) {
    /** @type {Tessera.Session} */
    let session = { needsLogin: false };
    const button = el("button", { class: "button quiet icon", type: "button", "aria-label": "You", title: "You", "aria-haspopup": "menu", onclick: open }, icon("user"));
    // Without an answer the button is as for somebody alone; what needs a login says so itself.
    api.session().then((found) => {
        session = found;
        setAccount(found.name ?? "");
        if (found.name) button.title = `${found.name}, ${found.role}`;
    }, () => {});
    return button;

    function open() {
        const people = { label: "People…", icon: icon("user"), run: () => location.assign("/people") };
        if (session.needsLogin) {
            openMenu(button, [`${session.name}, ${session.role}`, people, { label: "Log out", icon: icon("close"), run: () => void logOut() }], { label: "You" });
        } else {
            openMenu(button, [{ label: "Your name…", icon: icon("user"), run: () => void ask().then(changed) }, people], { label: "You" });
        }
    }
}

async function logOut() {
    try {
        await api.logOut();
        location.assign("/login");
    } catch (error) {
        toastError(error);
    }
}

async function ask() {
    const name = await promptDialog({
        title: "Your name",
        label: "Changes you make are signed with",
        value: author(),
        hint: "Kept in this browser. Empty: the name of whoever started the server.",
        yes: "Keep",
    });
    if (name !== null) setAuthor(name);
}
