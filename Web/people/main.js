// The people page: who is let in and as what, for an owner; for everybody their own tokens and password.

import { api } from "../shared/api.js";
import { byId, el, fill } from "../shared/dom.js";
import { mountHeader } from "../shared/header.js";
import { toastError } from "../shared/toast.js";
import { AccountSection } from "./account.js";
import { InvitationSection } from "./invitations.js";
import { LogSection } from "./log.js";
import { PeopleSection } from "./people.js";

const main = byId("main", HTMLElement);
mountHeader("people");

void start();

async function start() {
    let session;
    try {
        session = await api.session();
    } catch (error) {
        toastError(error);
        return;
    }
    const isOwner = session.role === "owner";
    const log = isOwner ? new LogSection() : null;
    const changed = () => void log?.load();
    const invitations = isOwner ? new InvitationSection(changed) : null;
    const people = new PeopleSection(session, changed, (issued) => invitations?.show(issued));
    fill(main,
        el("div", { class: "people-head" }, el("h1", {}, "People"), el("p", { class: "muted" }, session.needsLogin
            ? "Everybody here was invited. What each may do is their role; what they do is signed with their name."
            : "Nobody logs in here: this server answers on this computer alone. Whom you invite can come in once it is served with an address (tessera serve --url).")),
        invitations?.element, people.element, new AccountSection(session).element, log?.element);
}
