// The welcome page: what lies in this workspace, in the order in which a newcomer asks.

import { byId, el, fill } from "../shared/dom.js";
import { count, plural } from "../shared/format.js";
import { mountHeader } from "../shared/header.js";
import { askImport } from "../shared/jobs-panel.js";
import { registerKeys } from "../shared/keys.js";
import { makeCounts } from "./counts.js";
import { makeMosaic } from "./mosaic.js";
import { makePreparation } from "./preparation.js";
import { makeRefusals } from "./refusals.js";
import { nextSteps, story } from "./story.js";

const main = byId("main", HTMLElement);
const header = mountHeader("welcome");

const title = el("h1");
const subtitle = el("p", { class: "lead muted" });
const mosaic = makeMosaic();
const preparation = makePreparation();
const tell = el("div", { class: "story-slot" });
const counts = makeCounts();
const refusals = makeRefusals();

fill(main,
    el("section", { class: "hero" }, el("div", { class: "hero-text" }, title, subtitle), mosaic.element),
    preparation.element, tell, counts.element, refusals.element);

registerKeys("Go to", [
    { keys: ["s"], what: "Sheet", run: () => { location.href = "/sheet"; } },
    { keys: ["m"], what: "Map", run: () => { location.href = "/map"; } },
    { keys: ["h"], what: "History", run: () => { location.href = "/history"; } },
]);

header.onWorkspace((workspace) => {
    document.title = `${workspace.name} · Tessera`;
    title.textContent = headline(workspace);
    subtitle.textContent = lead(workspace);
    preparation.update(workspace);
    mosaic.update(workspace);
    counts.update(workspace);
    refusals.update(workspace);
    fill(tell, ...(workspace.counts.samples === 0 ? [el("p", {}, el("button", { class: "button primary", type: "button", onclick: () => void askImport() }, "Import a folder…"))] : workspace.isDemo ? [story(), nextSteps(workspace)] : [nextSteps(workspace)]));
});
preparation.onFinished(() => void header.update());

/** @param {Tessera.Workspace} workspace */
function headline({ counts: { samples }, classes }) {
    if (samples === 0) return "An empty workspace.";
    return classes.length === 0 ? `${plural(samples, "image")}, not labelled yet.` : `${plural(samples, "image")} in ${plural(classes.length, "class", "classes")}.`;
}

/** @param {Tessera.Workspace} workspace */
function lead({ counts: { samples, images, unlabeled }, isDemo }) {
    if (samples === 0) return "Bring a folder of images in: tessera import FOLDER. One folder a class, or one a split with a folder a class in each.";
    const parts = [isDemo ? "Drawn by Tessera itself, for trying." : "The model stays as it is; the data is what you improve."];
    if (images < samples) parts.push(`${plural(samples - images, "of them is", "of them are")} byte for byte a copy of another.`);
    if (unlabeled > 0) parts.push(`${count(unlabeled)} ${unlabeled === 1 ? "has" : "have"} no label.`);
    return parts.join(" ");
}
