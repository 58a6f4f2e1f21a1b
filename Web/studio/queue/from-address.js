// The queue that the address asks for: a selection that was handed over, the hard images of a run, or whatever a filter of
// the sheet finds, such as ?label=viii.

import { api } from "../../shared/api.js";
import { decodeColumns } from "../../shared/columns.js";
import { setName } from "../../runs/words.js";
import { Queue } from "./queue.js";

/** Parameters of the page that are no filter. */
const OWN = new Set(["view", "at", "run", "set", "mode", "name"]);

/**
 * @param {URLSearchParams} query
 * @returns {Promise<Queue | null>} null where the address names none
 */
export async function queueFromAddress(query) {
    const run = Number(query.get("run"));
    const found = run > 0 ? await hardImages(run, query.get("set") ?? "val") : await filtered(query);
    const sample = Number(query.get("at"));
    if (found && sample > 0) found.goTo(sample);
    return found;
}

/** @param {number} run @param {string} set */
async function hardImages(run, set) {
    const { ids } = await api.runSampleIds(run, { set, sort: "margin", correct: "0" });
    return new Queue(`hard images of run ${run}, ${setName(set)}`, ids, new URLSearchParams({ run: String(run), set }).toString());
}

/** @param {URLSearchParams} query */
async function filtered(query) {
    const filter = new URLSearchParams([...query].filter(([key]) => !OWN.has(key)));
    if ([...filter].length === 0) return null;
    const table = decodeColumns(await api.columns(["id"], filter));
    const ids = [...(table.columns.get("id")?.values ?? [])];
    const address = new URLSearchParams(filter);
    const name = query.get("name");
    if (name) address.set("name", name);
    return new Queue(name ?? nameOf(filter), ids, address.toString());
}

/** @param {URLSearchParams} filter */
function nameOf(filter) {
    const labels = filter.getAll("label").map((label) => label || "unlabelled");
    const splits = filter.getAll("split").map((split) => (split === "none" ? "no split" : split));
    const parts = [
        filter.has("selection") ? "a selection" : null,
        labels.length > 0 ? `all ${labels.join(", ")}` : null,
        splits.length > 0 ? `in ${splits.join(", ")}` : null,
        ...filter.getAll("tag").map((tag) => `#${tag}`),
        filter.has("q") ? `“${filter.get("q")}”` : null,
    ].filter(Boolean);
    return parts.length > 0 ? parts.join(" ") : "a filter";
}
