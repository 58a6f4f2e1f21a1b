// One's own account: tokens for programs, and the password.

import { api } from "../shared/api.js";
import { el, fill } from "../shared/dom.js";
import { ago, dateTime } from "../shared/format.js";
import { toast, toastError } from "../shared/toast.js";
import { secretBox } from "./secret.js";
import { table } from "./table.js";

export class AccountSection {
    /** @param {Tessera.Session} session */
    constructor(session) {
        this.element = el("section", { class: "people-section", "aria-labelledby": "account-title", hidden: !session.needsLogin });
        if (!session.needsLogin) return;
        this.secret = el("div");
        this.list = el("div", { class: "people-card", tabindex: 0, role: "group", "aria-label": "Tokens", hidden: true });
        fill(this.element, el("h2", { id: "account-title" }, "Your account"), this.tokenForm(), this.secret, this.list, this.passwordForm());
        void this.load();
    }

    tokenForm() {
        const name = el("input", { class: "field", type: "text", maxLength: 100, required: true, autocomplete: "off" });
        const form = el("form", { class: "people-form" },
            el("label", { class: "stack wide" }, el("span", { class: "small muted" }, "A token, with which a program acts in your name; what is it for?"), name),
            el("button", { class: "button", type: "submit" }, "Make a token"));
        form.addEventListener("submit", async (event) => {
            event.preventDefault();
            try {
                const { secret } = await api.makeToken(name.value);
                if (this.secret) fill(this.secret, secretBox(secret, "It is shown this once. Programs send it as Authorization: Bearer …"));
                name.value = "";
                await this.load();
            } catch (error) {
                toastError(error);
            }
        });
        return form;
    }

    passwordForm() {
        const old = el("input", { class: "field", type: "password", required: true, autocomplete: "current-password" });
        const password = el("input", { class: "field", type: "password", required: true, autocomplete: "new-password" });
        const form = el("form", { class: "people-form" },
            el("label", { class: "stack" }, el("span", { class: "small muted" }, "Old password"), old),
            el("label", { class: "stack" }, el("span", { class: "small muted" }, "New password"), password),
            el("button", { class: "button", type: "submit" }, "Change the password"));
        form.addEventListener("submit", async (event) => {
            event.preventDefault();
            try {
                await api.setPassword(old.value, password.value);
                toast("The password is changed; you are logged out everywhere else.");
                form.reset();
            } catch (error) {
                toastError(error);
            }
        });
        return form;
    }

    async load() {
        if (!this.list) return;
        try {
            const { tokens } = await api.tokens();
            this.list.hidden = tokens.length === 0;
            fill(this.list, table(["Token for", "May do as", "Made", "Last used", ""], tokens.map((token) => [
                token.name, token.role, dateTime(token.createdAt), token.usedAt ? ago(token.usedAt) : "never",
                el("div", { class: "actions" }, el("button", { class: "button quiet", type: "button", onclick: () => void this.withdraw(token.id) }, "Withdraw")),
            ])));
        } catch (error) {
            toastError(error);
        }
    }

    /** @param {number} id */
    async withdraw(id) {
        try {
            await api.withdrawToken(id);
        } catch (error) {
            toastError(error);
        }
        await this.load();
    }
}
