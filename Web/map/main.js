// The map of the workbench: the viewer with the data of the server, editing, filters, and what others do.

import { api, messageOf } from "../shared/api.js";
import { byId, el, fill } from "../shared/dom.js";
import { onChange, onResync } from "../shared/events.js";
import { mountHeader } from "../shared/header.js";
import { allJobs, share, watchJobs } from "../shared/jobs.js";
import { registerKeys } from "../shared/keys.js";
import { handedSelection } from "../shared/selection.js";
import { onTheme } from "../shared/theme.js";
import { serverPictures } from "../shared/thumbnails.js";
import { toast, toastError } from "../shared/toast.js";
import { addressFilter, addressProjection, addressSettings, rememberSettings } from "./address.js";
import { openDetails } from "./details.js";
import { editBar } from "./edit-bar.js";
import { MapEdits } from "./edits.js";
import { filterControls } from "./filters.js";
import { LayoutNotice } from "./layout-notice.js";
import { LiveLayout } from "./live-layout.js";
import { loadPoints } from "./load.js";
import { projectionButton, shownProjection } from "./projection-menu.js";
import { regionsButton } from "./regions-button.js";
import { saveButton } from "./save-menu.js";
import { missingForMap, showStart } from "./start.js";
import { viewerKeys } from "./view/toolbar.js";
import { Viewer } from "./view/viewer.js";
import { projectionWords } from "./view/map-title.js";

const host = byId("main", HTMLElement);
const header = mountHeader("map");
/** @type {Viewer | null} */
let viewer = null;
/** @type {Tessera.Workspace | null} */
let workspace = null;
let asked = 0;
/** @type {number | null} the projection that is shown */
let shownId = null;
/** @type {(() => void)[]} taken back when the viewer goes */
let leave = [];

/** @type {LiveLayout | null} a layout that is watched */
let live = null;
/** @type {LayoutNotice | null} of a layout that could be watched */
let offered = null;
/** @type {number | null} the job whose layout this page asked for, and therefore watches */
let wanted = null;

const settings = addressSettings();
const edits = new MapEdits(() => viewer);
const filters = filterControls(() => workspace, () => void load());
const bar = editBar(() => viewer, () => workspace, edits);
const regions = regionsButton(() => viewer);
const tools = [...filters.tools, regions.button, projectionButton(() => workspace, () => void load(), (job) => {
    wanted = job;
    watchLayout();
}), saveButton()];

/** Loads the map; where one is shown already, what is selected stays, and on the same projection what is seen. */
async function load() {
    const mine = ++asked;
    try {
        // Side by side: either takes seconds of a million samples.
        const asking = Promise.all([loadPoints(addressFilter(), addressProjection()), viewer ? null : handedSelection().catch(toastError)]);
        // Where there is no map to show nobody waits for it.
        asking.catch(() => {});
        // The header has asked already when the page begins.
        workspace = (mine === 1 ? await header.update() : null) ?? (await api.workspace());
        if (mine !== asked) return;
        const missing = missingForMap(workspace);
        if (missing) {
            empty(missing);
            watchLayout();
            return;
        }
        const [{ points, lastChange }, handed] = await asking;
        if (mine !== asked) return;
        edits.seen.begin(lastChange);
        if (points.count + points.unplaced === 0) empty("match");
        else show(points, workspace, handed ?? null);
    } catch (error) {
        if (mine !== asked) return;
        if (viewer) toastError(error);
        else fill(host, el("div", { class: "empty", role: "alert" }, el("h1", {}, "The map can't be loaded"), el("p", {}, messageOf(error)), el("button", { type: "button", class: "button", onclick: () => void load() }, "Try again")));
    }
}

function clear() {
    for (const back of leave) back();
    leave = [];
    viewer?.close();
    viewer = null;
}

/** @param {"images" | "embedding" | "projection" | "match"} missing */
function empty(missing) {
    const focus = document.activeElement;
    clear();
    const stop = showStart(host, missing, {
        filters: [...filters.tools, filters.chips],
        done: () => void load(),
        showAll: () => {
            filters.clear();
        },
    });
    leave.push(stop);
    keepFocus(focus);
}

/**
 * @param {import("./view/points.js").Points} points @param {Tessera.Workspace} known
 * @param {Uint32Array | null} handed ids to select at first
 */
function show(points, known, handed) {
    const selected = viewer ? viewer.selectedIds() : handed ?? new Uint32Array(0);
    const focus = document.activeElement;
    const projection = shownProjection(known);
    const camera = viewer && projection?.id === shownId ? viewer.stage.camera : null;
    // Another layout of the same points: they are seen on their way.
    const before = viewer && projection?.id !== shownId ? viewer : null;
    const places = before?.placesOf(points) ?? null;
    const view = camera && { x: camera.x, y: camera.y, zoom: camera.zoom };
    shownId = projection?.id ?? null;
    live?.end();
    live = null;
    clear();
    const shown = makeViewer(points, known, projection ? projectionWords(projection) : "", null);
    viewer = shown;
    void regions.draw();
    if (places) shown.stage.comeFrom(places);
    if (view) shown.stage.look(view);
    const rows = Int32Array.from(selected, (id) => points.rows.get(id) ?? -1).filter((row) => row >= 0);
    if (rows.length > 0) shown.stage.changeSelection(() => shown.stage.selection.setRows(rows));
    leave.push(registerKeys("Map", viewerKeys(shown)), registerKeys("Selected images", bar.keys), onTheme(() => shown.recolour()));
    keepFocus(focus);
    document.title = `Map of ${known.name} · Tessera`;
}

/**
 * @param {import("./view/points.js").Points} points @param {Tessera.Workspace} known
 * @param {string} projection in words @param {Node | null} notice
 */
function makeViewer(points, known, projection, notice) {
    return new Viewer(host, {
        points,
        pictures: serverPictures((row) => points.ids[row]),
        settings,
        about: {
            total: known.counts.samples, projection, filter: "",
            orders: { label: known.classes.map(({ name }) => name), split: known.splits },
        },
        open: (row) => void open(points.ids[row]),
        settingsChanged: () => rememberSettings(settings),
        foot: bar.element,
        tools,
        filters: [filters.chips],
        notice,
    });
}

/**
 * While a map is being laid out: watched at once where this page asked for it or there is no other map; else said, so that
 * nobody's map moves away from under their hands.
 */
function watchLayout() {
    const job = allJobs().find(({ kind, state }) => kind === "project" && state === "running");
    const known = workspace;
    if (!job && offered) {
        offered = null;
        viewer?.setNotice(null);
    }
    if (!job || !known || live?.job === job.id) return;
    const watch = () => {
        live?.end();
        live = new LiveLayout(job.id, addressFilter(), (points, notice) => {
            clear();
            viewer = makeViewer(points, known, "Being laid out", notice);
            shownId = null;
            leave.push(registerKeys("Map", viewerKeys(viewer)), onTheme(() => viewer?.recolour()));
            return viewer;
        });
    };
    if (wanted === job.id || !viewer) {
        watch();
        return;
    }
    if (offered?.job !== job.id) offered = new LayoutNotice(job.id, [el("button", { type: "button", class: "button", onclick: watch }, "Watch")]);
    offered.update("A new map is being laid out", share(job));
    if (!offered.element.isConnected) viewer.setNotice(offered.element);
}

/**
 * The search field stays while somebody types in it, though all around it is made anew.
 * @param {Element | null} focus
 */
function keepFocus(focus) {
    if (focus instanceof HTMLElement && host.contains(focus)) focus.focus();
}

/** @param {number} id */
async function open(id) {
    if (!workspace) return;
    await openDetails(id, {
        workspace,
        edit: async (sample, set, done) => {
            const row = viewer?.points.rows.get(sample);
            return row === undefined ? false : edits.apply([row], set, done);
        },
    });
}

onChange((event) => void edits.hear(event));
onResync(() => {
    edits.refresh().catch(toastError);
});
header.onWorkspace((known) => (workspace = known));
watchJobs((job, before) => {
    watchLayout();
    const ended = job?.kind === "project" && before !== null && before !== job.state;
    if (!ended || !viewer || (job.state !== "done" && live?.job !== job.id)) return;
    // A layout that was stopped is kept as far as it had come.
    if (job.state === "done") toast("A new projection is there.");
    if (job.state !== "running" && job.state !== "queued") void load();
});
void load();
