// All images like one: as near as a slider says, chosen with a look, and given a label with one key.

import { api, thumbnailURL } from "./api.js";
import { openDialog } from "./dialog.js";
import { el, fill, refill } from "./dom.js";
import { plural } from "./format.js";
import { keyName } from "./keys.js";
import { selectionLink } from "./selection.js";
import { toast, toastError } from "./toast.js";

const MOST = 2_000;
/** Where the slider ends: the distance of the look-alike of this number. */
const REACH = 500;
/** Where it begins. */
const BEGIN = 12;
/** Pictures that are drawn; more are counted and relabelled all the same. */
const DRAWN = 400;
const STEPS = 1_000;
const BATCH = 500;

/**
 * @param {Pick<Tessera.Sample, "id" | "name">} sample
 * @param {string[]} classes
 * @param {Map<string, string>} [keys] a key for each class; else the digits
 * @returns {Promise<number>} how many were relabelled
 */
export async function openLookalikes(sample, classes, keys = new Map(classes.slice(0, 10).map((name, at) => [name, String((at + 1) % 10)]))) {
    /** @type {{id: number, distance: number}[]} */
    let near;
    try {
        near = [{ id: sample.id, distance: 0 }, ...(await api.neighbors(sample.id, MOST)).neighbors];
    } catch (error) {
        toastError(error);
        return 0;
    }
    const reach = near[Math.min(REACH, near.length - 1)].distance || 1;
    /** @type {Set<number>} */
    const left = new Set();
    /** @type {Map<number, Tessera.Sample>} */
    const known = new Map();
    const slider = el("input", { type: "range", min: "0", max: String(STEPS), value: String(Math.ceil((near[Math.min(BEGIN, near.length - 1)].distance / reach) * STEPS)), "aria-label": "How alike, by the distance of the embeddings" });
    const said = el("span", { class: "number", role: "status" });
    const grid = el("div", { class: "lookalikes" });
    const links = el("span", { class: "small" });

    const within = () => near.filter((each) => each.distance <= (Number(slider.value) / STEPS) * reach + 1e-6);
    const chosen = () => within().filter((each) => !left.has(each.id)).map((each) => each.id);

    const draw = () => {
        const all = within();
        const ids = chosen();
        said.textContent = `${plural(ids.length, "image")} up to a distance of ${((Number(slider.value) / STEPS) * reach).toPrecision(3)}`;
        fill(links, selectionLink("/sheet", ids, {}, "In the sheet"), " · ", selectionLink("/map", ids, {}, "On the map"));
        refill(grid, ...all.slice(0, DRAWN).map(({ id }) => {
            const label = known.get(id)?.label;
            return el("button", { class: "lookalike", type: "button", "aria-pressed": String(!left.has(id)), title: "Leave it out, or take it in again", "data-key": id, onclick: () => {
                if (!left.delete(id)) left.add(id);
                draw();
            } }, el("img", { class: "thumb", src: thumbnailURL(id, 128), alt: "", width: 64, height: 64, loading: "lazy" }), el("span", { class: "small" }, label === undefined ? "" : label ?? "unlabelled"));
        }), all.length > DRAWN && el("p", { class: "small muted" }, `and ${all.length - DRAWN} more`));
    };

    const learn = async () => {
        const missing = within().slice(0, DRAWN).map((each) => each.id).filter((id) => !known.has(id));
        for (let at = 0; at < missing.length; at += BATCH) for (const each of await api.samples(missing.slice(at, at + BATCH))) known.set(each.id, each);
        if (missing.length > 0) draw();
    };
    slider.addEventListener("input", () => {
        draw();
        void learn().catch(() => {});
    });
    draw();
    void learn().catch(() => {});

    const label = await openDialog({
        title: `All like ${sample.name}`,
        wide: true,
        class: "lookalikes-dialog",
        body: [
            el("div", { class: "lookalikes-head" }, el("span", { class: "small muted" }, "The same"), slider, el("span", { class: "small muted" }, "Less alike"), said, el("span", { class: "spacer" }), links),
            grid,
            el("div", { class: "lookalikes-classes", role: "group", "aria-label": "Label them all" }, ...classes.map((name) =>
                el("button", { class: "button", type: "submit", value: name, onclick: (/** @type {Event} */ event) => {
                    event.preventDefault();
                    slider.closest("dialog")?.close(name);
                } }, keys.has(name) && el("kbd", { "aria-hidden": "true" }, keys.get(name) ?? ""), name))),
        ],
        onOpen: (dialog) => dialog.addEventListener("keydown", (event) => {
            const name = keyName(event);
            const found = classes.find((each) => keys.get(each) === name);
            if (!found) return;
            event.preventDefault();
            dialog.close(found);
        }),
    });
    if (!label || !classes.includes(label)) return 0;
    return relabel(sample, chosen(), label, known);
}

/**
 * @param {Pick<Tessera.Sample, "id" | "name">} sample @param {number[]} ids @param {string} label @param {Map<number, Tessera.Sample>} known
 * @returns {Promise<number>}
 */
async function relabel(sample, ids, label, known) {
    try {
        const missing = ids.filter((id) => !known.has(id));
        for (let at = 0; at < missing.length; at += BATCH) for (const each of await api.samples(missing.slice(at, at + BATCH))) known.set(each.id, each);
        const there = ids.filter((id) => known.has(id));
        const { change } = await api.change({ reason: `look-alikes of ${sample.name}`, edits: [{ samples: there, revisions: there.map((id) => known.get(id)?.revision ?? 0), set: { label } }] });
        toast(`${plural(change.count, "image")} labelled ${label}.`, { action: { label: "Undo", run: () => void api.undo(change.id).catch(toastError) } });
        return change.count;
    } catch (error) {
        toastError(error);
        return 0;
    }
}
