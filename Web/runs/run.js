// One run: its scores, its curves, what it confuses, and the images that are hard for it.

import { api, apiURL, messageOf } from "../shared/api.js";
import { el, fill } from "../shared/dom.js";
import { count, dateTime, plural } from "../shared/format.js";
import { icon } from "../shared/icons.js";
import { isActive, startJob, watchJobs } from "../shared/jobs.js";
import { toast, toastError } from "../shared/toast.js";
import { classTable } from "./class-table.js";
import { confusionMatrix } from "./confusion.js";
import { curves } from "./curves.js";
import { hardImages } from "./hard-images.js";
import { liveTraining } from "./live.js";
import { percent, range, setName, title } from "./words.js";

/**
 * @param {HTMLElement} main
 * @param {number} id
 * @param {string | null} set
 */
export async function showRun(main, id, set) {
    let detail;
    try {
        detail = await api.run(id, set);
    } catch (error) {
        fill(main, el("div", { class: "empty" }, el("h1", {}, "This run cannot be shown"), el("p", {}, messageOf(error)), el("a", { class: "button", href: "/runs" }, "All runs")));
        return;
    }
    document.title = `Run ${id}: ${title(detail.group)} · Tessera`;
    if (detail.run.state === "done") drawDone(main, detail);
    else drawUnfinished(main, detail);
}

/** @param {Tessera.RunDetail} detail @param {...Node} tools */
function head(detail, ...tools) {
    const { group, run } = detail;
    const { data } = group;
    const facts = [
        `${count(data.train)} images in train, ${count(data.val)} in val`,
        data.leftOut.whatIf > 0 ? `${count(data.leftOut.whatIf)} taken out by “without”` : null,
        data.added > 0 ? `${count(data.added)} brought in by “with”` : null,
        data.leftOut.unlabelled > 0 ? `${count(data.leftOut.unlabelled)} without a label` : null,
        data.leftOut.trashed > 0 ? `${count(data.leftOut.trashed)} in the trash` : null,
        run.imagesPerSecond ? `${count(Math.round(run.imagesPerSecond))} images a second` : null,
    ].filter(Boolean);
    return el("div", { class: "runs-head" },
        el("div", {},
            el("p", { class: "small crumbs" }, el("a", { href: "/runs" }, "Runs"), " / ", group.trainer.name),
            el("h1", {}, title(group)),
            group.version.note || run.note ? el("p", {}, run.note ?? group.version.note ?? "") : null,
            el("p", { class: "small muted" }, facts.join(" · ")),
            data.sharedImages > 0 ? el("p", { class: "small warning" }, `${plural(data.sharedImages, "image")} in train and in val, byte for byte: the score on val is flattered.`) : null),
        el("div", { class: "runs-tools" }, ...tools));
}

/** @param {Tessera.RunDetail} detail */
function seeds(detail) {
    const { group, run } = detail;
    if (group.runs.length < 2) return el("span", { class: "small muted number" }, `run ${run.id}, seed ${run.seed}`);
    return el("nav", { class: "seeds", "aria-label": "Seeds" }, el("span", { class: "small muted" }, "Seed"),
        ...group.runs.map((each) => el("a", { class: "chip number", href: `/runs?run=${each.id}`, "aria-current": each.id === run.id ? "page" : null, title: `Run ${each.id}, ${each.state}` }, String(each.seed))));
}

/** @param {HTMLElement} main @param {Tessera.RunDetail} detail */
function drawDone(main, detail) {
    const { run, group } = detail;
    const images = hardImages(detail);
    const matrix = confusionMatrix(detail, (given, predicted) => images.show({ given, predicted }));
    const sets = el("nav", { class: "sets", "aria-label": "Scored on" }, ...detail.sets.map((name) => {
        const query = new URLSearchParams({ run: String(run.id), set: name });
        return el("a", { class: "button", href: `/runs?${query}`, "aria-current": name === detail.set ? "page" : null }, setName(name));
    }));
    fill(main, head(detail, seeds(detail), actions(detail)),
        el("div", { class: "scores" }, ...scoreCards(group, run)),
        detail.epochs.length > 0 ? el("section", { class: "part", "aria-labelledby": "curves-title" }, el("h2", { id: "curves-title" }, "Training"), curves(detail.epochs, run.bestEpoch)) : null,
        el("section", { class: "part", "aria-labelledby": "set-title" },
            el("div", { class: "part-head" }, el("h2", { id: "set-title" }, "What it takes for what"), el("span", { class: "spacer" }), sets),
            el("div", { class: "two" }, matrix, classTable(detail.classes, (name) => images.show({ given: name, correct: "0" })))),
        images.element);
}

/** @param {Tessera.RunDetail} detail */
function actions(detail) {
    const { run, embedding } = detail;
    const files = ["samples.jsonl", "probabilities.npy", ...(detail.hasDynamics ? ["margins.npy"] : []), "run.json", ...(detail.group.trainer.kind === "command" ? ["output.txt"] : [])];
    const map = embedding ? el("button", { class: "button", type: "button", onclick: () => void project(embedding) }, icon("map"), "Map as it sees them") : null;
    return el("div", { class: "runs-tools" }, map,
        el("details", { class: "downloads" }, el("summary", { class: "button" }, icon("download"), "Files"),
            el("ul", { class: "popover downloads-list" }, ...files.map((name) => el("li", {}, el("a", { class: "menu-item", href: apiURL(`/runs/${run.id}/files/${name}`), download: `run-${run.id}-${name}` }, name))))));
}

/** @param {string} model lays the images out by the model's own features */
async function project(model) {
    try {
        const job = await startJob("project", { model });
        toast("Laying out the images as the model sees them…");
        const stop = watchJobs((changed) => {
            if (changed?.id !== job.id || isActive(changed)) return;
            stop();
            if (changed.state === "done") toast("The map is ready.", { action: { label: "Open the map", run: () => { location.href = "/map"; } }, seconds: 20 });
            else toast(changed.error?.message ?? "The map was not made.", { kind: "error" });
        });
    } catch (error) {
        toastError(error);
    }
}

/** @param {Tessera.RunGroup} group @param {Tessera.Run} run */
function scoreCards(group, run) {
    const first = ["val", "train", "test", "none", "out of sample"];
    const names = [...first.filter((name) => run.scores[name]), ...Object.keys(run.scores).filter((name) => !first.includes(name)).sort()];
    return names.map((name) => {
        const score = run.scores[name];
        const mean = group.mean[name];
        return el("div", { class: "score" },
            el("div", { class: "small muted" }, el("span", { class: "split-dot", "data-split": name }), ` ${setName(name)}, ${plural(score.count, "image")}`),
            el("div", { class: "score-value number" }, percent(score.accuracy)),
            el("div", { class: "small muted number", title: score.interval.method }, `95 %: ${range(score.interval)}`),
            mean && mean.seeds > 1 ? el("div", { class: "small muted number", title: mean.interval.method }, `${mean.seeds} seeds: ${percent(mean.mean)} ± ${(100 * (mean.deviation ?? 0)).toFixed(1)}`) : null);
    });
}

/** @param {HTMLElement} main @param {Tessera.RunDetail} detail */
function drawUnfinished(main, detail) {
    const { run } = detail;
    const live = liveTraining();
    fill(main, head(detail, seeds(detail)),
        run.state === "running" ? live.element : el("p", { class: "job-error" }, run.error ?? `This run is ${run.state}. Train again and it goes on where it stopped.`),
        detail.epochs.length > 0 && run.state !== "running" ? curves(detail.epochs) : null,
        el("p", { class: "small muted" }, `Begun ${dateTime(run.createdAt)} by ${run.author}, ${plural(run.epochs, "epoch")} done.`));
    if (run.state === "running") {
        watchJobs((job) => {
            if (job && job.id === run.job && job.state === "done") location.reload();
        });
    }
}
