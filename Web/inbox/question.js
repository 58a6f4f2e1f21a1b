// One question as a card: the images, what was said, the classes as buttons, and a field for words.

import { api } from "../shared/api.js";
import { el, fill } from "../shared/dom.js";
import { ago } from "../shared/format.js";
import { strip } from "../shared/strip.js";
import { toastError } from "../shared/toast.js";

/**
 * @param {Tessera.Thread} thread with its messages
 * @param {string[]} classes all of them
 * @param {Tessera.LabelBookPage[]} book
 * @param {(words: string) => void} done
 */
export function question(thread, classes, book, done) {
    const text = el("textarea", { class: "field", rows: 2, maxLength: 10_000, "aria-label": "Your answer in words", placeholder: "Say more, if you like" });
    const buttons = el("div", { class: "answers", role: "group", "aria-label": "It is" });
    const meanings = el("dl", { class: "meanings" });
    const card = el("article", { class: `asked${thread.samples.length === 1 ? " single" : ""}` });
    const [first, ...later] = thread.messages ?? [];
    fill(card,
        el("h2", {}, thread.question),
        el("p", { class: "small muted" }, `${thread.author} asks, ${ago(thread.at)}`),
        ...later.map((message) => el("blockquote", { class: `message ${message.kind}` }, el("p", { class: "message-text" }, message.text), el("p", { class: "small muted" }, message.author))),
        thread.samples.length > 0 && strip(thread.samples, { side: thread.samples.length === 1 ? 256 : 128, link: false, labels: false, most: 60 }),
        thread.sampleCount > thread.samples.length && el("p", { class: "small muted" }, `${thread.sampleCount} images in all.`),
        buttons, meanings, text,
        el("div", { class: "answers" }, el("button", { class: "button", type: "button", onclick: () => void answer() }, "Send these words"),
            el("button", { class: "button quiet", type: "button", onclick: () => void answer(undefined, "I cannot tell.") }, "I cannot tell")));
    if (!first) return card;

    void draw();

    async function draw() {
        const labels = new Set(thread.classes);
        if (thread.classes.length < 2 && thread.samples.length > 0) {
            for (const sample of await api.samples(thread.samples.slice(0, 60)).catch(() => [])) if (sample.label) labels.add(sample.label);
        }
        const likely = classes.filter((name) => labels.has(name));
        // A handful of classes are buttons all of them; of more only those in question.
        const shown = classes.length <= 12 ? classes : likely;
        const others = classes.filter((name) => !shown.includes(name));
        const other = el("select", { class: "field", "aria-label": "Another class", onchange: () => other.value && void answer(other.value) }, el("option", { value: "" }, "another…"), ...others.map((name) => el("option", { value: name }, name)));
        fill(buttons, ...shown.map((name) => el("button", { class: `button${likely.includes(name) ? " primary" : ""}`, type: "button", onclick: () => void answer(name) }, name)), others.length > 0 && other);
        const defined = book.filter((page) => likely.includes(page.class) && page.definition);
        fill(meanings, ...defined.flatMap((page) => [el("dt", {}, page.class), el("dd", {}, page.definition?.text ?? "")]));
    }

    /** @param {string} [label] @param {string} [words] */
    async function answer(label, words = text.value.trim()) {
        try {
            await api.reply(thread.id, { kind: "answer", text: words, ...(label ? { label } : {}) });
            done(label && words ? `${label}. ${words}` : label ?? words);
        } catch (error) {
            toastError(error);
        }
    }
    return card;
}
