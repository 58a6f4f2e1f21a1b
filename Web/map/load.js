// The data of the map, and keeping it as the server has it.

import { api } from "../shared/api.js";
import { decodeColumns } from "../shared/columns.js";
import { Points } from "./view/points.js";

/** @typedef {import("./view/viewer.js").Viewer} Viewer */
/** @typedef {import("../shared/columns.js").Column} Column */

const requestLimit = 500;
const cells = ["label", "split", "tags", "state"];

/**
 * All that the map shows, in one answer, which can be asked for before anything is known of the workspace.
 * @param {URLSearchParams} filter
 * @param {string | null} projection
 */
export async function loadPoints(filter, projection) {
    const query = new URLSearchParams(filter);
    if (projection) query.set("projection", projection);
    const table = decodeColumns(await api.columns(["id", ...cells, "revision", "x", "y", "order", "column.*"], query));
    return { points: new Points(table), lastChange: table.lastChange };
}

/**
 * Writes what the server says of some samples into the points.
 * @param {Viewer} viewer
 * @param {Tessera.Sample[]} samples
 */
export function takeSamples(viewer, samples) {
    const { points } = viewer;
    for (const sample of samples) {
        const row = points.rows.get(sample.id);
        if (row === undefined) continue;
        points.setText(row, "label", sample.label);
        points.setText(row, "split", sample.split);
        points.setText(row, "tags", sample.tags.length > 0 ? sample.tags.join("\u001f") : null);
        points.setText(row, "state", sample.state);
        points.setNumber(row, "revision", sample.revision);
        for (const [name, value] of Object.entries(sample.columns)) {
            if (typeof value === "number") points.setNumber(row, `column.${name}`, value);
            else points.setText(row, `column.${name}`, value);
        }
        viewer.removed[row] = sample.state === "trashed" && trashIsHidden() ? 1 : 0;
    }
    viewer.dataChanged();
}

/** Whether this map is of what is not in the trash. */
function trashIsHidden() {
    const state = new URLSearchParams(location.search).get("state") ?? "active";
    return state === "active";
}

/**
 * Asks for these samples and takes what comes.
 * @param {Viewer} viewer @param {number[]} ids
 */
export async function refreshSamples(viewer, ids) {
    const known = ids.filter((id) => viewer.points.rows.has(id));
    for (let at = 0; at < known.length; at += requestLimit) takeSamples(viewer, await api.samples(known.slice(at, at + requestLimit)));
}

/**
 * Asks for all of them: after a change of very many, or a gap in the events.
 * @param {Viewer} viewer
 * @returns {Promise<number>} the newest change that is in it
 */
export async function refreshAll(viewer) {
    const { points, removed } = viewer;
    const table = decodeColumns(await api.columns(["id", ...cells, "revision"], new URLSearchParams({ state: "all" })));
    const ids = table.columns.get("id")?.values;
    const state = table.columns.get("state");
    const revisions = table.columns.get("revision")?.values;
    if (!ids || !state || !revisions) return table.lastChange;
    const rows = Int32Array.from(ids, (id) => points.rows.get(id) ?? -1);
    for (const name of cells) takeColumn(points, rows, table.columns.get(name), name);
    const trashed = trashIsHidden() ? state.dictionary?.indexOf("trashed") ?? -1 : -1;
    removed.fill(trashIsHidden() ? 1 : 0);
    for (let at = 0; at < rows.length; at++) {
        if (rows[at] < 0) continue;
        points.setNumber(rows[at], "revision", revisions[at]);
        removed[rows[at]] = state.values[at] === trashed ? 1 : 0;
    }
    viewer.dataChanged();
    return table.lastChange;
}

/**
 * Writes a column that was read into the points', each word looked up once.
 * @param {Points} points @param {Int32Array} rows of the points, -1 where there is none @param {Column | undefined} read
 * @param {string} name
 */
function takeColumn(points, rows, read, name) {
    const column = points.column(name);
    if (!column || !read?.dictionary) return;
    for (const text of read.dictionary) points.code(column, text);
    const codes = Uint32Array.from(read.dictionary, (text) => points.code(column, text));
    for (let at = 0; at < rows.length; at++) {
        const value = read.values[at];
        if (rows[at] >= 0) column.values[rows[at]] = value < codes.length ? codes[value] : column.missing;
    }
}
