// Recipes: plain augmentations by rules, looked at before anything is written.

import { api, messageOf } from "../../shared/api.js";
import { jobProgress } from "../../shared/audit/stored-report.js";
import { confirmDialog } from "../../shared/dialog.js";
import { el, fill, refill } from "../../shared/dom.js";
import { onChange } from "../../shared/events.js";
import { ago, count, plural } from "../../shared/format.js";
import { icon } from "../../shared/icons.js";
import { allJobs, isActive, startJob, watchJobs } from "../../shared/jobs.js";
import { registerKeys } from "../../shared/keys.js";
import { toast, toastError } from "../../shared/toast.js";
import { ContactSheet } from "../proposal/contact-sheet.js";
import { studioApi } from "../studio-api.js";
import { Budget } from "./budget.js";
import { freshRecipe, trouble } from "./draft.js";
import { RecipeEditor } from "./editor.js";

/** Pictures of a preview. */
const PREVIEWED = 48;

/** @param {import("../main.js").Room} room */
export async function showRecipes({ main, header }) {
    const budget = new Budget();
    const saved = el("section", { class: "room-section", "aria-label": "Saved recipes" });
    const preview = el("section", { class: "room-section", "aria-label": "Preview" });
    const words = el("p", { class: "small muted", role: "status" });
    const look = el("button", { class: "button", type: "button", title: "Look at it (Ctrl+Enter)", onclick: () => void showPreview() }, "Preview");
    const make = el("button", { class: "button primary", type: "button", onclick: () => void run() }, icon("check"), "Save and make them");
    const keep = el("button", { class: "button", type: "button", onclick: () => void save() }, "Save");
    const editor = new RecipeEditor({ onChange: check });
    let asked = 0;
    fill(main, el("div", { class: "room-page" },
        el("div", { class: "room-head" }, el("div", {}, el("h1", {}, "Recipes"), el("p", { class: "room-lead" }, "A recipe is a list of transforms with their ranges. The rules of the label book say what each makes of a class; a preview shows it before anything is written; one undo takes all of it back.")), budget.element),
        budget.stale, jobProgress("augment"), saved,
        el("div", { class: "recipe-grid" }, el("div", { class: "room-section" }, editor.element, el("div", { class: "room-tools" }, look, keep, make), words), preview),
        el("section", { class: "room-section", "aria-labelledby": "counts-title" }, el("h2", { id: "counts-title" }, "What there is"), budget.classes)));
    registerKeys("Recipes", [{ keys: ["Ctrl+Enter"], what: "Preview", run: () => void showPreview(), inFields: true }]);
    check();

    try {
        const [workspace, { transforms }] = await Promise.all([header.update(), studioApi.transforms(), budget.load(), list()]);
        editor.setKnown(transforms, workspace);
        check();
    } catch (error) {
        fill(preview, el("p", { class: "job-error" }, messageOf(error)));
    }
    onChange(() => void budget.load());
    watchJobs((job, before) => {
        check();
        if (job?.kind !== "augment" || job.state !== "done" || before === "done" || before === null) return;
        const { added, change } = job.result ?? {};
        toast(`${plural(Number(added ?? 0), "image")} made`, typeof change === "number" ? { action: { label: "Undo", run: () => void api.undo(change).then(() => toast("Undone"), toastError) }, seconds: 20 } : {});
        void list();
        void budget.load();
    });

    function check() {
        const why = trouble(editor.recipe, editor.transforms);
        const isRunning = allJobs().some((job) => job.kind === "augment" && isActive(job));
        const name = editor.name.value.trim();
        words.textContent = why || (name ? "" : "Give it a name to save it.");
        look.disabled = why !== "";
        keep.disabled = why !== "" || name === "";
        make.disabled = why !== "" || name === "" || isRunning;
    }

    async function showPreview() {
        if (look.disabled) return;
        const mine = ++asked;
        preview.setAttribute("aria-busy", "true");
        words.textContent = "Making the preview…";
        try {
            const proposal = await studioApi.previewRecipe(editor.recipe, PREVIEWED);
            if (mine !== asked) return;
            const { plan } = proposal;
            const sheet = new ContactSheet(proposal, { canStrike: false, onOpen: ({ parents }) => parents[0] && open(`/sheet?ids=${parents[0]}`, "_self") });
            fill(preview,
                el("h2", {}, plan ? `${plural(plan.total, "image")} would be made` : "Preview"),
                plan && el("p", { class: "small muted number" }, `${count(plan.left)} left of the budget afterwards. `, Object.entries(plan.byClass).map(([name, images]) => `${name} ${count(images)}`).join(" · ")),
                plan && Object.keys(plan.short).length > 0 && el("p", { class: "small warning" }, `Cannot be made, for want of sources or by rule: ${Object.entries(plan.short).map(([name, images]) => `${name} ${count(images)}`).join(" · ")}`),
                proposal.candidates.length > 0 ? sheet.element : el("p", { class: "muted" }, "It makes nothing: the rules allow it for no class, or there is nothing to make it of."));
            check();
        } catch (error) {
            if (mine !== asked) return;
            words.textContent = "";
            fill(preview, el("p", { class: "job-error", role: "alert" }, messageOf(error)));
        }
        preview.removeAttribute("aria-busy");
    }

    /** @returns {Promise<Studio.SavedRecipe | null>} */
    async function save() {
        try {
            const made = await studioApi.saveRecipe(editor.name.value.trim(), editor.recipe);
            toast(`Saved as version ${made.version} of ${made.name}`);
            await list();
            return made;
        } catch (error) {
            toastError(error);
            return null;
        }
    }

    async function run() {
        const made = await save();
        if (!made) return;
        try {
            await startJob("augment", { recipe: made.name, version: made.version });
        } catch (error) {
            toastError(error);
        }
    }

    async function list() {
        const { recipes } = await studioApi.recipes();
        refill(saved, el("h2", {}, "Saved"), recipes.length === 0 && el("p", { class: "small muted" }, "None yet."),
            el("div", { class: "room-tools" }, ...recipes.map((each) => el("span", { class: "room-tools saved-recipe" },
                el("button", { class: "button", type: "button", "data-key": `recipe-${each.name}`, title: `Version ${each.version}, by ${each.author}, ${ago(each.at)}`, onclick: () => { editor.open(each.name, each.recipe); void showPreview(); } },
                    each.name, el("span", { class: "small muted number" }, `v${each.version} · ${count(each.derived)}`)),
                el("button", { class: "button quiet icon", type: "button", "aria-label": `Remove the recipe ${each.name}`, onclick: () => void remove(each) }, icon("close")))),
            recipes.length > 0 && el("button", { class: "button quiet", type: "button", "data-key": "recipe-new", onclick: () => { editor.open("", freshRecipe()); preview.replaceChildren(); } }, icon("plus"), "New")));
    }

    /** @param {Studio.SavedRecipe} recipe */
    async function remove({ name, derived }) {
        if (!(await confirmDialog({ title: `Remove the recipe “${name}”?`, text: derived > 0 ? `The ${plural(derived, "image")} that it made stay.` : "It made nothing yet.", yes: "Remove", danger: true }))) return;
        await studioApi.removeRecipe(name).catch(toastError);
        await list().catch(toastError);
    }
}
