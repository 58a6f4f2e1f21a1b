// The projector: one image, large; one person drives, the others vote on their phones.

import { api, ApiError, imageURL, messageOf, thumbnailURL } from "../shared/api.js";
import { confirmDialog } from "../shared/dialog.js";
import { byId, el, fill } from "../shared/dom.js";
import { plural } from "../shared/format.js";
import { registerKeys, showKeys } from "../shared/keys.js";
import { qrPicture } from "../shared/qr-picture.js";
import { newKey } from "../shared/request-key.js";
import { toast, toastError } from "../shared/toast.js";
import { keysOf, readPlan } from "../label/key-plan.js";

const LOOK_MS = 700;
const AHEAD = 5;
const LARGE = 1 << 20;

const filter = new URLSearchParams(location.search);
const holder = newKey();
const stage = byId("stage", HTMLElement);
const side = byId("side", HTMLElement);
const foot = byId("foot", HTMLElement);
const votes = el("section", { class: "projector-votes", "aria-live": "polite" });

const revealing = button("Reveal", () => void reveal());

/** @type {Tessera.Room | null} */
let room = null;
/** @type {Tessera.QueueItem | null} */
let current = null;
/** @type {Tessera.QueueItem[]} */
const waiting = [];
/** @type {Tessera.QueueItem[]} */
const past = [];
/** @type {Map<string, string>} */
let keys = new Map();

addEventListener("pagehide", () => navigator.sendBeacon("/api/v1/labelling/release", new Blob([JSON.stringify({ holder })], { type: "application/json" })));
begin().catch((error) => fill(stage, el("p", { class: "projector-note" }, messageOf(error))));

async function begin() {
    const workspace = await api.workspace();
    const names = workspace.classes.map((each) => each.name);
    keys = keysOf(names, readPlan(workspace.identity, names));
    const opened = await api.openRoom();
    room = opened.room;
    drawSide(opened);
    registerKeys("Projector", [
        { keys: ["ArrowRight", "PageDown"], what: "The next image", run: () => void next() },
        { keys: ["ArrowLeft", "PageUp"], what: "The one before", run: () => void back() },
        { keys: ["Space"], what: "Reveal the votes, or hide them", run: () => void reveal() },
        { keys: ["Enter"], what: "Make the winner the label", run: () => void decide(winner()) },
        ...names.flatMap((name) => (keys.has(name) ? [{ keys: [keys.get(name) ?? ""], what: `Make it ${name}`, run: () => void decide(name) }] : [])),
        { keys: ["?"], what: "This sheet of keys", run: () => void showKeys() },
    ]);
    fill(foot, button("← Before", () => void back()), revealing, button("Next →", () => void next()),
        el("span", { class: "projector-classes", role: "group", "aria-label": "Make it" }, ...names.map((name) =>
            el("button", { class: "projector-class", type: "button", onclick: () => void decide(name) }, keys.has(name) && el("kbd", { "aria-hidden": "true" }, keys.get(name) ?? ""), name))),
        button("End", () => void end()));
    await next();
    void look();
}

/** @param {{room: Tessera.Room, link?: string}} opened */
function drawSide({ room: { code }, link }) {
    if (!link) {
        fill(side, el("section", { class: "projector-join" }, el("h2", {}, "Only this computer can vote"),
            el("p", {}, "Phones cannot reach this server. Serve it to others: end it, and start it behind a proxy with the address that people open:"),
            el("p", {}, el("code", {}, "tessera serve --behind-proxy --url https://NAME")),
            el("p", { class: "muted" }, "Or open ", el("a", { href: `/vote/${code}`, target: "_blank", rel: "noopener" }, "the page for voting"), " here, in other windows.")), votes);
        return;
    }
    fill(side, el("section", { class: "projector-join" }, el("h2", {}, "Vote on your phone"), qrPicture(link, `QR code of ${link}`), el("p", { class: "projector-link" }, link)), votes);
}

async function next() {
    try {
        if (current) past.push(current);
        if (waiting.length < 2) {
            const keeping = waiting.map((item) => item.sample.id);
            const { items } = await api.nextToLabel({ holder, count: AHEAD, keeping }, filter);
            const known = new Set([...keeping, ...past.map((item) => item.sample.id)]);
            waiting.push(...items.filter((item) => !known.has(item.sample.id)));
        }
        await show(waiting.shift() ?? null);
    } catch (error) {
        toastError(error);
    }
}

async function back() {
    const before = past.pop();
    if (!before) return;
    if (current) waiting.unshift(current);
    await show(before).catch(toastError);
}

/** @param {Tessera.QueueItem | null} item */
async function show(item) {
    current = item;
    if (!item || !room) {
        fill(stage, el("p", { class: "projector-note" }, "Nothing is left to ask about."));
        return;
    }
    const { sample } = item;
    fill(stage, el("img", { src: sample.bytes > LARGE ? thumbnailURL(sample.id, 512) : imageURL(sample.id), alt: sample.name, class: Math.max(sample.width, sample.height) < 200 ? "pixels" : "" }));
    take(await api.changeRoom(room.code, { sample: sample.id }));
}

async function reveal() {
    if (room) take(await api.changeRoom(room.code, { isRevealed: !room.isRevealed }).catch((error) => (toastError(error), room)));
}

/** @returns {string | null} the class with the most votes; null at a tie */
function winner() {
    const [first, second] = (room?.votes ?? []).slice().sort((a, b) => b.voters.length - a.voters.length);
    return first && first.voters.length > (second?.voters.length ?? 0) ? first.label : null;
}

/** @param {string | null} label */
async function decide(label) {
    if (!current || !room) return;
    if (!label) {
        toast(room.isRevealed ? "There is no winner: press the key of a class." : "Reveal the votes first (Space), or press the key of a class.");
        return;
    }
    const { sample } = current;
    const said = (room.votes ?? []).find((each) => each.label === label)?.voters.length ?? 0;
    const reason = room.voted > 0 ? `decided before the projector: ${said} of ${room.voted} votes for ${label}` : "decided before the projector";
    try {
        const [now] = await api.samples([sample.id]);
        const { change } = await api.change({ reason, edits: [{ samples: [sample.id], revisions: [now?.revision ?? sample.revision], set: { label } }] });
        toast(`It is ${label}.`, { action: { label: "Undo", run: () => void api.undo(change.id).catch(toastError) } });
    } catch (error) {
        if (!(error instanceof ApiError) || error.code !== "nothing-to-do") {
            toastError(error);
            return;
        }
        toast(`It stays ${label}.`);
    }
    await next();
}

async function end() {
    if (!room) return;
    if (!(await confirmDialog({ title: "End the votes?", text: "The phones say goodbye. All answers stay.", yes: "End" }))) return;
    await api.changeRoom(room.code, { isClosed: true }).catch(toastError);
    location.href = "/label";
}

/** Looks again and again how many have voted. */
async function look() {
    for (;;) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
        if (room && !document.hidden) take(await api.room(room.code).catch(() => room));
    }
}

/** @param {Tessera.Room | null} fresh */
function take(fresh) {
    if (!fresh) return;
    const changed = room?.version !== fresh.version || votes.childElementCount === 0;
    room = fresh;
    if (!changed) return;
    revealing.textContent = room.isRevealed ? "Hide" : "Reveal";
    const most = Math.max(1, ...(room.votes ?? []).map((each) => each.voters.length));
    fill(votes, el("p", { class: "projector-count" }, room.voters === 0 ? "Nobody has joined yet" : `${room.voted} of ${plural(room.voters, "person", "people")} voted`),
        ...(room.votes ?? []).slice().sort((a, b) => b.voters.length - a.voters.length).map((each) => {
            const bar = el("i", {});
            bar.style.width = `${(100 * each.voters.length) / most}%`;
            return el("div", { class: "projector-vote" }, el("b", {}, each.label), el("span", { class: "projector-bar" }, bar), el("span", { class: "number" }, String(each.voters.length)),
                el("span", { class: "projector-names" }, each.voters.join(", ")));
        }));
}

/** @param {string} words @param {() => void} run */
function button(words, run) {
    return el("button", { class: "button", type: "button", onclick: run }, words);
}
