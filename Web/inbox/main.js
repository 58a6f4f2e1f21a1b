// The inbox: what is asked of one person, and nothing else. /inbox?for=Livia; with &thread=7 that question alone.

import { api, messageOf } from "../shared/api.js";
import { author, signHereAs } from "../shared/author.js";
import { byId, el, fill } from "../shared/dom.js";
import { onResync, onThread } from "../shared/events.js";
import { question } from "./question.js";

const main = byId("main", HTMLElement);
const query = new URLSearchParams(location.search);
const person = query.get("for")?.trim() || author();
const only = Number(query.get("thread")) || null;
// Whoever opens this address answers as the one it is for.
if (person) signHereAs(person);

/** @type {Map<number, HTMLElement>} what is answered here stays in sight, so that nobody wonders where it went */
const shown = new Map();
const list = el("div", { class: "inbox-list" });
list.style.display = "contents";
const count = el("p", { class: "muted", role: "status" });
fill(byId("header", HTMLElement), el("div", { class: "inbox-head" }, el("span", { class: "small muted" }, person ? `You answer as ${person}` : "Your answers are signed by this computer's user")));
fill(main, el("div", {}, el("h1", {}, person ? `Questions for ${person}` : "Questions for you"), count), list);
void load();
onThread(({ asked }) => {
    if (asked.length > 0) void load();
});
onResync(() => void load());

async function load() {
    try {
        const [inbox, { classes }, book] = await Promise.all([api.inbox(person), api.workspace(), api.labelBook()]);
        const waiting = inbox.threads.filter((thread) => only === null || thread.id === only);
        count.textContent = waiting.length === 0 ? "Nothing is asked of you now. Thank you." : `${waiting.length === 1 ? "One question waits" : `${waiting.length} questions wait`} for your answer.`;
        document.title = `${waiting.length > 0 ? `(${waiting.length}) ` : ""}Questions for ${person || "you"} · Tessera`;
        for (const thread of waiting) {
            const before = shown.get(thread.id);
            if (before?.dataset.last === String(thread.lastMessage)) continue;
            const card = question(thread, classes.map((each) => each.name), book.classes, (words) => {
                fill(card, el("p", { class: "thanks" }, `Thank you: ${words}`), el("p", { class: "small muted" }, thread.question));
                card.dataset.last = "answered";
                void load();
            });
            card.dataset.last = String(thread.lastMessage);
            shown.set(thread.id, card);
            if (before) before.replaceWith(card);
            else list.append(card);
        }
    } catch (error) {
        count.textContent = messageOf(error);
    }
}

