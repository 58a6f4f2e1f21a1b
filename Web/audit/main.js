// The audit page: what is wrong with this data, ranked by what it is worth to look at, each with its evidence and its verdict.

import { api, apiURL } from "../shared/api.js";
import { jobButton, jobProgress } from "../shared/audit/stored-report.js";
import { byId, el, fill, refill } from "../shared/dom.js";
import { onChange, onResync } from "../shared/events.js";
import { ago, plural } from "../shared/format.js";
import { mountHeader } from "../shared/header.js";
import { watchJobs } from "../shared/jobs.js";
import { registerKeys } from "../shared/keys.js";
import { toastError } from "../shared/toast.js";
import { detailPanel } from "./detail.js";
import { filterBar } from "./filters.js";
import { findingList } from "./list.js";
import { peopleTable } from "./people.js";
import { FindingsState } from "./state.js";
import { verdicts as makeVerdicts } from "./verdicts.js";

const main = byId("main", HTMLElement);
const header = mountHeader("audit");
const state = new FindingsState();
/** @type {Tessera.FindingsOverview | null} */
let overview = null;
/** @type {string[]} */
let classes = [];

const head = el("section", {});
const people = el("section", {});
const filters = el("section", { "aria-label": "Which findings" });
const list = el("div", { class: "finding-side-list" });
const verdicts = makeVerdicts(state, { changed: () => void update(), next: () => step(1), classes: () => classes });
const detail = detailPanel(state, verdicts, (id) => void open(id));
const body = el("div", { class: "finding-columns" }, list, detail.element);
const compute = jobButton("Audit", "audit");
refill(main, head, jobProgress("audit"), filters, people, body);

/** Draws everything that depends on what was loaded. */
function draw() {
    if (!overview) return;
    const audited = overview.kinds.filter((kind) => kind.auditedAt);
    const left = overview.kinds.reduce((sum, kind) => sum + kind.open, 0);
    const stale = audited.some((kind) => kind.isStale);
    compute.textContent = audited.length > 0 ? "Audit again" : "Audit";
    compute.classList.toggle("primary", audited.length === 0 || stale);
    const newest = audited.map((kind) => kind.auditedAt ?? "").sort().at(-1);
    refill(head,
        el("div", { class: "audit-head" },
            el("div", {}, el("h1", {}, "Audit"),
                el("p", { class: "audit-lead" }, audited.length > 0 ? `${plural(left, "finding")} to look at, the most valuable first. Accepting one makes its change; undo takes it back.` : "What is wrong with this data, and how sure is that? Labels, copies, leaks, junk and more are looked at; each finding comes with its evidence and the change that would mend it.")),
            el("div", { class: "audit-actions" }, audited.length > 0 && el("a", { class: "button", href: apiURL("/findings/report.html", state.query()), download: "" }, "Report"), compute)),
        newest && el("p", { class: "small muted" }, stale && el("strong", { class: "audit-stale" }, "The dataset changed since. "), `Audited ${ago(newest)}.`),
        ...stopLines());
    filters.hidden = body.hidden = audited.length === 0;
    if (audited.length > 0) refill(filters, filterBar(state, overview, classes, filtered));
    const answered = state.filter.kinds.includes("annotators") ? overview.kinds.find((kind) => kind.kind === "annotators" && "people" in kind.facts) : undefined;
    refill(people, answered ? peopleTable(/** @type {Tessera.AnnotatorFacts} */ (/** @type {unknown} */ (answered.facts))) : null);
    people.hidden = answered === undefined;
    drawList();
    main.dataset.ready = audited.length > 0 ? "findings" : "none";
}

/** How far the shown kind can be trusted, and where to stop. */
function stopLines() {
    const kinds = state.filter.kinds.length > 0 ? state.filter.kinds : state.finding ? [state.finding.kind] : [];
    return (overview?.kinds ?? []).filter((kind) => kinds.includes(kind.kind) && (kind.precision.judged > 0 || kind.stop.score !== undefined))
        .map((kind) => el("p", { class: "small finding-trust" }, `${kind.precision.words} ${kind.stop.words}`));
}

function drawList() {
    /** @type {Map<Tessera.FindingKind, number>} */
    const stop = new Map((overview?.kinds ?? []).flatMap((kind) => (kind.stop.score === undefined ? [] : [[kind.kind, kind.stop.score]])));
    refill(list, findingList(state, { select: (id) => void open(id), stop, more: () => void state.more().then(drawList, toastError) }));
    list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

/** Reads the numbers anew; the list stays as it is, so that nothing moves under who judges. */
async function update() {
    try {
        overview = await api.findingsOverview();
        draw();
        await detail.show();
    } catch (error) {
        toastError(error);
    }
}

/** Reads everything anew. */
async function load() {
    try {
        const [found, workspace] = await Promise.all([api.findingsOverview(), header.update(), state.load()]);
        overview = found;
        classes = workspace?.classes.map((one) => one.name) ?? classes;
        draw();
        await detail.show();
    } catch (error) {
        fill(filters);
        toastError(error);
    }
}

function filtered() {
    state.selected = null;
    void load();
}

/** @param {number} id */
async function open(id) {
    state.selected = id;
    if (state.index < 0) {
        try {
            state.findings.unshift((await api.finding(id)).finding);
        } catch (error) {
            toastError(error);
            return;
        }
    }
    state.remember();
    draw();
    await detail.show();
}

/** @param {number} by */
async function step(by) {
    const to = state.index + by;
    if (to >= state.findings.length && state.next) await state.more().catch(toastError);
    const finding = state.findings[Math.max(0, Math.min(to, state.findings.length - 1))];
    if (finding && finding.id !== state.selected) await open(finding.id);
}

registerKeys("Audit", [
    { keys: ["a"], what: "Accept: do what is suggested", run: () => void verdicts.judge("accept") },
    { keys: ["r"], what: "Reject: it is right as it is", run: () => void verdicts.judge("reject") },
    { keys: ["l"], what: "Later", run: () => void verdicts.judge("later") },
    { keys: ["d"], what: "Discuss: open a thread", run: () => void verdicts.discuss() },
    { keys: ["e"], what: "Accept with another label", run: () => void verdicts.other() },
    { keys: ["u"], what: "Take the last verdict back", run: () => void verdicts.undo() },
    { keys: ["ArrowDown", "j"], what: "Next finding", run: () => void step(1) },
    { keys: ["ArrowUp", "k"], what: "Finding before", run: () => void step(-1) },
]);

/** @type {ReturnType<typeof setTimeout> | undefined} */
let soon;
onChange((event) => {
    if (event.own) return;
    clearTimeout(soon);
    soon = setTimeout(() => void update(), 200);
});
onResync(() => void load());
watchJobs((job, before) => {
    if (job?.kind === "audit" && job.state === "done" && before !== "done" && before !== null) void load();
});
void load();
