// Which samples are on the map: a search in the names, a menu of tags and splits, and a chip for everything
// that is filtered, which takes it away. All of it stands in the address, as the API has it.

import { el, fill } from "../shared/dom.js";
import { count } from "../shared/format.js";
import { icon } from "../shared/icons.js";
import { openMenu } from "../shared/menu.js";
import { addressFilter, changeAddress } from "./address.js";
import { filterWords } from "./view/map-title.js";

const searchDelay = 300;

/**
 * @param {() => Tessera.Workspace | null} workspace
 * @param {() => void} changed loads the map anew
 */
export function filterControls(workspace, changed) {
    const search = el("input", { type: "search", class: "field map-search", placeholder: "Find in names", "aria-label": "Find in names", value: addressFilter().get("q") ?? "" });
    const chips = el("div", { class: "map-chips" });
    const menu = el("button", { type: "button", class: "button", "aria-haspopup": "menu", onclick: () => openFilters() }, icon("filter"), "Filter");
    let timer = 0;
    search.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => apply((query) => {
            if (search.value.trim()) query.set("q", search.value.trim());
            else query.delete("q");
        }), searchDelay);
    });

    /** @param {(query: URLSearchParams) => void} change */
    function apply(change) {
        changeAddress(change);
        show();
        changed();
    }

    function openFilters() {
        const known = workspace();
        if (!known) return;
        const now = addressFilter();
        /** @param {string} key @param {string} value @param {string} label @param {number} [samples] */
        const item = (key, value, label, samples) => ({
            label, checked: now.getAll(key).includes(value), ...(samples === undefined ? {} : { count: count(samples) }),
            run: () => apply((query) => toggle(query, key, value)),
        });
        openMenu(menu, [
            "Label", ...known.classes.slice(0, 12).map(({ name, total }) => item("label", name, name, total)), item("label", "", "unlabelled", known.counts.unlabeled), null,
            "Split", ...known.splits.map((name) => item("split", name, name)), item("split", "none", "no split"), null,
            ...(known.tags.length > 0 ? ["Tag", ...known.tags.slice(0, 20).map(({ name, count: samples }) => item("tag", name, name, samples)), null] : []),
            item("changed", "1", "Changed since the import"), item("state", "trashed", "In the trash", known.counts.trashed),
        ], { label: "Filter" });
    }

    function show() {
        const filter = addressFilter();
        fill(chips, ...[...filter].filter(([key]) => key !== "q").map(([key, value]) => {
            const words = filterWords(new URLSearchParams([[key, value]]));
            return el("button", { type: "button", class: "chip", "aria-label": `Take the filter ${words} away`, onclick: () => apply((query) => toggle(query, key, value)) }, words, icon("close"));
        }));
    }
    function clear() {
        search.value = "";
        apply((query) => [...addressFilter().keys()].forEach((key) => query.delete(key)));
    }

    show();
    return { tools: [search, menu], chips, clear };
}

/** @param {URLSearchParams} query @param {string} key @param {string} value */
function toggle(query, key, value) {
    const values = query.getAll(key);
    query.delete(key);
    for (const other of values) if (other !== value) query.append(key, other);
    if (!values.includes(value)) query.append(key, value);
}
