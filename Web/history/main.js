// The history page: every change, newest first. Each opens what it did, and can be undone.

import { api } from "../shared/api.js";
import { confirmDialog } from "../shared/dialog.js";
import { byId, el, fill } from "../shared/dom.js";
import { onChange, onResync } from "../shared/events.js";
import { plural } from "../shared/format.js";
import { mountHeader } from "../shared/header.js";
import { icon } from "../shared/icons.js";
import { toast, toastError } from "../shared/toast.js";
import { ChangeView, dayOf } from "./change-view.js";
import { Compare } from "./compare.js";
import { drawConflicts } from "./conflicts.js";
import { mergeBox } from "./merge.js";
import { drawVersions } from "./versions.js";

const PAGE = 50;

const main = byId("main", HTMLElement);
const header = mountHeader("history");
const trash = el("a", { class: "button", href: "/sheet?state=trashed", hidden: true });
const list = el("div", { class: "days" });
const more = el("button", { class: "button", type: "button", hidden: true, onclick: () => void older() }, "Older changes");
const conflicts = el("section", { class: "history-box", "aria-label": "Conflicts", hidden: true });
const versions = el("section", { class: "history-box", "aria-label": "Versions" });
const compare = new Compare();
compare.element.classList.add("history-box");
fill(main, el("div", { class: "history-head" }, el("div", {}, el("h1", {}, "History"), el("p", { class: "muted" }, "Every change, newest first. Nothing here is ever rewritten: an undo is a change of its own.")), trash),
    conflicts, versions, compare.element, mergeBox(() => { void drawConflicts(conflicts); void loadVersions(); void refreshNewest(); }), list, el("div", { class: "history-more" }, more));

/** @type {Map<number, ChangeView>} */
const views = new Map();
/** @type {number | undefined} */
let oldest;

header.onWorkspace(({ counts }) => {
    trash.hidden = counts.trashed === 0;
    fill(trash, icon("trash"), `${plural(counts.trashed, "image")} in the trash`);
});
onChange(({ change }) => {
    if (!conflicts.hidden) void drawConflicts(conflicts);
    take([change]);
    // An undo marks the change that it undid, which is known to the server only.
    if (change.undoes) void refreshNewest();
    draw();
});
onResync(() => {
    void refreshNewest();
    void drawConflicts(conflicts);
});
void older().then(openNamed);
void drawConflicts(conflicts);
void loadVersions(true);

/** @param {boolean} [first] */
async function loadVersions(first = false) {
    try {
        const named = (await api.versions()).versions;
        const query = new URLSearchParams(location.search);
        drawVersions(versions, named, () => void loadVersions());
        compare.setVersions(named, query);
        if (first && query.has("from")) void compare.show();
    } catch (error) {
        toastError(error);
    }
}

/** Opens the change that the address names. */
async function openNamed() {
    const id = Number(new URLSearchParams(location.search).get("change"));
    if (!id) return;
    if (!views.has(id)) {
        try {
            take([await api.changeDetail(id)]);
            draw();
        } catch (error) {
            toastError(error);
        }
    }
    const view = views.get(id);
    if (!view) return;
    view.details.open = true;
    view.element.scrollIntoView({ block: "center" });
}

async function older() {
    more.disabled = true;
    try {
        const { changes } = await api.changes({ before: oldest, limit: PAGE });
        take(changes);
        oldest = changes.at(-1)?.id ?? oldest;
        more.hidden = changes.length < PAGE;
    } catch (error) {
        toastError(error);
    }
    more.disabled = false;
    draw();
}

async function refreshNewest() {
    try {
        take((await api.changes({ limit: PAGE })).changes);
        draw();
    } catch (error) {
        toastError(error);
    }
}

/** @param {Tessera.Change[]} changes */
function take(changes) {
    for (const change of changes) {
        const view = views.get(change.id);
        if (view) view.update(change);
        else views.set(change.id, new ChangeView(change, undo));
    }
}

/** @param {Tessera.Change} change */
async function undo(change) {
    const sure = change.kind !== "import" || await confirmDialog({
        title: "Undo this import?", danger: true, yes: "Undo the import",
        text: `The ${plural(change.count, "sample")} it brought go to the trash, with all that was done to them since. Nothing is deleted.`,
    });
    if (!sure) return;
    try {
        const applied = await api.undo(change.id);
        toast(applied.change.summary || "Undone.", { seconds: 4 });
    } catch (error) {
        toastError(error);
    }
}

function draw() {
    const sorted = [...views.values()].sort((a, b) => b.change.id - a.change.id);
    if (sorted.length === 0) {
        fill(list, el("div", { class: "empty" }, el("h2", {}, "Nothing has changed yet"), el("p", {}, "Import a folder, or change a label in the sheet.")));
        return;
    }
    /** @type {Map<string, ChangeView[]>} */
    const days = new Map();
    for (const view of sorted) {
        const day = dayOf(view.change.at);
        days.set(day, [...(days.get(day) ?? []), view]);
    }
    // Elements are moved, not made anew: what is open stays open, and what has the focus gets it back.
    const focused = document.activeElement;
    fill(list, ...[...days].map(([day, each]) => el("section", { class: "day" }, el("h2", {}, day), el("ol", {}, ...each.map((view) => view.element)))));
    if (focused instanceof HTMLElement && list.contains(focused)) focused.focus({ preventScroll: true });
}
