// A saved map: the same viewer over the data that lies in the page. Nothing is fetched, nothing is sent.

import { decodeColumns } from "../../shared/columns.js";
import { openDialog } from "../../shared/dialog.js";
import { byId, el, fill } from "../../shared/dom.js";
import { count, dateTime } from "../../shared/format.js";
import { registerKeys, showKeys } from "../../shared/keys.js";
import { onTheme } from "../../shared/theme.js";
import { embeddedPictures } from "../../shared/thumbnails.js";
import { filterWords, projectionWords } from "../view/map-title.js";
import { Points } from "../view/points.js";
import { viewerKeys } from "../view/toolbar.js";
import { defaultSettings, Viewer } from "../view/viewer.js";

/**
 * What lies in the page as JSON; docs/map.md has the format.
 * @typedef {object} SavedMap
 * @property {"tessera.map/1"} format
 * @property {string} name of the workspace
 * @property {string} savedAt
 * @property {number} total samples in the workspace
 * @property {string} filter as in the address
 * @property {string[]} classes
 * @property {{model: string, seed: number, method: string}} projection
 * @property {string} columns base64
 * @property {{type: string, images: (string | null)[]}} pictures
 */

/** @param {HTMLElement} host */
function showSavedMap(host) {
    /** @type {SavedMap} */
    const saved = JSON.parse(byId("map-data", HTMLScriptElement).textContent ?? "");
    if (saved.format !== "tessera.map/1") throw new Error(`This page can't show ${saved.format}. Save the map again.`);
    const points = new Points(decodeColumns(Uint8Array.from(atob(saved.columns), (c) => c.charCodeAt(0)).buffer));
    // The pictures are in the order of the table; the points have their own.
    const images = Array.from(points.tableRow, (row) => saved.pictures.images[row] ?? null);
    const pictures = embeddedPictures({ type: saved.pictures.type, images });
    const keys = el("button", { type: "button", class: "button", onclick: () => void showKeys() }, "Keys");
    const viewer = new Viewer(host, {
        points, pictures,
        settings: defaultSettings(),
        about: {
            total: saved.total,
            projection: `${saved.name}: ${projectionWords(saved.projection)}, saved ${dateTime(saved.savedAt)}`,
            filter: filterWords(new URLSearchParams(saved.filter)),
            orders: { label: saved.classes, split: ["train", "val", "test"] },
        },
        open: (row) => void openDialog({ title: points.text(row, "name") ?? `Image ${count(points.ids[row])}`, body: [savedFacts(points, row, pictures.url(row, 0))] }),
        tools: [keys],
    });
    registerKeys("Map", viewerKeys(viewer));
    registerKeys("Everywhere", [{ keys: ["?"], what: "This sheet of keys", run: () => void showKeys() }]);
    onTheme(() => viewer.recolour());
}

/** @param {Points} points @param {number} row @param {string | null} url */
function savedFacts(points, row, url) {
    const fields = [...points.columns.keys()].filter((name) => !["id", "name", "x", "y", "order"].includes(name));
    const facts = fields.flatMap((name) => {
        const text = points.text(row, name);
        return text ? [el("div", {}, el("dt", {}, name.replace("column.", "")), el("dd", {}, text.split("\u001f").join(", ")))] : [];
    });
    return el("div", { class: "sample-facts" }, url && el("img", { class: "thumb", src: url, alt: "" }), el("dl", {}, ...facts));
}

const savedHost = byId("main", HTMLElement);
try {
    showSavedMap(savedHost);
} catch (error) {
    fill(savedHost, el("p", { class: "empty", role: "alert" }, error instanceof Error ? error.message : String(error)));
}
