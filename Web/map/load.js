// The data of the map, and keeping it as the server has it.

import { api } from "../shared/api.js";
import { decodeColumns, textAt } from "../shared/columns.js";
import { mapBox, Points } from "./view/points.js";

/** @typedef {import("./view/viewer.js").Viewer} Viewer */

const requestLimit = 500;

/**
 * @param {Tessera.Workspace} workspace
 * @param {URLSearchParams} filter
 * @param {string | null} projection
 */
export async function loadPoints(workspace, filter, projection) {
    const query = new URLSearchParams(filter);
    if (projection) query.set("projection", projection);
    const columns = workspace.columns.map(({ name }) => `column.${name}`);
    const asked = api.columns(["id", "label", "split", "tags", "state", "revision", "x", "y", "order", ...columns], query);
    if ([...filter].length === 0) return new Points(decodeColumns(await asked));
    const whole = new URLSearchParams({ state: "all", ...(projection ? { projection } : {}) });
    const box = mapBox(decodeColumns(await api.columns(["x", "y"], whole)));
    return new Points(decodeColumns(await asked), box);
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
 */
export async function refreshAll(viewer) {
    const { points } = viewer;
    const table = decodeColumns(await api.columns(["id", "label", "split", "tags", "state", "revision"], new URLSearchParams({ state: "all" })));
    const ids = table.columns.get("id");
    const state = table.columns.get("state");
    const revision = table.columns.get("revision");
    if (!ids || !state || !revision) return;
    const texts = ["label", "split", "tags", "state"].flatMap((name) => table.columns.get(name) ?? []);
    viewer.removed.fill(trashIsHidden() ? 1 : 0);
    for (let at = 0; at < table.count; at++) {
        const row = points.rows.get(ids.values[at]);
        if (row === undefined) continue;
        for (const column of texts) points.setText(row, column.name, textAt(column, at));
        points.setNumber(row, "revision", revision.values[at]);
        if (textAt(state, at) !== "trashed") viewer.removed[row] = 0;
    }
    viewer.dataChanged();
}
