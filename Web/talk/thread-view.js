// One thread: what it is about, what was said, and the forms to answer and to decide.

import { api, messageOf } from "../shared/api.js";
import { el, fill } from "../shared/dom.js";
import { ago, count, dateTime } from "../shared/format.js";
import { openWithSelection } from "../shared/selection.js";
import { aboutWords, stateChip, strip } from "../shared/strip.js";
import { toastError } from "../shared/toast.js";
import { decisionForm } from "./decision-form.js";

const WORDS = { question: "asks", answer: "answers", note: "notes", decision: "decides" };

export class ThreadView {
    /** @param {() => void} said called when something was said here */
    constructor(said) {
        this.said = said;
        this.id = 0;
        this.head = el("div", { class: "card" });
        this.messages = el("div", { class: "messages" });
        this.reply = el("div", {});
        this.decide = el("div", {});
        this.element = el("div", { class: "talk-main" }, this.head, this.messages, this.reply, this.decide);
    }

    /** @param {number} id */
    async show(id) {
        const isNew = id !== this.id;
        this.id = id;
        try {
            const thread = await api.thread(id);
            if (id !== this.id) return;
            this.#drawHead(thread);
            // The question stands above.
            fill(this.messages, ...(thread.messages ?? []).filter((said, at) => at > 0 || said.text !== thread.question).map(message));
            // What somebody is writing is not thrown away because somebody else said something.
            if (isNew) this.#drawForms(thread);
        } catch (error) {
            fill(this.head, el("p", { class: "muted" }, messageOf(error)));
            fill(this.messages);
        }
    }

    /** @param {Tessera.Thread} thread */
    #drawHead(thread) {
        fill(this.head,
            el("h2", {}, thread.question),
            el("p", { class: "small muted form-row" }, stateChip(thread.state), el("span", {}, `Thread ${thread.id} by ${thread.author}, `, el("time", { datetime: thread.at, title: dateTime(thread.at) }, ago(thread.at)), `, on ${aboutWords(thread)}${thread.asked.length > 0 ? `, put to ${thread.asked.join(", ")}` : ""}`)),
            thread.samples.length > 0 && strip(thread.samples),
            thread.samples.length > 0 && el("p", {}, el("button", { class: "button", type: "button", onclick: () => openWithSelection("/sheet", thread.samples) }, "Open them in the sheet")));
    }

    /** @param {Tessera.Thread} thread */
    #drawForms(thread) {
        const text = el("textarea", { class: "field", "aria-label": "Message", placeholder: "Answer, or say what is missing", rows: 2, maxLength: 10_000 });
        const label = el("select", { class: "field", "aria-label": "It is" }, el("option", { value: "" }, "no class"));
        const kind = el("select", { class: "field", "aria-label": "Kind of message" }, el("option", { value: "answer" }, "Answer"), el("option", { value: "note" }, "Note"), el("option", { value: "question" }, "Further question"));
        const send = el("button", { class: "button primary", type: "submit" }, "Say");
        const form = el("form", { class: "card" }, text, el("div", { class: "form-row" }, kind, el("span", { class: "small muted" }, "It is"), label, el("span", { class: "spacer" }), send));
        form.addEventListener("submit", async (event) => {
            event.preventDefault();
            send.disabled = true;
            try {
                const kinds = /** @type {const} */ (["answer", "note", "question"]);
                await api.reply(thread.id, { kind: kinds.find((each) => each === kind.value) ?? "answer", text: text.value, ...(label.value ? { label: label.value } : {}) });
                text.value = "";
                label.value = "";
                await this.show(thread.id);
                this.said();
            } catch (error) {
                toastError(error);
            }
            send.disabled = false;
        });
        fill(this.reply, form);
        const decide = el("button", { class: "button", type: "button", "aria-expanded": "false", onclick: () => {
            fill(this.decide, decisionForm(thread, async () => {
                fill(this.decide, decide);
                await this.show(thread.id);
                this.said();
            }, () => fill(this.decide, decide)));
            this.decide.querySelector("textarea")?.focus();
        } }, "Decide…");
        fill(this.decide, decide);
        api.workspace().then(({ classes }) => label.append(...classes.map(({ name }) => el("option", { value: name }, name))), toastError);
    }
}

/** @param {Tessera.ThreadMessage} said */
function message(said) {
    const names = said.label && said.text !== said.label;
    return el("article", { class: `message ${said.kind}` },
        el("p", { class: "small muted" }, el("strong", {}, said.author), ` ${WORDS[said.kind]}, `, el("time", { datetime: said.at, title: dateTime(said.at) }, ago(said.at)), names ? ` · ${said.label}` : null),
        el("p", { class: "message-text" }, said.text),
        (said.change || said.rule) && el("p", { class: "small form-row" },
            said.change && el("a", { href: `/history?change=${said.change}` }, `Change ${count(said.change)}`),
            said.rule && el("a", { href: `/labelbook#entry-${said.rule}` }, "A rule in the label book")));
}
