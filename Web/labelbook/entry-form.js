// The form that writes an entry of the label book, or edits one.

import { api } from "../shared/api.js";
import { el, fill } from "../shared/dom.js";
import { strip } from "../shared/strip.js";
import { toastError } from "../shared/toast.js";

/** @type {Record<Tessera.LabelBookEntry["kind"], string>} */
const PROMPTS = { definition: "What the class is", example: "What to see in it (may be empty)", nearMiss: "Why it is none (may be empty)", rule: "The rule" };

/**
 * @param {{page: Tessera.LabelBookPage, kind: Tessera.LabelBookEntry["kind"], entry: Tessera.LabelBookEntry | null, done: () => void, cancel: () => void}} options
 */
export function entryForm({ page, kind, entry, done, cancel }) {
    const text = el("textarea", { class: "field", rows: 2, maxLength: 10_000, "aria-label": PROMPTS[kind], placeholder: PROMPTS[kind], value: entry?.text ?? "" });
    const examples = ids("Examples, by the numbers of samples: 12, 40-42", entry?.examples ?? []);
    const nearMisses = ids("Near misses, by the numbers of samples", entry?.nearMisses ?? []);
    const shown = el("div", {});
    const save = el("button", { class: "button primary", type: "submit" }, "Keep");
    const form = el("form", { class: "group" }, text,
        (kind === "example" || kind === "rule") && examples, (kind === "nearMiss" || kind === "rule") && nearMisses,
        el("div", { class: "form-row" }, save, el("button", { class: "button quiet", type: "button", onclick: () => { form.remove(); cancel(); } }, "Cancel")),
        // Below the buttons: pictures that come while one clicks must not push them away.
        shown);
    const preview = () => fill(shown, strip([...parse(examples.value), ...parse(nearMisses.value)], { near: new Set(parse(nearMisses.value)), link: false }));
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let resting;
    for (const field of [examples, nearMisses]) field.addEventListener("input", () => {
        clearTimeout(resting);
        resting = setTimeout(preview, 200);
    });
    preview();
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        save.disabled = true;
        try {
            await api.writeLabelBook({
                class: page.class, kind, text: text.value, examples: parse(examples.value), nearMisses: parse(nearMisses.value),
                ...(entry ? { seen: entry.edit } : {}),
            }, entry?.id);
            form.remove();
            done();
        } catch (error) {
            toastError(error);
        }
        save.disabled = false;
    });
    return form;
}

/** @param {string} label @param {number[]} given */
function ids(label, given) {
    return el("input", { class: "field", type: "text", "aria-label": label, placeholder: label, value: given.join(", "), maxLength: 2000 });
}

/** @param {string} text such as "12, 40-42" @returns {number[]} */
function parse(text) {
    const found = [];
    for (const part of text.split(/[\s,]+/).filter(Boolean)) {
        const [first, last] = part.split("-").map(Number);
        if (!Number.isInteger(first) || first <= 0) continue;
        for (let id = first; id <= Math.min(Number.isInteger(last) ? last : first, first + 100); id++) found.push(id);
    }
    return found;
}
