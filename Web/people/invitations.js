// Inviting: the form, the link that it makes, and the links that are still open.

import { api } from "../shared/api.js";
import { el, fill } from "../shared/dom.js";
import { dateTime } from "../shared/format.js";
import { toastError } from "../shared/toast.js";
import { roleField } from "./role-field.js";
import { secretBox } from "./secret.js";
import { table } from "./table.js";

export class InvitationSection {
    /** @param {() => void} changed */
    constructor(changed) {
        this.changed = changed;
        this.link = el("div");
        this.list = el("div", { class: "people-card", tabindex: 0, role: "group", "aria-label": "Open links", hidden: true });
        const name = el("input", { class: "field", type: "text", maxLength: 100, autocomplete: "off" });
        const role = roleField("As", "labeller");
        const form = el("form", { class: "people-form" },
            el("label", { class: "stack wide" }, el("span", { class: "small muted" }, "For whom (they can change it)"), name),
            el("label", { class: "stack" }, el("span", { class: "small muted" }, "As"), role),
            el("button", { class: "button primary", type: "submit" }, "Make a link"));
        form.addEventListener("submit", async (event) => {
            event.preventDefault();
            try {
                this.show(await api.invite(/** @type {Tessera.Role} */ (role.value), name.value.trim() || undefined));
                name.value = "";
            } catch (error) {
                toastError(error);
            }
        });
        this.element = el("section", { class: "people-section", "aria-labelledby": "invite-title" }, el("h2", { id: "invite-title" }, "Invite"), form, this.link, this.list);
        void this.load();
    }

    /** @param {Tessera.IssuedInvitation} issued */
    show(issued) {
        const { invitation } = issued;
        const whom = invitation.name ? `for ${invitation.name}, ` : "";
        const what = invitation.isForKnownPerson ? "to set a new password" : `as ${invitation.role}`;
        const missing = issued.link ? "" : " Put the address of the server before it.";
        fill(this.link, secretBox(issued.link ?? issued.path, `Valid once, ${whom}${what}, until ${dateTime(invitation.expiresAt)}. It is shown this once: send it where only they read it.${missing}`));
        void this.load();
        this.changed();
    }

    async load() {
        try {
            const { invitations } = await api.invitations();
            this.list.hidden = invitations.length === 0;
            fill(this.list, table(["Open link", "As", "By", "Until", ""], invitations.map((open) => [
                open.name ?? "anybody", open.isForKnownPerson ? "new password" : open.role, open.invitedBy, dateTime(open.expiresAt),
                el("div", { class: "actions" }, el("button", { class: "button quiet", type: "button", onclick: () => void this.withdraw(open.id) }, "Withdraw")),
            ])));
        } catch (error) {
            toastError(error);
        }
    }

    /** @param {number} id */
    async withdraw(id) {
        try {
            await api.withdrawInvitation(id);
        } catch (error) {
            toastError(error);
        }
        await this.load();
        this.changed();
    }
}
