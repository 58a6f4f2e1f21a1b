// What can be done with all chosen rows at once.

import { openWithSelection } from "../shared/selection.js";
import { api } from "../shared/api.js";
import { askForDerived } from "../shared/derived.js";
import { promptDialog } from "../shared/dialog.js";
import { el } from "../shared/dom.js";
import { count, plural } from "../shared/format.js";
import { icon } from "../shared/icons.js";
import { openMenu } from "../shared/menu.js";
import { toast, toastError } from "../shared/toast.js";
import { parseTags, SPLITS } from "./fields.js";

/**
 * @param {import("./grid.js").Grid} grid
 * @param {() => Tessera.Workspace | null} workspace
 * @param {() => boolean} inTrash whether the sheet shows the trash
 * @param {() => void} reload takes rows that went away out of the sheet
 */
export function makeBulk(grid, workspace, inTrash, reload) {
    const { edits, ranges } = grid;
    const rows = () => (grid.rows.count > 0 ? ranges.rows() : []);

    /** @param {string} key @param {string | null} value @param {boolean} [isNew] */
    const set = (key, value, isNew = false) => {
        const differing = edits.setCells(rows().map((row) => ({ row, key, value })), { createClasses: isNew });
        toast(differing === 0 ? "They all had it already." : `${plural(differing, "image")} changed.`, { seconds: 3 });
        grid.focus();
    };

    const newClass = async () => {
        const name = (await promptDialog({ title: "A new class", label: "Its name; the chosen images get it as their label", yes: "Add and use" }))?.trim();
        if (name) set("label", name, true);
    };

    /** @param {HTMLElement} anchor */
    const label = (anchor) => openMenu(anchor, [
        ...(workspace()?.classes ?? []).map((each) => ({ label: each.name, run: () => set("label", each.name) })),
        null, { label: "No label", run: () => set("label", null) }, { label: "New class…", run: () => void newClass() },
    ], { label: "Set the label" });

    /** @param {HTMLElement} anchor */
    const split = (anchor) => openMenu(anchor, [
        ...SPLITS.map((name) => ({ label: name, icon: el("span", { class: "split-dot", "data-split": name }), run: () => set("split", name) })),
        null, { label: "No split", run: () => set("split", null) },
    ], { label: "Set the split" });

    const addTags = async () => {
        const tags = parseTags(await promptDialog({ title: `Tag ${plural(rows().length, "image")}`, label: "Tags, with commas between", yes: "Add",
            suggestions: workspace()?.tags.map((tag) => tag.name) }) ?? "");
        if (tags.length > 0) edits.setRows(rows(), { addTags: tags });
        grid.focus();
    };

    /** @param {HTMLElement} anchor */
    const tag = (anchor) => openMenu(anchor, [
        { label: "Add tags…", run: () => void addTags() },
        ...((workspace()?.tags.length ?? 0) > 0 ? [null, "Take away", ...(workspace()?.tags ?? []).map((each) => ({ label: each.name, run: () => edits.setRows(rows(), { removeTags: [each.name] }) }))] : []),
    ], { label: "Tags" });

    const trash = async () => {
        const chosen = rows();
        if (chosen.length === 0) return;
        const state = inTrash() ? "active" : "trashed";
        const derived = state === "trashed" ? await askForDerived(chosen.map((row) => grid.rows.ids[row])) : [];
        if (derived === null) return;
        edits.setRows(chosen, { state });
        if (derived.length > 0) await api.change({ edits: [{ samples: derived, set: { state } }] }).catch(toastError);
        void edits.settled.then(() => {
            if (edits.state.kind !== "saved") return;
            toast(state === "trashed" ? `${plural(chosen.length, "image")} moved to the trash. Undo brings them back.` : `${plural(chosen.length, "image")} restored.`);
            reload();
        });
    };

    const showOnMap = () => {
        openWithSelection("/map", rows().map((row) => grid.rows.ids[row]));
    };

    const toStudio = () => {
        openWithSelection("/studio", rows().map((row) => grid.rows.ids[row]));
    };

    const ask = () => {
        openWithSelection("/talk", rows().map((row) => grid.rows.ids[row]));
    };

    const describe = () => {
        if (grid.rows.count === 0) return "";
        const images = ranges.rowCount;
        if (ranges.isSingle) return `Row ${count(ranges.active.row + 1)}`;
        return `${plural(images, "image")}, ${plural(ranges.cellCount, "cell")} chosen`;
    };

    return { label, split, tag, trash, showOnMap, ask, toStudio, describe };
}

/**
 * The buttons for it.
 * @param {ReturnType<typeof makeBulk>} bulk
 * @param {() => boolean} inTrash
 */
export function bulkButtons(bulk, inTrash) {
    const box = el("div", { class: "bulk", role: "group", "aria-label": "With the chosen images" });
    const trash = el("button", { class: "button quiet", type: "button", onclick: bulk.trash }, "Trash");
    box.append(menuButton("Label", bulk.label), menuButton("Split", bulk.split), menuButton("Tags", bulk.tag), trash,
        el("button", { class: "button quiet", type: "button", onclick: bulk.showOnMap }, icon("map"), el("span", {}, "On the map")),
        el("button", { class: "button quiet", type: "button", onclick: bulk.toStudio }, icon("pen"), el("span", {}, "To the studio")),
        el("button", { class: "button quiet", type: "button", onclick: bulk.ask }, el("span", {}, "Ask…")));
    return { box, update: () => trash.replaceChildren(icon(inTrash() ? "restore" : "trash"), el("span", {}, inTrash() ? "Restore" : "Trash")) };
}

/** @param {string} text @param {(anchor: HTMLElement) => void} run */
function menuButton(text, run) {
    const button = el("button", { class: "button quiet", type: "button", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => run(button) }, el("span", {}, text), icon("down"));
    return button;
}
