// The sheet page: puts its parts together, and keeps address, data and grid in step.

import { byId, el, fill } from "../shared/dom.js";
import { onChange, onResync } from "../shared/events.js";
import { mountHeader } from "../shared/header.js";
import { watchJobs } from "../shared/jobs.js";
import { openLookalikes } from "../shared/lookalikes.js";
import { handedSelection, selectionName } from "../shared/selection.js";
import { toast, toastError } from "../shared/toast.js";
import { makeBulk } from "./bulk.js";
import { CellEditor } from "./cell-editor.js";
import { listenToClipboard } from "./clipboard.js";
import { askConflict } from "./conflicts.js";
import { Edits } from "./edits.js";
import { fieldsOf } from "./fields.js";
import { clearCells, fillDown } from "./fill.js";
import { listenToKeys } from "./grid-keys.js";
import { listenToPointer } from "./grid-pointer.js";
import { Grid } from "./grid.js";
import { drawHead, focusHead } from "./head.js";
import { openCellMenu, openHeadMenu } from "./menus.js";
import { showPeers } from "./peers.js";
import { openPreview } from "./preview.js";
import { isFiltered, readQuery, writeQuery } from "./query.js";
import { Rows } from "./rows.js";
import { clampHeight, HEIGHTS, readSettings, writeSettings } from "./settings.js";
import { makeStatusBar } from "./status-bar.js";
import { makeToolbar } from "./toolbar.js";

const settings = readSettings();
let query = readQuery(new URLSearchParams(location.search));
/** @type {{name: string, size: number} | null} the selection that the sheet keeps to */
let handed = null;
/** @type {Tessera.Workspace | null} */
let workspace = null;
/** @type {import("./fields.js").Field[]} */
let fields = [];
let loading = new AbortController();

const rows = new Rows();
const edits = new Edits(rows, (conflicts, total) => askConflict(conflicts, total, (id) => rows.samples.get(id)?.name ?? `Sample ${id}`));
const grid = new Grid(byId("grid", HTMLElement), rows, edits, (sample) => sample.state !== query.state);
const editor = new CellEditor(grid, () => workspace);
const header = mountHeader("sheet", { settle: () => edits.settled });
const inTrash = () => query.state === "trashed";
const bulk = makeBulk(grid, () => workspace, inTrash, () => void load(true));
const empty = el("div", { class: "empty grid-empty", hidden: true });
grid.element.after(empty);

const actions = {
    query: () => query,
    change: changeQuery,
    workspace: () => workspace,
    fields: () => fields,
    isShown,
    toggle: toggleField,
    rowHeight: (/** @type {1 | -1 | undefined} */ direction) => {
        if (direction) setRowHeight(stepHeight(direction));
        return settings.rowHeight;
    },
    setRowHeight,
    handed: () => handed?.size ?? null,
    forgetHanded: () => {
        handed = null;
        writeAddress(false);
        void load();
    },
    sort: nextSort,
    menu: (/** @type {import("./fields.js").Field} */ field, /** @type {HTMLElement} */ anchor) => openHeadMenu(field, anchor, actions),
    widthsChanged: () => writeSettings({ ...settings, widths: grid.widths }),
    preview: () => void openPreview(grid, () => workspace),
    lookalikes: () => {
        const id = grid.rows.ids[grid.ranges.active.row];
        if (id === undefined) return;
        void openLookalikes({ id, name: grid.rows.samples.get(id)?.name ?? `Sample ${id}` }, workspace?.classes.map((each) => each.name) ?? []).then(() => grid.focus());
    },
    fillDown: () => fillDown(grid),
    clear: () => clearCells(grid),
    trash: bulk.trash,
    showOnMap: bulk.showOnMap,
    inTrash,
    search: () => toolbar.search.select(),
    focusHead: (/** @type {number} */ column) => focusHead(grid, column),
    leave: () => toolbar.search.focus(),
    reapply: () => void load(true),
};
const toolbar = makeToolbar(byId("toolbar", HTMLElement), actions);
const status = makeStatusBar(byId("status", HTMLElement), grid, bulk, { workspace: () => workspace, inTrash, mayMove: () => query.sort !== null || isFiltered(query), reapply: actions.reapply });

grid.widths = settings.widths;
const sayWhere = showPeers(grid);
grid.onSelect = () => {
    status.update();
    sayWhere();
};
edits.onState = (/** @type {import("./edits.js").SaveState} */ state) => {
    status.tellSaved(state);
    status.update();
};
edits.onProblem = toastError;
listenToKeys(grid, editor, actions);
listenToPointer(grid, editor, { ...actions, menu: (at) => openCellMenu(grid, at, actions) });
listenToClipboard(grid, editor);
header.onWorkspace(takeWorkspace);
onChange(({ change, samples, rows: fresh, own }) => void hear(change, samples, fresh, own));
onResync(() => void rows.refresh(null).catch(() => {}));
watchJobs((job, before) => {
    // A new map brings a new similarity order, an import new rows.
    if (job?.state === "done" && before !== null && before !== "done" && job.kind === "project") void load(true);
});
addEventListener("popstate", () => {
    query = readQuery(new URLSearchParams(location.search));
    void load();
});
addEventListener("beforeunload", (event) => {
    if (edits.isUnsaved) event.preventDefault();
});
status.tellSaved(edits.state);
void begin();

async function begin() {
    const name = selectionName();
    const ids = await handedSelection().catch(toastError);
    if (ids && name) handed = { name, size: ids.length };
    await header.update();
    setRowHeight(settings.rowHeight);
    await load();
    if (workspace) {
        const left = await edits.takeLeftovers(workspace.identity);
        if (left > 0) toast(`${left === 1 ? "An edit that was" : `${left} edits that were`} kept in this browser, sent now.`);
    }
    // Labels are what people come for: typing begins there.
    grid.moveTo(grid.ranges.active.row, grid.fields.findIndex((field) => field.kind === "class"));
}

/** @param {Tessera.Workspace} fresh */
function takeWorkspace(fresh) {
    const columnsBefore = JSON.stringify(workspace?.columns);
    workspace = fresh;
    if (JSON.stringify(fresh.columns) !== columnsBefore) {
        fields = fieldsOf(fresh);
        showFields();
    }
    toolbar.update();
    status.update();
}

function showFields() {
    grid.setFields(fields.filter(isShown));
    drawHead(grid, actions);
    grid.ranges.clamp(Math.max(1, rows.count), grid.fields.length);
    grid.viewport.layout();
}

/**
 * Loads the rows that the query asks for; the row that was active stays so if it is still there.
 * @param {boolean} [stay] if it isn't, the row in its place becomes active, not the first
 */
async function load(stay = false) {
    loading.abort();
    loading = new AbortController();
    const activeId = rows.ids[grid.ranges.active.row];
    grid.element.setAttribute("aria-busy", "true");
    try {
        await edits.settled;
        await rows.load(askedQuery(), loading.signal);
        const row = rows.rowOf(activeId);
        grid.reset(row >= 0 ? row : stay ? grid.ranges.active.row : 0);
        drawHead(grid, actions);
        toolbar.update();
        showEmpty();
    } catch (error) {
        toastError(error);
    } finally {
        grid.element.removeAttribute("aria-busy");
    }
}

function showEmpty() {
    empty.hidden = rows.count > 0;
    if (rows.count > 0) return;
    const nothing = workspace?.counts.samples === 0 && !inTrash();
    fill(empty, el("h2", {}, nothing ? "No images yet" : inTrash() ? "The trash is empty" : "Nothing fits these filters"),
        el("p", {}, nothing ? "Import a folder: tessera import FOLDER" : inTrash() ? "What you move to the trash waits here and can be restored." : "Take a filter away to see more."),
        isFiltered(query) && el("button", { class: "button", type: "button", onclick: () => changeQuery({ ...readQuery(new URLSearchParams()), sort: query.sort }) }, "Show all"));
}

/**
 * @param {import("./query.js").SheetQuery} next
 * @param {boolean} [typing] while text is typed no step of the browser's history is made for each letter
 */
function changeQuery(next, typing = false) {
    query = next;
    writeAddress(typing);
    toolbar.update();
    void load();
}

/** The query, kept to the selection that was handed over. */
function askedQuery() {
    const parameters = writeQuery(query);
    if (handed) parameters.set("selection", handed.name);
    return parameters;
}

/** @param {boolean} replace */
function writeAddress(replace) {
    const text = askedQuery().toString();
    history[replace ? "replaceState" : "pushState"](null, "", text ? `?${text}` : location.pathname);
}

/** @param {import("./fields.js").Field} field */
function nextSort(field) {
    const { sort } = query;
    const name = field.sort ?? "";
    const next = sort?.field !== name ? { field: name, descending: false } : sort.descending ? null : { field: name, descending: true };
    changeQuery({ ...query, sort: next });
}

/** @param {import("./fields.js").Field} field */
function isShown(field) {
    return settings.shown[field.key] ?? !field.hidden;
}

/** @param {import("./fields.js").Field} field */
function toggleField(field) {
    settings.shown[field.key] = !isShown(field);
    writeSettings(settings);
    showFields();
}

/** @param {number} height */
function setRowHeight(height) {
    settings.rowHeight = clampHeight(height);
    writeSettings(settings);
    grid.setRowHeight(settings.rowHeight);
    toolbar.update();
}

/** @param {1 | -1} direction */
function stepHeight(direction) {
    const { rowHeight } = settings;
    return (direction > 0 ? HEIGHTS.find((each) => each > rowHeight) : HEIGHTS.slice().reverse().find((each) => each < rowHeight)) ?? rowHeight;
}

/**
 * A change was made, here or elsewhere. Values appear at once; the order stays as it is until it is asked for anew.
 * @param {Tessera.Change} change
 * @param {number[] | null} samples
 * @param {Tessera.Sample[] | null} fresh
 * @param {boolean} own
 */
async function hear(change, samples, fresh, own) {
    const appeared = samples === null || samples.some((id) => rows.rowOf(id) < 0);
    const wanted = query.state;
    const gone = (fresh ?? []).some((sample) => sample.state !== wanted && rows.rowOf(sample.id) >= 0);
    const returns = own && (change.kind === "undo" || change.kind === "redo") && appeared;
    if (change.kind === "import" || gone || returns) {
        await load(true);
        return;
    }
    rows.stale = true;
    if (fresh) rows.merge(fresh);
    else await rows.refresh(samples).catch(() => {});
    status.update();
}

