// What the map shows, in the address: so that a view can be sent to somebody, and survives a reload.

import { defaultSettings } from "./view/viewer.js";

/** @typedef {import("./view/viewer.js").ViewSettings} ViewSettings */

const filterKeys = new Set(["label", "split", "tag", "q", "state", "changed"]);
const drawings = new Set(["auto", "dot", "glyph", "picture"]);

/** The part of the address that says which samples: as the API has it. */
export function addressFilter() {
    const all = new URLSearchParams(location.search);
    return new URLSearchParams([...all].filter(([key]) => filterKeys.has(key) || key.startsWith("column.")));
}

/**
 * The projection that is asked for; null: the newest.
 * @returns {string | null}
 */
export function addressProjection() {
    return new URLSearchParams(location.search).get("projection");
}

/** @returns {ViewSettings} */
export function addressSettings() {
    const settings = defaultSettings();
    const query = new URLSearchParams(location.search);
    settings.colour = query.get("colour") ?? settings.colour;
    const draw = query.get("draw");
    if (draw && drawings.has(draw)) settings.draw = /** @type {ViewSettings["draw"]} */ (draw);
    const size = Number(query.get("size"));
    if (size >= 0.5 && size <= 2.5) settings.size = size;
    if (query.get("tool") === "lasso") settings.tool = "lasso";
    for (const entry of query.getAll("hide")) {
        const [field, ...key] = entry.split(":");
        settings.hidden.set(field, (settings.hidden.get(field) ?? new Set()).add(key.join(":")));
    }
    return settings;
}

/** @param {ViewSettings} settings */
export function rememberSettings(settings) {
    const query = addressFilter();
    const projection = addressProjection();
    if (projection) query.set("projection", projection);
    if (settings.colour !== "split") query.set("colour", settings.colour);
    if (settings.draw !== "auto") query.set("draw", settings.draw);
    if (settings.size !== 1) query.set("size", String(settings.size));
    if (settings.tool !== "window") query.set("tool", settings.tool);
    for (const [field, keys] of settings.hidden) for (const key of keys) query.append("hide", `${field}:${key}`);
    replaceQuery(query);
}

/**
 * Another filter or projection; the rest of the address stays.
 * @param {(query: URLSearchParams) => void} change
 */
export function changeAddress(change) {
    const query = new URLSearchParams(location.search);
    query.delete("selection");
    change(query);
    replaceQuery(query);
}

/** @param {URLSearchParams} query */
function replaceQuery(query) {
    const text = query.toString();
    history.replaceState(null, "", location.pathname + (text ? `?${text}` : ""));
}
