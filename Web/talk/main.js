// The talk page: threads on one side, one of them on the other; or the form that asks.
//
// Addresses: /talk, /talk?thread=7, /talk?sample=12, /talk?selection=…, /talk?class=iv, /talk?classes=iv,vi; with &ask=1 the form.

import { api } from "../shared/api.js";
import { byId, el, fill, refill } from "../shared/dom.js";
import { onResync, onThread } from "../shared/events.js";
import { ago, dateTime } from "../shared/format.js";
import { mountHeader } from "../shared/header.js";
import { icon } from "../shared/icons.js";
import { aboutWords, stateChip } from "../shared/strip.js";
import { toastError } from "../shared/toast.js";
import { askForm } from "./ask-form.js";
import { readSubject } from "./subject.js";
import { ThreadView } from "./thread-view.js";

/** @type {[string, string][]} */
const TABS = [["open", "Open"], ["answered", "Answered"], ["decided", "Decided"], ["", "All"]];

const main = byId("main", HTMLElement);
mountHeader("talk");
const query = new URLSearchParams(location.search);
const subject = readSubject(query);
/** @type {Tessera.Thread[]} */
let threads = [];
let chosen = Number(query.get("thread")) || 0;
let tab = "";
let asking = query.get("ask") === "1";
const view = new ThreadView(() => void load());

const ask = el("button", { class: "button primary", type: "button", onclick: () => openForm() }, icon("plus"), "Ask");
const tabs = el("div", { class: "talk-tabs", role: "group", "aria-label": "Which threads" });
const list = el("ul", { class: "talk-list" });
const links = el("p", { class: "small" });
const right = el("section", { class: "talk-main", "aria-label": "Thread" });
fill(main,
    el("section", { class: "talk-side", "aria-label": "Threads" },
        el("div", { class: "talk-head" }, el("h1", {}, "Talk"), ask),
        subject && el("p", { class: "small muted" }, `About ${subject.words}. `, el("a", { href: "/talk" }, "Show all threads")),
        tabs, list, links),
    right);

onThread(({ thread }) => {
    void load();
    if (thread === chosen) void view.show(thread);
});
onResync(() => {
    void load();
    if (chosen) void view.show(chosen);
});
void load(true);

/** @param {boolean} [first] */
async function load(first = false) {
    try {
        const wanted = new URLSearchParams({ limit: "200" });
        if (subject?.sample) wanted.set("sample", String(subject.sample));
        if (subject?.classes.length === 1) wanted.set("class", subject.classes[0]);
        const [found, inbox] = await Promise.all([api.threads(wanted), api.inbox("")]);
        threads = found.threads.filter((thread) => !subject || subject.classes.length < 2 || subject.classes.every((name) => thread.classes.includes(name)));
        drawLinks(inbox);
    } catch (error) {
        toastError(error);
    }
    if (first) {
        if (asking) openForm();
        else if (chosen) void choose(chosen);
        else if (threads.length > 0) void choose(threads[0].id);
        else if (subject) openForm();
    }
    draw();
}

function draw() {
    refill(tabs, ...TABS.map(([state, label]) => el("button", {
        class: "button quiet", type: "button", "data-key": `tab-${state}`, "aria-pressed": String(state === tab),
        onclick: () => { tab = state; draw(); },
    }, label, el("span", { class: "muted number" }, String(threads.filter((thread) => !state || thread.state === state).length)))));
    const shown = threads.filter((thread) => !tab || thread.state === tab);
    refill(list, ...shown.map((thread) => el("li", {}, el("a", {
        href: `/talk?thread=${thread.id}`, "data-key": `thread-${thread.id}`, "aria-current": !asking && thread.id === chosen ? "true" : null,
        onclick: (/** @type {MouseEvent} */ event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            void choose(thread.id);
        },
    }, el("span", { class: "question" }, thread.question),
    el("span", { class: "facts small muted" }, stateChip(thread.state), aboutWords(thread), el("time", { datetime: thread.lastAt, title: dateTime(thread.lastAt) }, ago(thread.lastAt)))))));
    if (shown.length === 0) fill(list, el("li", {}, el("p", { class: "empty small" }, threads.length === 0 ? "Nobody has asked anything yet." : "No thread is in this state.")));
    if (!asking && !chosen) fill(right, el("div", { class: "empty" }, el("h2", {}, "A label is a convention"), el("p", {}, "Ask about images in the sheet or on the map, or about a class. What is decided becomes a rule in the label book.")));
}

/** @param {Tessera.Inbox} inbox */
function drawLinks(inbox) {
    const waiting = inbox.people.filter((person) => person.waiting > 0);
    fill(links, waiting.length > 0 && "Inboxes: ", ...waiting.flatMap((person, at) => [at > 0 && ", ", el("a", { href: `/inbox?for=${encodeURIComponent(person.name)}` }, `${person.name} (${person.waiting})`)]));
}

/** @param {number} id */
async function choose(id) {
    [chosen, asking] = [id, false];
    history.replaceState(null, "", `/talk?thread=${id}`);
    draw();
    fill(right, view.element);
    await view.show(id);
    // Where the two stand one below the other, the thread would be out of sight.
    if (right.getBoundingClientRect().top > innerHeight / 2) right.scrollIntoView();
}

function openForm() {
    asking = true;
    draw();
    fill(right, askForm(subject, (thread) => {
        threads = [thread, ...threads];
        void choose(thread.id);
    }, () => {
        asking = false;
        if (chosen) void choose(chosen);
        else draw();
    }));
    right.querySelector("textarea")?.focus();
}
