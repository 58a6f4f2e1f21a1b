// The choice of a role.

import { el } from "../shared/dom.js";

/** @type {[Tessera.Role, string][]} */
const ROLES = [["viewer", "looks"], ["labeller", "gives labels"], ["editor", "changes the dataset"], ["owner", "invites people"]];

/** @param {string} label @param {Tessera.Role} chosen */
export function roleField(label, chosen) {
    return el("select", { class: "field", "aria-label": label }, ...ROLES.map(([role, what]) => el("option", { value: role, selected: role === chosen }, `${role}: ${what}`)));
}
