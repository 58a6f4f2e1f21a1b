// One sample opened from the map: the picture large, its label and split to be changed, its look-alikes, and
// what happened to it.

import { api, imageURL, messageOf, thumbnailURL } from "../shared/api.js";
import { drawBlame } from "../shared/blame.js";
import { lineageLine } from "../shared/derived.js";
import { openDialog } from "../shared/dialog.js";
import { el, fill } from "../shared/dom.js";
import { ago, plural, size } from "../shared/format.js";
import { openLookalikes } from "../shared/lookalikes.js";
import { selectionLink } from "../shared/selection.js";

const neighbourCount = 12;

/**
 * @param {number} id
 * @param {{workspace: Tessera.Workspace, edit: (id: number, set: Tessera.CellChanges, done: string) => Promise<boolean>}} options
 */
export function openDetails(id, { workspace, edit }) {
    const body = el("div", { class: "sample-details" }, el("p", { class: "muted" }, "…"));
    const heading = `Image ${id}`;
    return openDialog({
        title: heading, body: [body], wide: true, class: "sample-dialog",
        onOpen: (dialog) => {
            /** @param {number} shown */
            const show = async (shown) => {
                try {
                    const sample = await api.sample(shown);
                    const title = dialog.querySelector("h2");
                    if (title) title.textContent = sample.name;
                    fill(body, picture(sample), facts(sample, workspace, async (set, done) => {
                        if (await edit(shown, set, done)) await show(shown);
                    }), await neighbours(shown, show, () => {
                        dialog.close("");
                        void openLookalikes(sample, workspace.classes.map((each) => each.name));
                    }));
                } catch (error) {
                    fill(body, el("p", { role: "alert" }, messageOf(error)));
                }
            };
            void show(id);
        },
    });
}

/** @param {Tessera.SampleDetail} sample */
function picture({ id, name }) {
    return el("a", { class: "sample-picture", href: imageURL(id), target: "_blank", rel: "noopener", title: "The original" }, el("img", { class: "thumb", src: thumbnailURL(id, 512), alt: name }));
}

/**
 * @param {Tessera.SampleDetail} sample
 * @param {Tessera.Workspace} workspace
 * @param {(set: Tessera.CellChanges, done: string) => void} edit
 */
function facts(sample, workspace, edit) {
    const columns = Object.entries(sample.columns).map(([name, value]) => `${name}: ${value}`);
    const blame = el("div", { class: "small" });
    drawBlame(blame, sample.id);
    return el("div", { class: "sample-facts" },
        choice("Label", workspace.classes.map(({ name }) => name), sample.label, "no label", (label) => edit({ label }, `Image ${sample.id} is ${label ?? "unlabelled"} now`)),
        choice("Split", workspace.splits, sample.split, "no split", (split) => edit({ split }, `Image ${sample.id} is in ${split ?? "no split"} now`)),
        sample.tags.length > 0 && el("p", { class: "sample-tags" }, ...sample.tags.map((tag) => el("span", { class: "chip" }, tag))),
        el("p", { class: "small muted" }, sample.path),
        el("p", { class: "small muted number" }, `${sample.width} × ${sample.height}, ${sample.format.toUpperCase()}, ${size(sample.bytes)}`),
        columns.length > 0 && el("p", { class: "small muted" }, columns.join(" · ")),
        el("p", { class: "small" }, selectionLink("/sheet", [sample.id], {}, "Open in the sheet"), " · ", selectionLink("/studio", [sample.id], {}, "To the studio")),
        lineageLine(sample.id),
        blame,
        sample.history.length > 0 && el("ul", { class: "sample-history small" }, ...sample.history.slice(0, 6).map((entry) =>
            el("li", {}, `${entry.field}: ${valueWords(entry.before)} → ${valueWords(entry.after)} `, el("span", { class: "muted" }, `${entry.author}, ${ago(entry.at)}`)))));
}

/** @param {string} name @param {string[]} values @param {string | null} value @param {string} none @param {(value: string | null) => void} changed */
function choice(name, values, value, none, changed) {
    const select = el("select", { class: "field" }, ...values.map((text) => el("option", { value: text }, text)), el("option", { value: "" }, none));
    select.value = value ?? "";
    select.addEventListener("change", () => changed(select.value || null));
    return el("label", { class: "stack" }, el("span", { class: "small muted" }, name), select);
}

/** @param {unknown} value */
function valueWords(value) {
    return value === null || value === undefined || value === "" ? "none" : Array.isArray(value) ? value.join(", ") || "none" : String(value);
}

/** @param {number} id @param {(id: number) => void} open @param {() => void} all */
async function neighbours(id, open, all) {
    try {
        const { model, neighbors } = await api.neighbors(id, neighbourCount);
        const samples = new Map((await api.samples(neighbors.map((neighbor) => neighbor.id))).map((sample) => [sample.id, sample]));
        return el("section", { class: "sample-neighbours" }, el("h3", {}, `${plural(neighbors.length, "look-alike")} `, el("span", { class: "muted small" }, model), el("button", { class: "button quiet", type: "button", onclick: all }, "All like this one…")),
            el("div", { class: "sample-tiles" }, ...neighbors.map((neighbor) => {
                const sample = samples.get(neighbor.id);
                return el("button", { type: "button", "aria-label": `Look-alike: ${sample?.label ?? "unlabelled"}`, onclick: () => open(neighbor.id) },
                    el("img", { class: "thumb", src: thumbnailURL(neighbor.id, 128), alt: "" }),
                    el("span", { class: "small" }, el("i", { class: "split-dot", "data-split": sample?.split ?? "none" }), ` ${sample?.label ?? "?"}`));
            })));
    } catch {
        // Without an embedding there are no look-alikes to show.
        return null;
    }
}
