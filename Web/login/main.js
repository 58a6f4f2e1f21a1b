// Logging in (/login) and joining by the link of an invitation (/invite#…).

import { api, ApiError } from "../shared/api.js";
import { byId, el, fill } from "../shared/dom.js";
import { dateTime } from "../shared/format.js";

const main = byId("main", HTMLElement);

if (location.pathname === "/invite") void join();
else void logIn();

async function logIn() {
    const next = safeNext(new URLSearchParams(location.search).get("next"));
    const session = await api.session().catch(() => null);
    // Alone on this machine, or logged in already: there is nothing to ask.
    if (session && (!session.needsLogin || session.name)) {
        location.replace(next);
        return;
    }
    const name = field("Name", { name: "name", autocomplete: "username", required: true });
    const password = field("Password", { type: "password", name: "password", autocomplete: "current-password", required: true });
    show("Log in", [name.row, password.row], "Log in", async () => {
        await api.logIn(name.input.value, password.input.value);
        location.assign(next);
    }, "There is no account without an invitation. Who forgot the password asks an owner for a new link.");
    name.input.focus();
}

async function join() {
    const secret = location.hash.slice(1);
    let invitation;
    try {
        invitation = await api.invitation(secret);
    } catch (error) {
        showRefusal(error);
        return;
    }
    const known = invitation.isForKnownPerson;
    const name = field("Your name", { name: "name", autocomplete: "username", required: true, value: invitation.name ?? "", readOnly: known, maxLength: 100 });
    const password = field(`Password, ${invitation.shortestPassword} characters or more`, { type: "password", name: "password", autocomplete: "new-password", required: true, minLength: invitation.shortestPassword });
    const again = field("The same once more", { type: "password", autocomplete: "new-password", required: true });
    const role = ROLES[invitation.role];
    const words = known ? `${invitation.invitedBy} made this link so that you can choose a new password.` : `${invitation.invitedBy} invites you as ${invitation.role}: you ${role}. Your name signs what you do.`;
    show(known ? "A new password" : "Join", [el("p", { class: "muted" }, words), name.row, password.row, again.row], known ? "Set the password" : "Join", async () => {
        if (password.input.value !== again.input.value) throw new Error("The two passwords are not the same.");
        await api.acceptInvitation(secret, name.input.value, password.input.value);
        // The link is used up and must not stay in the history of the browser.
        location.replace("/");
    }, `The link is valid once, until ${dateTime(invitation.expiresAt)}.`);
    (name.input.value ? password.input : name.input).focus();
}

/** @type {Record<Tessera.Role, string>} */
const ROLES = { viewer: "can look at everything", labeller: "can look at everything and give labels", editor: "can change everything of the dataset", owner: "can change everything and invite others" };

/**
 * @param {string} label
 * @param {Record<string, unknown>} properties
 */
function field(label, properties) {
    const input = el("input", { class: "field", type: "text", spellcheck: false, ...properties });
    return { input, row: el("label", { class: "stack" }, el("span", { class: "small muted" }, label), input) };
}

/**
 * @param {string} title
 * @param {HTMLElement[]} rows
 * @param {string} action
 * @param {() => Promise<void>} send
 * @param {string} hint
 */
function show(title, rows, action, send, hint) {
    const problem = el("p", { class: "login-error", role: "alert" });
    const button = el("button", { class: "button primary", type: "submit" }, action);
    const form = el("form", { class: "login-card" }, el("h1", {}, title), ...rows, problem, button, el("p", { class: "small muted" }, hint));
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        button.disabled = true;
        problem.textContent = "";
        try {
            await send();
        } catch (error) {
            problem.textContent = error instanceof Error ? error.message : String(error);
            button.disabled = false;
        }
    });
    fill(main, head(), form);
}

/** @param {unknown} error */
function showRefusal(error) {
    const words = error instanceof ApiError ? error.message : String(error);
    fill(main, head(), el("div", { class: "login-card" }, el("h1", {}, "This link opens nothing"), el("p", { role: "alert" }, words), el("a", { href: "/login" }, "Log in")));
}

function head() {
    return el("div", { class: "login-head" }, el("span", { class: "header-mark", "aria-hidden": "true" }, el("i"), el("i"), el("i"), el("i")), el("strong", {}, "Tessera"));
}

/**
 * Only a page of ours: a link must not lead elsewhere after the login.
 * @param {string | null} next
 */
function safeNext(next) {
    if (!next) return "/";
    const url = new URL(next, location.origin);
    return url.origin === location.origin && next.startsWith("/") ? url.pathname + url.search + url.hash : "/";
}
