// The first view: what is training now, the leaderboard of each trainer, and the runs that have no place on it.

import { api } from "../shared/api.js";
import { promptDialog } from "../shared/dialog.js";
import { el, fill, refill } from "../shared/dom.js";
import { ago, count, dateTime, plural } from "../shared/format.js";
import { icon } from "../shared/icons.js";
import { isActive, watchJobs } from "../shared/jobs.js";
import { toast, toastError } from "../shared/toast.js";
import { liveTraining } from "./live.js";
import { openTrainDialog } from "./train-dialog.js";
import { leading, percent, range, setName, title } from "./words.js";

/**
 * @param {HTMLElement} main
 * @param {ReturnType<typeof import("../shared/header.js").mountHeader>} header
 */
export async function showBoards(main, header) {
    const live = liveTraining();
    const boards = el("div", { class: "boards" });
    const rest = el("div");
    const by = el("select", { class: "field", "aria-label": "What decides the order" });
    const compare = el("button", { class: "button", type: "button", disabled: true }, "Compare two");
    /** @type {number[]} runs that stand for the chosen groups, in the order in which they were chosen */
    let chosen = [];
    /** @type {Tessera.RunGroup[]} */
    let groups = [];
    let set = new URLSearchParams(location.search).get("by") ?? "val";

    fill(main,
        el("div", { class: "runs-head" },
            el("div", {}, el("h1", {}, "Runs"), el("p", { class: "muted" }, "The model is fixed; what a version of the data is worth is what it makes of it.")),
            el("div", { class: "runs-tools" },
                el("button", { class: "button", type: "button", onclick: () => void nameVersion() }, icon("tag"), "Name this version"),
                el("button", { class: "button primary", type: "button", onclick: () => void openTrainDialog() }, icon("plus"), "Train"))),
        live.element, boards, rest);

    by.addEventListener("change", () => {
        set = by.value;
        const query = new URLSearchParams(location.search);
        query.set("by", set);
        history.replaceState(null, "", `/runs?${query}`);
        void load();
    });
    compare.addEventListener("click", () => {
        location.href = `/runs?compare=${chosen.join(",")}`;
    });
    watchJobs((job, before) => {
        const isOurs = job === null || job.kind === "train";
        if (isOurs && (job === null || !before || isActive(job) !== (before === "queued" || before === "running"))) void load();
    });

    async function load() {
        try {
            const [workspace, board, all] = await Promise.all([header.update(), api.leaderboard(set), api.runs()]);
            groups = all.groups;
            drawBy(workspace);
            drawBoards(board);
            drawRest();
        } catch (error) {
            toastError(error);
        }
    }

    /** @param {Tessera.Workspace | null} workspace */
    function drawBy(workspace) {
        const known = new Set(groups.flatMap((group) => Object.keys(group.mean)));
        const sets = ["val", "test", "none"].filter((name) => name === "val" || known.has(name));
        const tags = (workspace?.tags ?? []).map((tag) => tag.name).filter((name) => !sets.includes(name));
        if (![...sets, ...tags].includes(set)) sets.push(set);
        fill(by, ...[...sets, ...tags].map((name) => el("option", { value: name, selected: name === set }, `by ${setName(name)}`)));
    }

    /** @param {Tessera.Leaderboard} board */
    function drawBoards(board) {
        const present = new Set(board.boards.flatMap((each) => each.entries.map((group) => leading(group).id)));
        chosen = chosen.filter((id) => present.has(id));
        if (board.boards.length === 0) {
            fill(boards, el("div", { class: "empty" }, el("h2", {}, groups.length === 0 ? "Nothing was trained yet" : `Nothing has a score on ${setName(set)} yet`),
                el("p", {}, "Train the fixed model on the dataset as it is, change the data, train again, and see what it was worth."),
                groups.length > 0 ? by : null));
            return;
        }
        refill(boards, ...board.boards.map((each, index) => boardView(each, index === 0)));
        drawCompare();
    }

    /** @param {Tessera.Leaderboard["boards"][number]} board @param {boolean} isFirst */
    function boardView(board, isFirst) {
        const means = board.entries.map((group) => group.mean[set]);
        const low = Math.min(...means.map((mean) => mean.interval.low));
        const high = Math.max(...means.map((mean) => mean.interval.high));
        return el("section", { class: "board", "aria-label": `Leaderboard of ${board.trainer.name}` },
            el("div", { class: "board-head" }, el("h2", {}, board.trainer.name), el("span", { class: "spacer" }), isFirst ? by : null, isFirst ? compare : null),
            el("div", { class: "table-box" }, el("table", { class: "board-table" },
                el("thead", {}, el("tr", {}, ...["", "", "Version", `Accuracy on ${setName(set)}`, "95 %", "Train", "Seeds", "Images", "When"].map((text, column) =>
                    el("th", { scope: "col", class: column > 2 ? "right" : "" }, column === 0 ? el("span", { class: "visually-hidden" }, "Compare") : column === 1 ? el("span", { class: "visually-hidden" }, "Place") : text)))),
                el("tbody", {}, ...board.entries.map((group, place) => row(group, place, low, high))))));
    }

    /** @param {Tessera.RunGroup} group @param {number} place @param {number} low @param {number} high */
    function row(group, place, low, high) {
        const run = leading(group);
        const mean = group.mean[set];
        const box = el("input", { type: "checkbox", checked: chosen.includes(run.id), "aria-label": `Compare ${title(group)}`, "data-key": `box-${run.id}` });
        box.addEventListener("change", () => {
            chosen = chosen.filter((id) => id !== run.id);
            if (box.checked) chosen.push(run.id);
            if (chosen.length > 2) chosen.shift();
            for (const other of boards.querySelectorAll("input[type=checkbox]")) {
                if (other instanceof HTMLInputElement) other.checked = chosen.includes(Number(other.dataset.key?.slice(4)));
            }
            drawCompare();
        });
        return el("tr", {},
            el("td", { class: "narrow" }, box),
            el("td", { class: "place number" }, String(place + 1)),
            el("td", { class: "wide" }, el("a", { class: "run-link", href: `/runs?run=${run.id}` }, title(group)),
                group.version.note || run.note ? el("div", { class: "small muted" }, run.note ?? group.version.note ?? "") : null),
            el("td", { class: "right number" }, el("strong", {}, percent(mean.mean)),
                mean.deviation === undefined ? null : el("span", { class: "small muted" }, ` ± ${(100 * mean.deviation).toFixed(1)}`)),
            el("td", { class: "right" }, whisker(mean, low, high)),
            el("td", { class: "right number muted" }, percent(group.mean.train?.mean)),
            el("td", { class: "right number" }, String(mean.seeds)),
            el("td", { class: "right number" }, count(group.data.train)),
            el("td", { class: "right small muted" }, run.finishedAt ? el("time", { datetime: run.finishedAt, title: dateTime(run.finishedAt) }, ago(run.finishedAt)) : ""));
    }

    function drawCompare() {
        compare.disabled = chosen.length !== 2;
        compare.title = chosen.length === 2 ? "" : "Tick two versions";
    }

    function drawRest() {
        const others = groups.filter((group) => group.folds > 0 || group.runs.some((run) => run.state !== "done"));
        fill(rest, others.length > 0 && el("section", { class: "board", "aria-label": "Other runs" },
            el("div", { class: "board-head" }, el("h2", {}, "Besides")),
            el("ul", { class: "others" }, ...others.flatMap((group) => group.runs.filter((run) => group.folds > 0 || run.state !== "done").map((run) => el("li", {},
                el("a", { class: "run-link", href: `/runs?run=${run.id}` }, `${title(group)}, seed ${run.seed}`),
                el("span", { class: "small muted" }, `${group.trainer.name} · `, run.state === "done" ? `out of sample ${percent(run.scores["out of sample"]?.accuracy)}` : `${run.state}, ${plural(run.epochs, "epoch")}`),
                run.error ? el("span", { class: "small job-error" }, run.error) : null))))));
    }

    async function nameVersion() {
        const name = await promptDialog({ title: "Name this version", label: "Name", hint: "The dataset as it is now. Runs on it are shown under this name, and it can be trained on again at any time.", yes: "Name it" });
        if (!name) return;
        const note = await promptDialog({ title: `What is in ${name}?`, label: "Note", hint: "For the leaderboard; may be empty.", yes: "Keep" });
        try {
            const version = await api.nameVersion({ name, ...(note ? { note } : {}) });
            toast(`${version.name} is change ${count(version.change)}.`);
            void load();
        } catch (error) {
            toastError(error);
        }
    }

    await load();
}

/**
 * Where a score lies and how sure it is, on a scale that the rows of a table share.
 * @param {Tessera.MeanScore} mean @param {number} low @param {number} high
 */
function whisker(mean, low, high) {
    const width = Math.max(high - low, 1e-6);
    const place = (/** @type {number} */ value) => `${(100 * (value - low)) / width}%`;
    const line = el("span", { class: "whisker-line" });
    line.style.left = place(mean.interval.low);
    line.style.width = `${(100 * (mean.interval.high - mean.interval.low)) / width}%`;
    const dot = el("span", { class: "whisker-dot" });
    dot.style.left = place(mean.mean);
    return el("div", { class: "whisker-box", title: mean.interval.method }, el("span", { class: "whisker", "aria-hidden": "true" }, line, dot), el("span", { class: "small number" }, range(mean.interval)));
}
