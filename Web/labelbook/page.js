// One class in the label book.

import { api } from "../shared/api.js";
import { confirmDialog } from "../shared/dialog.js";
import { el, fill } from "../shared/dom.js";
import { dateTime } from "../shared/format.js";
import { icon } from "../shared/icons.js";
import { strip } from "../shared/strip.js";
import { toast, toastError } from "../shared/toast.js";
import { entryForm } from "./entry-form.js";

/** @typedef {Tessera.LabelBookEntry["kind"]} Kind */

/** @type {[Kind, string, string][]} */
const GROUPS = [["example", "Good examples", "Add an example"], ["nearMiss", "Near misses", "Add a near miss"], ["rule", "Rules", "Add a rule"]];

/**
 * @param {Tessera.LabelBookPage} page
 * @param {string[]} transforms what may be done to its images, in words
 * @param {() => void} changed
 */
export function bookPage(page, transforms, changed) {
    const definition = el("div", { class: "group" });
    const element = el("section", { class: "page", id: `class-${page.id}`, "data-class": page.class },
        el("div", { class: "page-head" }, el("h2", {}, page.class), el("a", { class: "small no-print", href: `/talk?class=${encodeURIComponent(page.class)}` }, "Threads about it"), el("a", { class: "small no-print", href: `/sheet?label=${encodeURIComponent(page.class)}` }, "Its images")),
        definition,
        ...GROUPS.map(([kind, title]) => group(page, kind, title, changed)),
        adding(page, changed),
        transforms.length > 0 && el("div", { class: "group" }, el("h3", {}, "What may be done to its images"), el("ul", {}, ...transforms.map((rule) => el("li", {}, rule)))));
    drawDefinition();
    return element;

    function drawDefinition() {
        const entry = page.definition;
        const edit = el("button", { class: "button quiet no-print", type: "button", onclick: () => {
            fill(definition, entryForm({ page, kind: "definition", entry, done: changed, cancel: drawDefinition }));
            definition.querySelector("textarea")?.focus();
        } }, entry ? "Edit" : "Define it");
        fill(definition,
            el("p", { class: entry ? "definition" : "muted" }, entry?.text ?? "Not defined yet."),
            el("div", { class: "entry-foot" }, entry && signature(entry), edit, entry && undoButton(entry, changed)));
    }
}

/** @param {Tessera.LabelBookPage} page @param {Kind} kind @param {string} title @param {() => void} changed */
function group(page, kind, title, changed) {
    const entries = kind === "example" ? page.examples : kind === "nearMiss" ? page.nearMisses : page.rules;
    return entries.length > 0 && el("div", { class: "group" }, el("h3", {}, title), ...entries.map((entry) => entryView(page, entry, changed)));
}

/**
 * The buttons that add to the page, and below them the form.
 * @param {Tessera.LabelBookPage} page @param {() => void} changed
 */
function adding(page, changed) {
    const form = el("div", {});
    return el("div", { class: "group no-print" }, el("div", { class: "form-row" }, ...GROUPS.map(([kind, , add]) =>
        el("button", { class: "button quiet", type: "button", "aria-label": `${add} of ${page.class}`, onclick: () => {
            fill(form, entryForm({ page, kind, entry: null, done: changed, cancel: () => fill(form) }));
            form.querySelector("textarea")?.focus({ preventScroll: true });
            form.scrollIntoView({ block: "nearest" });
        } }, icon("plus"), add))), form);
}

/** @param {Tessera.LabelBookPage} page @param {Tessera.LabelBookEntry} entry @param {() => void} changed */
function entryView(page, entry, changed) {
    const box = el("article", { class: "entry", id: `entry-${entry.id}` });
    draw();
    return box;

    function draw() {
        const images = [...entry.examples, ...entry.nearMisses];
        fill(box,
            entry.text && el("p", { class: "entry-text" }, entry.text),
            images.length > 0 && strip(images, { near: new Set(entry.kind === "rule" ? entry.nearMisses : []), most: 100 }),
            el("div", { class: "entry-foot" }, signature(entry), entry.thread && el("a", { href: `/talk?thread=${entry.thread}` }, `decided in thread ${entry.thread}`),
                el("span", { class: "spacer" }),
                el("button", { class: "button quiet no-print", type: "button", onclick: () => {
                    fill(box, entryForm({ page, kind: entry.kind, entry, done: changed, cancel: draw }));
                    box.querySelector("textarea")?.focus();
                } }, "Edit"),
                undoButton(entry, changed),
                el("button", { class: "button quiet icon no-print", type: "button", "aria-label": "Take it out of the book", onclick: () => void remove(entry, changed) }, icon("trash"))));
    }
}

/** @param {Tessera.LabelBookEntry} entry */
function signature(entry) {
    return el("span", {}, entry.author, ", ", el("time", { datetime: entry.at }, dateTime(entry.at)));
}

/** @param {Tessera.LabelBookEntry} entry @param {() => void} changed */
function undoButton(entry, changed) {
    return el("button", { class: "button quiet icon no-print", type: "button", "aria-label": "Undo its last edit", title: "Undo its last edit", onclick: async () => {
        try {
            const { entry: left } = await api.undoLabelBook(entry.id);
            toast(left ? "It says again what it said before." : "It is out of the book.", { seconds: 4 });
            changed();
        } catch (error) {
            toastError(error);
        }
    } }, icon("undo"));
}

/** @param {Tessera.LabelBookEntry} entry @param {() => void} changed */
async function remove(entry, changed) {
    if (!(await confirmDialog({ title: "Take it out of the book?", text: entry.text || "The images stay in the dataset.", yes: "Take it out", danger: true }))) return;
    try {
        await api.removeFromLabelBook(entry.id, entry.edit);
        toast("It is out of the book.", { action: { label: "Undo", run: () => void api.undoLabelBook(entry.id).then(changed, toastError) } });
        changed();
    } catch (error) {
        toastError(error);
    }
}
