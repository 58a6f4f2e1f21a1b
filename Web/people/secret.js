// A link or a token that is shown once.

import { el } from "../shared/dom.js";
import { toast } from "../shared/toast.js";

/** @param {string} secret @param {string} hint */
export function secretBox(secret, hint) {
    const code = el("code", { tabindex: 0 }, secret);
    return el("div", { class: "people-secret", role: "status" }, code,
        el("button", { class: "button", type: "button", onclick: () => void copy() }, "Copy"), el("p", { class: "small muted" }, hint));

    async function copy() {
        try {
            await navigator.clipboard.writeText(secret);
            toast("Copied.", { seconds: 2 });
        } catch {
            // The browser does not let us: what is selected can be copied by hand.
            getSelection()?.selectAllChildren(code);
        }
    }
}
