// The jobs button of the header: a ring while something runs, and a panel with every job.

import { openDialog, promptDialog } from "./dialog.js";
import { el, fill, refill, svg } from "./dom.js";
import { icon } from "./icons.js";
import { jobCard, jobTitle } from "./job-card.js";
import { allJobs, isActive, share, startJob, watchJobs } from "./jobs.js";
import { closePopover, openPopover } from "./menu.js";
import { toast, toastError } from "./toast.js";

const SHOWN = 12;

/** The button; it keeps itself up to date. */
export function jobsButton() {
    const arc = svg("circle", { cx: 8, cy: 8, r: 6.25, pathLength: 100, "stroke-dasharray": "0 100", stroke: "var(--accent)", transform: "rotate(-90 8 8)" });
    const ring = svg("svg", { viewBox: "0 0 16 16", fill: "none", "stroke-width": 2.5, "aria-hidden": "true" }, svg("circle", { cx: 8, cy: 8, r: 6.25, stroke: "var(--border)" }), arc);
    const text = el("span", { class: "jobs-text" });
    const button = el("button", { class: "button quiet", type: "button", "aria-haspopup": "true", "aria-expanded": "false", title: "Jobs and export", onclick: () => openPanel(button) });
    const idle = icon("activity");

    watchJobs((job, before) => {
        const active = allJobs().filter(isActive);
        const running = active.find((each) => each.state === "running") ?? active[0];
        const done = running ? share(running) : null;
        arc.setAttribute("stroke-dasharray", `${done === null ? 25 : Math.round(done * 100)} 100`);
        text.textContent = running ? `${jobTitle(running)}${done === null ? "" : ` ${Math.round(done * 100)} %`}` : "Jobs";
        const picture = running ? ring : idle;
        if (button.firstChild !== picture) fill(button, picture, text);
        if (job && (before === "running" || before === "queued") && !isActive(job)) tellEnd(job);
    });
    return button;
}

/** @param {Tessera.Job} job */
function tellEnd(job) {
    if (job.state === "failed") toast(`${jobTitle(job)} failed. ${job.error?.message ?? ""}`, { kind: "error" });
    else if (job.state === "done") toast(`${jobTitle(job)} is done.`);
}

/** @param {HTMLElement} anchor */
function openPanel(anchor) {
    const list = el("div", { class: "jobs-list" });
    const panel = el("div", { class: "jobs-panel", role: "dialog", "aria-label": "Jobs" },
        el("div", { class: "jobs-head" }, el("h2", {}, "Jobs"), el("span", { class: "spacer" }),
            el("button", { class: "button", type: "button", onclick: () => void askImport() }, "Import…"), el("button", { class: "button", type: "button", onclick: () => askExport() }, icon("download"), "Export…")),
        list);
    const show = () => {
        const jobs = allJobs().slice(0, SHOWN);
        refill(list, ...(jobs.length > 0 ? jobs.map(jobCard) : [el("p", { class: "small muted jobs-none" }, "Nothing has run yet.")]));
    };
    const stop = watchJobs(show);
    show();
    openPopover(anchor, panel, { onClose: stop });
}

/** Asks for a folder and imports it; what is in the workspace already is not imported again. */
export async function askImport() {
    closePopover();
    const folder = (await promptDialog({
        title: "Import a folder",
        label: "Its path, on the machine where Tessera runs",
        hint: "One folder a class, or one a split with a folder a class in each. Every file is kept as it is; what can't be read is listed, with the reason.",
        yes: "Import",
    }))?.trim();
    if (folder) await startJob("import", { folder }).catch(toastError);
}

/** Asks for a name and starts the export; the result lies in the workspace's exports folder. */
export async function askExport() {
    closePopover();
    const today = new Date().toISOString().slice(0, 10);
    const input = el("input", { class: "field", type: "text", value: `export-${today}`, autocomplete: "off", spellcheck: false });
    const verify = el("input", { type: "checkbox", checked: true });
    const answer = await openDialog({
        title: "Export the dataset",
        body: [
            el("p", { class: "muted" }, "Writes every active sample to class folders with a metadata.jsonl beside them: the same bytes that came in."),
            el("label", { class: "stack" }, el("span", { class: "small muted" }, "Name of the folder, below “exports” of the workspace"), input),
            el("label", { class: "check" }, verify, "Read it back and compare when it is done"),
        ],
        actions: [{ label: "Cancel", value: "" }, { label: "Export", value: "export", kind: "primary" }],
        onOpen: () => input.select(),
    });
    if (answer !== "export") return;
    const name = input.value.trim();
    try {
        await startJob("export", { name });
        if (verify.checked) await startJob("verify", { name });
    } catch (error) {
        toastError(error);
    }
}
