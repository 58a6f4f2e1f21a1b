// What can be done with the selection: below the images of the side panel, and by keys.

import { api } from "../shared/api.js";
import { askForDerived } from "../shared/derived.js";
import { confirmDialog } from "../shared/dialog.js";
import { el } from "../shared/dom.js";
import { count, plural } from "../shared/format.js";
import { openMenu } from "../shared/menu.js";
import { openWithSelection } from "../shared/selection.js";
import { toastError } from "../shared/toast.js";
import { openPicker } from "./picker.js";

/** @typedef {import("./view/viewer.js").Viewer} Viewer */
/** @typedef {import("./edits.js").MapEdits} MapEdits */

/**
 * @param {() => Viewer | null} viewer
 * @param {() => Tessera.Workspace | null} workspace
 * @param {MapEdits} edits
 */
export function editBar(viewer, workspace, edits) {
    const label = button("Label…", "Enter", () => chooseLabel());
    const split = button("Split…", "s", () => chooseSplit());
    const tag = button("Tag…", "t", () => chooseTag());
    const trash = button("Trash", "Delete", () => void toTrash());
    const sheet = button("Sheet", "o", () => openSheet(), "Open in the sheet");
    const ask = button("Ask…", "q", () => askAbout(), "Ask about the selected images");
    const studio = button("Studio", "e", () => openWithSelection("/studio", viewer()?.selectedIds() ?? []), "To the studio");
    const element = el("div", { class: "edit-bar", role: "group", "aria-label": "Change the selected images" }, label, split, tag, trash, sheet, studio, ask);

    /** The selected rows as they are now; what is chosen later applies to these. */
    const rows = () => viewer()?.stage.selection.list ?? new Uint32Array(0);

    function chooseLabel() {
        const selected = rows();
        const classes = workspace()?.classes ?? [];
        openPicker(label, {
            label: "Label of the selected images",
            choices: [...classes.map(({ name, total }) => ({ value: name, text: name, count: count(total) })), { value: null, text: "no label" }],
            newWord: "New class",
            take: async (value, isNew) => {
                if (isNew && !(await confirmDialog({ title: `New class “${value}”?`, text: `It is added to the label book, and ${images(selected.length)} get it as their label.`, yes: "Add the class" }))) return;
                await edits.apply(selected, { label: value }, value === null ? `${are(selected.length)} unlabelled now` : `${are(selected.length)} ${value} now`, { createClasses: isNew });
            },
        });
    }

    function chooseSplit() {
        const selected = rows();
        openMenu(split, [...(workspace()?.splits ?? ["train", "val", "test"]), null].map((name) => ({
            label: name ?? "no split",
            icon: el("i", { class: "split-dot", "data-split": name ?? "none" }),
            run: () => void edits.apply(selected, { split: name }, `${are(selected.length)} in ${name ?? "no split"} now`),
        })), { label: "Split of the selected images" });
    }

    function chooseTag() {
        const selected = rows();
        const tagged = tagsOf(selected);
        const known = (workspace()?.tags ?? []).map(({ name, count: samples }) => ({ value: `+${name}`, text: name, count: count(samples) }));
        const removable = [...tagged].map((name) => ({ value: `-${name}`, text: `remove ${name}` }));
        openPicker(tag, {
            label: "Tag for the selected images",
            choices: [...known, ...removable],
            newWord: "New tag",
            take: (value, isNew) => {
                if (value === null) return;
                const name = isNew ? value : value.slice(1);
                const removing = !isNew && value.startsWith("-");
                const done = removing ? `Tag ${name} taken from ${images(selected.length)}` : `${images(selected.length)} tagged ${name}`;
                void edits.apply(selected, removing ? { removeTags: [name] } : { addTags: [name] }, done);
            },
        });
    }

    async function toTrash() {
        const selected = rows();
        if (selected.length === 0) return;
        const derived = await askForDerived(Array.from(viewer()?.selectedIds() ?? []));
        if (derived === null || !(await edits.apply(selected, { state: "trashed" }, `${are(selected.length)} in the trash now`))) return;
        if (derived.length > 0) await api.change({ edits: [{ samples: derived, set: { state: "trashed" } }] }).catch(toastError);
    }

    function openSheet() {
        openWithSelection("/sheet", viewer()?.selectedIds() ?? []);
    }

    function askAbout() {
        openWithSelection("/talk", viewer()?.selectedIds() ?? []);
    }

    /** @param {Uint32Array} selected @returns {Set<string>} */
    function tagsOf(selected) {
        const column = viewer()?.points.column("tags");
        const sets = new Set();
        if (column) for (const row of selected) sets.add(column.values[row]);
        return new Set([...sets].flatMap((place) => column?.dictionary?.[place]?.split("\u001f") ?? []));
    }

    const some = () => (viewer()?.stage.selection.count ?? 0) > 0;
    return {
        element,
        keys: [
            { keys: ["Enter"], what: "Label the selected images", run: chooseLabel, when: () => some() && onMap() },
            { keys: ["s"], what: "Their split", run: chooseSplit, when: some },
            { keys: ["t"], what: "Tag them", run: chooseTag, when: some },
            { keys: ["Delete"], what: "To the trash (it can be undone)", run: () => void toTrash(), when: some },
            { keys: ["o"], what: "Open them in the sheet", run: openSheet, when: some },
            { keys: ["e"], what: "Take them to the studio", run: () => studio.click(), when: some },
            { keys: ["q"], what: "Ask about them", run: askAbout, when: some },
        ],
    };
}

/** @param {string} text @param {string} key @param {() => void} run @param {string} title */
function button(text, key, run, title = text) {
    return el("button", { type: "button", class: "button", title: `${title} (${key})`, "aria-label": title, onclick: run }, text);
}

/** @param {number} n */
function images(n) {
    return plural(n, "image");
}

/** @param {number} n */
function are(n) {
    return `${images(n)} ${n === 1 ? "is" : "are"}`;
}

/** Enter belongs to whatever control has the focus, if one has it. */
function onMap() {
    const focus = document.activeElement;
    return !focus || focus === document.body || focus.classList.contains("map-stage");
}
