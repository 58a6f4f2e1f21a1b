// Voting on a phone: the image, and one large button a class. It asks again every second what is shown; it needs no account,
// only the code of the room.

import { api, ApiError, messageOf } from "../shared/api.js";
import { byId, el, fill } from "../shared/dom.js";
import { newKey } from "../shared/request-key.js";

const LOOK_MS = 1_000;
const NAME = "tessera.voter-name";
const TOKEN = "tessera.voter-token";

const code = location.pathname.split("/").pop() ?? "";
const main = byId("main", HTMLElement);
const token = kept(TOKEN) ?? keep(TOKEN, newKey());
/** @type {string | null} */
let name = kept(NAME);
/** @type {Tessera.Room | null} */
let room = null;
let shown = "";
let sending = "";
let note = "";

if (name) void look();
else askName();

function askName() {
    const field = el("input", { class: "field vote-field", type: "text", autocomplete: "given-name", maxLength: 60, required: true, value: name ?? "", "aria-label": "Your name" });
    fill(main, el("form", { class: "vote-name", onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        if (!field.value.trim()) return;
        name = keep(NAME, field.value.trim());
        shown = "";
        void look();
    } }, el("h1", {}, "What is your name?"), el("p", { class: "muted" }, "The others see who voted for what once the votes are revealed."), field, el("button", { class: "button primary vote-button", type: "submit" }, "Join")));
    field.focus();
}

async function look() {
    for (;;) {
        try {
            room = await api.room(code, token);
            note = "";
        } catch (error) {
            note = error instanceof ApiError && error.status === 404 ? messageOf(error) : "The connection is lost. Trying again…";
        }
        draw();
        if (room?.isClosed) return;
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
}

function draw() {
    const state = JSON.stringify([room?.sample, room?.isRevealed, room?.isClosed, room?.mine, room?.isRevealed && room.votes, sending, note, room?.classes]);
    if (state === shown) return;
    shown = state;
    if (!room || room.isClosed || room.sample === null) {
        fill(main, el("div", { class: "vote-wait" }, el("h1", {}, room?.isClosed ? "Thank you" : note ? "One moment" : "Wait for the first image"), el("p", {}, note || (room?.isClosed ? "The vote has ended." : ""))));
        return;
    }
    const { sample, classes, mine, isRevealed, votes = [] } = room;
    const chosen = sending || mine;
    fill(main,
        el("h1", { class: "visually-hidden" }, "Vote"),
        el("img", { class: "vote-picture", src: `/api/v1/rooms/${encodeURIComponent(code)}/picture?sample=${sample}`, alt: "The image that is asked about" }),
        el("p", { class: "vote-note" }, note || (sending ? "Sending…" : mine ? `Your vote: ${mine}. Another one changes it.` : "What is it?")),
        el("div", { class: "vote-classes", role: "group", "aria-label": "What is it?" }, ...classes.map((label) => {
            const count = votes.find((each) => each.label === label)?.voters.length ?? 0;
            return el("button", { class: "button vote-button", type: "button", "aria-pressed": String(label === chosen), onclick: () => void vote(label) }, label, isRevealed && el("span", { class: "vote-count number" }, String(count)));
        })),
        el("p", { class: "small muted" }, `You are ${name}.`));
}

/** @param {string} label */
async function vote(label) {
    if (!room || room.sample === null || !name) return;
    sending = label;
    draw();
    try {
        await api.vote(code, { token, name, sample: room.sample, label });
        room = { ...room, mine: label };
        note = "";
    } catch (error) {
        note = messageOf(error);
    }
    sending = "";
    draw();
}

/** @param {string} key @returns {string | null} */
function kept(key) {
    try {
        return localStorage.getItem(key);
    } catch {
        return null;
    }
}

/** @param {string} key @param {string} value */
function keep(key, value) {
    try {
        localStorage.setItem(key, value);
    } catch {
        // A private window: it holds until the page is left.
    }
    return value;
}
