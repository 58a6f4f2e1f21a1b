// The table of the people, in which an owner gives roles.

import { api } from "../shared/api.js";
import { confirmDialog } from "../shared/dialog.js";
import { el, fill } from "../shared/dom.js";
import { ago, dateTime } from "../shared/format.js";
import { toast, toastError } from "../shared/toast.js";
import { roleField } from "./role-field.js";
import { table } from "./table.js";

export class PeopleSection {
    /**
     * @param {Tessera.Session} session
     * @param {() => void} changed
     * @param {(issued: Tessera.IssuedInvitation) => void} issued a new link for somebody who is there
     */
    constructor(session, changed, issued) {
        this.session = session;
        this.isOwner = session.role === "owner";
        this.changed = changed;
        this.issued = issued;
        this.list = el("div", { class: "people-card", tabindex: 0, role: "group", "aria-label": "People" });
        this.element = el("section", { class: "people-section", "aria-labelledby": "people-title" }, el("h2", { id: "people-title" }, "Who is here"), this.list);
        void this.load();
    }

    async load() {
        try {
            const { people } = await api.people();
            if (people.length === 0) {
                fill(this.list, el("p", { class: "empty" }, "Nobody has an account yet. The first link should be an owner's."));
                return;
            }
            if (this.isOwner) {
                fill(this.list, table(["Name", "Role", "Last seen", ""], people.map((person) => [
                    this.name(person), this.role(person),
                    person.seenAt ? el("time", { title: dateTime(person.seenAt) }, ago(person.seenAt)) : "never", this.actions(person),
                ])));
            } else {
                fill(this.list, table(["Name", "Role"], people.map((person) => [this.name(person), person.role])));
            }
        } catch (error) {
            toastError(error);
        }
    }

    /** @param {Tessera.Person} person */
    name(person) {
        return el("span", {}, person.name, person.name === this.session.name && el("span", { class: "muted" }, " (you)"));
    }

    /** @param {Tessera.Person} person */
    role(person) {
        const field = roleField(`Role of ${person.name}`, person.role);
        field.addEventListener("change", () => void this.act(async () => {
            await api.setRole(person.id, /** @type {Tessera.Role} */ (field.value));
            toast(`${person.name} is ${field.value} now.`);
        }));
        return field;
    }

    /** @param {Tessera.Person} person */
    actions(person) {
        return el("div", { class: "actions" },
            el("button", { class: "button quiet", type: "button", title: "A link to set a new password", onclick: () => void this.act(async () => this.issued(await api.inviteAgain(person.id))) }, "New password"),
            el("button", { class: "button quiet danger", type: "button", onclick: () => void this.remove(person) }, "Remove"));
    }

    /** @param {Tessera.Person} person */
    async remove(person) {
        const sure = await confirmDialog({
            title: `Remove ${person.name}?`, danger: true, yes: "Remove",
            text: "They are logged out at once, and their tokens stop working. What they did stays, under their name.",
        });
        if (sure) await this.act(() => api.removePerson(person.id));
    }

    /** @param {() => Promise<unknown>} action */
    async act(action) {
        try {
            await action();
        } catch (error) {
            toastError(error);
        }
        await this.load();
        this.changed();
    }
}
