// One picture large, with what is known of it, its look-alikes, and its history. Arrows go on to the next row.

import { api, imageURL, thumbnailURL } from "../shared/api.js";
import { drawBlame } from "../shared/blame.js";
import { lineageLine } from "../shared/derived.js";
import { openDialog } from "../shared/dialog.js";
import { el, fill } from "../shared/dom.js";
import { ago, count, size } from "../shared/format.js";
import { isTyping } from "../shared/keys.js";
import { SPLITS, textOf } from "./fields.js";

const NEIGHBORS = 12;

/**
 * Opens at the active row.
 * @param {import("./grid.js").Grid} grid
 * @param {() => Tessera.Workspace | null} workspace
 */
export async function openPreview(grid, workspace) {
    if (grid.rows.count === 0) return;
    const title = el("h3", { class: "preview-name" });
    const picture = el("img", { class: "preview-picture", alt: "" });
    const facts = el("dl", { class: "facts" });
    const labels = el("div", { class: "preview-choices", role: "group", "aria-label": "Label" });
    const splits = el("div", { class: "preview-choices", role: "group", "aria-label": "Split" });
    const alike = el("div", { class: "alike" });
    const history = el("ol", { class: "preview-history small" });
    const blame = el("div", { class: "preview-blame small" });
    const place = el("span", { class: "small muted number" });
    const lineage = el("div");
    let stop = new AbortController();

    const show = () => {
        stop.abort();
        stop = new AbortController();
        const { row } = grid.ranges.active;
        const id = grid.rows.ids[row];
        place.textContent = `Row ${count(row + 1)} of ${count(grid.rows.count)}`;
        picture.src = imageURL(id);
        choices(labels, workspace()?.classes.map((each) => each.name) ?? [], grid.rows.labels.at(row), (value) => set("label", value));
        choices(splits, SPLITS, grid.rows.splits.at(row), (value) => set("split", value));
        api.sample(id, stop.signal).then((sample) => {
            title.textContent = sample.name;
            picture.alt = `${sample.name}, ${sample.label ?? "unlabelled"}`;
            // Small drawings are easier to judge with their pixels in sight.
            picture.classList.toggle("pixels", Math.max(sample.width, sample.height) < 200);
            drawFacts(facts, sample);
            drawHistory(history, sample.history);
        }).catch(() => {
            title.textContent = "This sample can't be loaded.";
        });
        drawBlame(blame, id, stop.signal);
        drawAlike(alike, grid, id, stop.signal, go);
        fill(lineage, lineageLine(id, stop.signal));
    };

    /** @param {"label" | "split"} key @param {string | null} value */
    const set = (key, value) => {
        grid.edits.setCells([{ row: grid.ranges.active.row, key, value }]);
        void grid.edits.settled.then(show);
        show();
    };

    /** @param {number} row */
    const go = (row) => {
        if (row < 0 || row >= grid.rows.count) return;
        grid.moveTo(row, grid.ranges.active.column, { focus: false });
        show();
    };

    show();
    await openDialog({
        title: "Preview",
        wide: true,
        class: "preview",
        body: [el("div", { class: "preview-box" },
            el("figure", { class: "preview-figure" }, picture),
            el("div", { class: "preview-side" }, el("div", {}, title, place),
                el("div", {}, el("h4", {}, "Label"), labels), el("div", {}, el("h4", {}, "Split"), splits), facts, lineage,
                el("div", {}, el("h4", {}, "Why"), blame), el("div", {}, el("h4", {}, "History"), history)),
            el("div", { class: "preview-alike" }, el("h4", {}, "Look-alikes"), alike))],
        onOpen: (dialog) => dialog.addEventListener("keydown", (event) => {
            if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
            const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
            if (step) go(grid.ranges.active.row + step);
            else if (event.key === " " && !(event.target instanceof HTMLButtonElement && event.target.closest(".preview-box"))) dialog.close("");
            else return;
            event.preventDefault();
        }),
    });
    stop.abort();
    grid.focus();
}

/**
 * @param {HTMLElement} host
 * @param {string[]} names
 * @param {string | null} chosen
 * @param {(value: string | null) => void} choose
 */
function choices(host, names, chosen, choose) {
    const focused = host.contains(document.activeElement) ? document.activeElement?.textContent : null;
    fill(host, ...names.map((name) => el("button", { class: "button", type: "button", "aria-pressed": String(name === chosen), onclick: () => choose(name === chosen ? null : name) }, name)));
    if (focused) [...host.querySelectorAll("button")].find((button) => button.textContent === focused)?.focus();
}

/** @param {HTMLElement} host @param {Tessera.SampleDetail} sample */
function drawFacts(host, sample) {
    /** @type {[string, string][]} */
    const facts = [["Path", sample.path], ["Size", `${sample.width} × ${sample.height}, ${sample.format.toUpperCase()}, ${size(sample.bytes)}`], ["SHA-256", sample.digest.slice(0, 16)]];
    if (sample.tags.length > 0) facts.push(["Tags", sample.tags.join(", ")]);
    if (sample.state === "trashed") facts.push(["State", "in the trash"]);
    for (const [name, value] of Object.entries(sample.columns)) facts.push([name, String(value)]);
    fill(host, ...facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

/** @param {unknown} value */
function shown(value) {
    return textOf(/** @type {import("./fields.js").Value} */ (value)) || "nothing";
}

/** @param {HTMLElement} host @param {Tessera.HistoryEntry[]} entries */
function drawHistory(host, entries) {
    fill(host, ...(entries.length === 0 ? [el("li", { class: "muted" }, "As imported.")] : entries.slice(0, 8).map((entry) =>
        el("li", {}, entry.field === "sample" && !entry.before ? `imported as ${shown(entry.after)} ` : `${entry.field}: ${shown(entry.before)} → ${shown(entry.after)} `, el("span", { class: "muted" }, `${entry.author}, ${ago(entry.at)}`)))));
}

/**
 * @param {HTMLElement} host
 * @param {import("./grid.js").Grid} grid
 * @param {number} id
 * @param {AbortSignal} signal
 * @param {(row: number) => void} go
 */
async function drawAlike(host, grid, id, signal, go) {
    try {
        const { neighbors } = await api.neighbors(id, NEIGHBORS, signal);
        const samples = new Map((await api.samples(neighbors.map((each) => each.id), signal)).map((sample) => [sample.id, sample]));
        const own = grid.rows.labels.at(grid.rows.rowOf(id));
        fill(host, ...neighbors.map((neighbor) => {
            const sample = samples.get(neighbor.id);
            const row = grid.rows.rowOf(neighbor.id);
            const differs = sample !== undefined && sample.label !== own;
            return el("button", { class: `alike-one ${differs ? "differs" : ""}`, type: "button", disabled: row < 0, title: row < 0 ? "Not in the rows shown" : `Distance ${neighbor.distance.toPrecision(3)}`, onclick: () => go(row) },
                el("img", { alt: "", class: "thumb", src: thumbnailURL(neighbor.id, 128), width: 72, height: 72 }),
                el("span", {}, sample?.label ?? "unlabelled"), el("span", { class: "visually-hidden" }, differs ? ", another label" : ""));
        }));
    } catch (error) {
        if (error instanceof DOMException) return;
        fill(host, el("p", { class: "small muted" }, "Look-alikes are known once the images are embedded (welcome page)."));
    }
}
