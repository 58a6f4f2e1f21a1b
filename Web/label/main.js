// The label page: one image after the other, one key a class, one hand.

import { api, thumbnailURL } from "../shared/api.js";
import { byId, el, fill } from "../shared/dom.js";
import { onChange, onLabelBook } from "../shared/events.js";
import { count, plural } from "../shared/format.js";
import { mountHeader } from "../shared/header.js";
import { isTyping, registerKeys } from "../shared/keys.js";
import { openLookalikes } from "../shared/lookalikes.js";
import { moveTo } from "../shared/presence.js";
import { toast, toastError } from "../shared/toast.js";
import { askConflict } from "../sheet/conflicts.js";
import { openConsensus } from "./consensus-dialog.js";
import { Deck } from "./deck.js";
import { Focus } from "./focus.js";
import { askKeys } from "./key-dialog.js";
import { ACTIONS, actionKeys, keysOf, readPlan, writePlan } from "./key-plan.js";
import { askRules } from "./settings-dialog.js";

const LAST = 8;
const FOCUS = "tessera.label-focus";
const SURE = /** @type {const} */ ([["Sure", 1], ["Fairly", 0.7], ["A guess", 0.4]]);

const header = mountHeader("label");
const deck = new Deck(new URLSearchParams(location.search));
const stage = byId("stage", HTMLElement);
const focus = new Focus(byId("focus", HTMLElement), (label) => choose(label));
const progress = el("span", { class: "label-progress number", role: "status" });
const saved = el("span", { class: "label-saved small", role: "status" });
const choices = byId("choices", HTMLElement);
const last = el("ol", { class: "label-last", "aria-label": "Your last answers" });
const picture = el("div", { class: "label-picture" });
const caption = el("p", { class: "label-caption small muted" });
const reason = el("input", { class: "field label-reason", type: "text", placeholder: "Why, if you like", "aria-label": "Why, if you like", maxLength: 500 });
/** @type {number | null} */
let confidence = null;
const sure = el("div", { class: "label-sure", role: "group", "aria-label": "How sure" }, ...SURE.map(([words, value]) =>
    el("button", { class: "button quiet", type: "button", "aria-pressed": "false", "data-value": value, onclick: () => setConfidence(confidence === value ? null : value) }, words)));
const focusButton = el("button", { class: "button label-focus-button", type: "button", title: "The most alike of each class, and the label book (Shift+F)", onclick: () => toggleFocus() }, "Focus");

/** @type {string[]} */
let classes = [];
/** @type {import("./key-plan.js").KeyPlan} */
let plan = { hand: "left", own: {} };
/** @type {Tessera.Labelling | null} */
let labelling = null;
let identity = "";
/** @type {number[]} when the answers of the last minute were given */
let pace = [];
let shownId = -1;
let forgetKeys = () => {};

fill(byId("bar", HTMLElement), progress, el("span", { class: "spacer" }), saved, focusButton,
    button("Look-alikes…", "All like this one (Shift+L)", () => void lookalikes()),
    button("Keys…", "Choose the keys", () => void changeKeys()),
    button("How it goes…", "Whether an answer is the label at once", () => void changeRules()),
    button("Consensus…", "What people agree on (Shift+C)", () => void openConsensus()),
    el("a", { class: "button", href: "/label/projector" }, "Projector"));
fill(stage, picture, caption, last);

deck.onChange = draw;
deck.onProblem = toastError;
deck.onConflict = async (/** @type {Tessera.Conflict} */ conflict, /** @type {Tessera.QueueItem} */ item) => (await askConflict([conflict], 1, () => item.sample.name))[0];
deck.onAnswered = (/** @type {import("./deck.js").Sending} */ sending) => void tellOthers(sending.answer.sample);
header.onWorkspace(takeWorkspace);
onChange(({ rows }) => {
    // What somebody else changed is not overwritten unseen.
    for (const fresh of rows ?? []) {
        for (const item of [deck.current, ...deck.waiting]) if (item?.sample.id === fresh.id) item.sample = fresh;
    }
});
setInterval(() => void refreshProgress(), 15_000);
addEventListener("beforeunload", (event) => {
    if (deck.sending.length > 0) event.preventDefault();
});
onLabelBook(() => void focus.readBook());
setFocus(readFocus());
void begin();

async function begin() {
    const workspace = await header.update();
    if (!workspace) return;
    identity = workspace.identity;
    classes = workspace.classes.map((each) => each.name);
    plan = readPlan(identity, classes);
    takeKeys();
    await refreshProgress();
    const left = await deck.begin(identity);
    if (left > 0) toast(`${plural(left, "answer")} kept in this browser, sent now.`);
}

/** @param {Tessera.Workspace} workspace */
function takeWorkspace(workspace) {
    const names = workspace.classes.map((each) => each.name);
    if (!identity || names.join("\n") === classes.join("\n")) return;
    classes = names;
    takeKeys();
}

async function refreshProgress() {
    labelling = await api.labelling().catch(() => labelling);
    draw();
}

function takeKeys() {
    const keys = keysOf(classes, plan);
    forgetKeys();
    forgetKeys = registerKeys("Label", [
        ...classes.flatMap((name) => (keys.has(name) ? [{ keys: [keys.get(name) ?? ""], what: name, run: () => choose(name) }] : [])),
        { keys: actionKeys(plan, "skip"), what: ACTIONS.skip.words, run: () => say({ kind: "skip" }) },
        { keys: actionKeys(plan, "flag"), what: ACTIONS.flag.words, run: () => say({ kind: "flag" }) },
        { keys: actionKeys(plan, "undo"), what: ACTIONS.undo.words, run: () => void undo() },
        { keys: ["Enter"], what: "Write why, or go back to the image", inFields: true, when: () => document.activeElement === reason || !isTyping(document.activeElement) && !(document.activeElement instanceof HTMLButtonElement), run: () => (document.activeElement === reason ? reason.blur() : reason.focus()) },
        ...SURE.map(([words, value], at) => ({ keys: [`Alt+${at + 1}`], what: words, run: () => setConfidence(value) })),
        { keys: ["F"], what: "Focus: the most alike of each class", run: () => toggleFocus() },
        { keys: ["L"], what: "All like this one", run: () => void lookalikes() },
        { keys: ["C"], what: "Consensus", run: () => void openConsensus() },
    ]);
    fill(choices, el("div", { class: "label-keys", role: "group", "aria-label": "Classes" }, ...classes.map((name) =>
        el("button", { class: "button label-key", type: "button", onclick: () => choose(name) }, keys.has(name) && el("kbd", { "aria-hidden": "true" }, keys.get(name) ?? ""), el("span", {}, name)))),
    el("div", { class: "label-actions" },
        ...(/** @type {const} */ (["skip", "flag"])).map((kind) => actionButton(kind, () => say({ kind }))), actionButton("undo", () => void undo()), sure, reason));
}

/** @param {import("./key-plan.js").Action} action @param {() => void} run */
function actionButton(action, run) {
    const [words] = ACTIONS[action].words.split(":");
    return el("button", { class: "button quiet", type: "button", title: ACTIONS[action].words, onclick: run }, el("kbd", { "aria-hidden": "true" }, actionKeys(plan, action)[0]), words === ACTIONS.undo.words ? "Undo" : words);
}

/** @param {string} label */
function choose(label) {
    say({ label });
}

/** @param {{label?: string, kind?: "skip" | "flag"}} said */
function say(said) {
    const item = deck.current;
    if (!item) return;
    const why = reason.value.trim();
    deck.answer({ ...said, ...(confidence !== null && said.label ? { confidence } : {}), ...(why ? { reason: why } : {}) });
    pace = [...pace.filter((at) => at > Date.now() - 60_000), Date.now()];
    reason.value = "";
    setConfidence(null);
    remember(item, said.label ?? said.kind ?? "");
    if (document.activeElement instanceof HTMLElement && stage.contains(document.activeElement)) document.activeElement.blur();
}

async function undo() {
    try {
        const sample = await deck.undo();
        pace.pop();
        if (sample) last.querySelector(`[data-sample="${sample.id}"]`)?.remove();
    } catch (error) {
        toastError(error);
    }
}

/** @param {number | null} value */
function setConfidence(value) {
    confidence = value;
    for (const each of sure.querySelectorAll("button")) each.setAttribute("aria-pressed", String(Number(each.dataset.value) === value));
}

/** @param {Tessera.QueueItem} item @param {string} words */
function remember(item, words) {
    const { sample } = item;
    last.prepend(el("li", { "data-sample": sample.id },
        el("button", { class: "label-done", type: "button", title: `${sample.name}: show it again`, onclick: () => void again(sample.id) },
            el("img", { class: "thumb", src: thumbnailURL(sample.id, 64), alt: "", width: 40, height: 40 }), el("b", {}, words), el("span", { class: "small muted others" }))));
    while (last.children.length > LAST) last.lastElementChild?.remove();
}

/**
 * Once one has answered, one may see what the others said.
 * @param {number} sample
 */
async function tellOthers(sample) {
    const place = last.querySelector(`[data-sample="${sample}"] .others`);
    if (!place || !labelling?.rules.keepsAnswersApart) return;
    const { answers } = await api.answersOf(sample).catch(() => ({ answers: [] }));
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { label } of answers) if (label) counts.set(label, (counts.get(label) ?? 0) + 1);
    if (answers.length > 1) place.textContent = [...counts].sort((a, b) => b[1] - a[1]).map(([label, many]) => `${many} ${label}`).join(", ");
}

/** @param {number} id */
async function again(id) {
    const [sample] = await api.samples([id]).catch(() => []);
    if (sample) deck.show({ sample, isContested: false, informativeness: 0 });
}

async function lookalikes() {
    const sample = deck.current?.sample;
    if (!sample) return;
    const relabelled = await openLookalikes(sample, classes, keysOf(classes, plan));
    if (relabelled > 0) void refreshProgress();
}

async function changeKeys() {
    const chosen = await askKeys(classes, plan);
    if (!chosen) return;
    plan = chosen;
    writePlan(identity, plan);
    takeKeys();
}

async function changeRules() {
    if (!labelling) return;
    try {
        labelling = (await askRules(labelling.rules)) ?? labelling;
        deck.waiting = [];
        await deck.refill();
        draw();
    } catch (error) {
        toastError(error);
    }
}

function draw() {
    const item = deck.current;
    const sample = item?.sample ?? null;
    drawProgress();
    moveTo(sample?.id ?? null, null);
    focus.show(sample, classes);
    if (sample && sample.id === shownId) return;
    shownId = sample?.id ?? 0;
    if (!sample) {
        fill(picture, el("div", { class: "empty" }, el("h1", {}, deck.isEmpty ? "Nothing left to label" : "Looking for images…"),
            deck.isEmpty && el("p", {}, "Everything that you could be asked about has its answers, or others have it before them. More come as people disagree."),
            deck.isEmpty && el("button", { class: "button", type: "button", onclick: () => void deck.refill() }, "Look again")));
        caption.textContent = "";
        return;
    }
    const image = deck.pictureOf(sample);
    image.alt = sample.name;
    image.className = Math.max(sample.width, sample.height) < 200 ? "pixels" : "";
    fill(picture, image);
    fill(caption, sample.name, item?.isContested && el("span", { class: "chip" }, "people disagree"),
        labelling?.rules.keepsAnswersApart === false && sample.label && el("span", {}, ` · is ${sample.label}`),
        sample.tags.length > 0 && el("span", {}, ` · ${sample.tags.join(", ")}`));
}

function drawProgress() {
    const minute = pace.filter((at) => at > Date.now() - 60_000).length;
    const told = labelling?.progress;
    progress.textContent = told ? `${count(told.done)} of ${plural(told.samples, "image")}${told.contested ? `, ${count(told.contested)} contested` : ""}${minute > 1 ? ` · ${minute} in the last minute` : ""}` : "";
    saved.textContent = deck.isLost ? `The server does not answer. ${plural(deck.sending.length, "answer")} kept here and sent when it is back.` : deck.sending.length > 0 ? "Saving…" : "";
    saved.dataset.state = deck.isLost ? "lost" : "";
}

function readFocus() {
    try {
        return localStorage.getItem(FOCUS) !== "off";
    } catch {
        return true;
    }
}

/** @param {boolean} isOn */
function setFocus(isOn) {
    focus.host.hidden = !isOn;
    focusButton.setAttribute("aria-pressed", String(isOn));
}

function toggleFocus() {
    const isOn = focus.host.hidden;
    setFocus(isOn);
    try {
        localStorage.setItem(FOCUS, isOn ? "on" : "off");
    } catch {
        // It holds until the page is left.
    }
    if (isOn) focus.shown = 0;
    draw();
}

/** @param {string} words @param {string} title @param {() => void} run */
function button(words, title, run) {
    return el("button", { class: "button", type: "button", title, onclick: run }, words);
}
