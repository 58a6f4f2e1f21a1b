// Starts a training: which version, which trainer, how many seeds, and what if.

import { api } from "../shared/api.js";
import { openDialog } from "../shared/dialog.js";
import { el } from "../shared/dom.js";
import { startJob } from "../shared/jobs.js";
import { toast, toastError } from "../shared/toast.js";

export async function openTrainDialog() {
    const asked = await Promise.all([api.versions(), api.trainers(), api.workspace()]).catch((error) => {
        toastError(error);
        return null;
    });
    if (!asked) return;
    const [{ versions }, { trainers }, workspace] = asked;
    const version = el("select", { class: "field" }, el("option", { value: "" }, "The dataset as it is now"),
        ...versions.map((each) => el("option", { value: each.name }, `${each.name} (change ${each.change})`)));
    const trainer = el("select", { class: "field" }, ...trainers.map((each) => el("option", { value: each.name }, each.kind === "command" ? `${each.name} (a command)` : each.name)));
    const seeds = number(1, 1, 100);
    const epochs = number("", 1, 10000);
    const folds = number("", 2, 50);
    const tags = workspace.tags.map((tag) => tag.name);
    const evaluate = el("input", { class: "field", type: "text", placeholder: tags.length > 0 ? tags.slice(0, 2).join(", ") : "test", autocomplete: "off", spellcheck: false });
    const without = el("input", { class: "field", type: "text", placeholder: "a tag, or changes such as 12-20", autocomplete: "off", spellcheck: false });
    const withThese = el("input", { class: "field", type: "text", placeholder: "a tag, or changes such as 12-20", autocomplete: "off", spellcheck: false });
    const hint = el("p", { class: "small muted" });
    const describe = () => {
        const chosen = trainers.find((each) => each.name === trainer.value);
        epochs.placeholder = chosen?.epochs ? String(chosen.epochs) : "its own";
        hint.textContent = chosen?.command ? `Runs ${chosen.command.join(" ")}` : "Runs are compared with others of the same trainer only; other epochs make another trainer.";
    };
    trainer.addEventListener("change", describe);
    describe();
    const answer = await openDialog({
        title: "Train",
        body: [
            field("Version", version), field("Trainer", trainer),
            el("div", { class: "field-row" }, field("Seeds", seeds), field("Epochs", epochs)),
            hint,
            field("Also score on", evaluate, "test, none (no split), or tags, with commas"),
            el("details", { class: "more-options" }, el("summary", {}, "What if, and folds"),
                el("div", { class: "stack" },
                    field("Without", without, "As if a batch had not been made: changes are taken back, samples with a tag are not trained on."),
                    field("With", withThese, "As if a batch had been made: later changes count, samples with a tag outside all splits are trained on."),
                    field("Folds", folds, "Holds out train and val in parts, in turn: a prediction for every sample by a model that has not seen it."))),
        ],
        actions: [{ label: "Cancel", value: "" }, { label: "Train", value: "train", kind: "primary" }],
    });
    if (answer !== "train") return;
    try {
        await startJob("train", {
            trainer: trainer.value, seeds: Number(seeds.value) || 1,
            ...(version.value ? { version: version.value } : {}),
            ...(epochs.value ? { epochs: Number(epochs.value) } : {}),
            ...(folds.value ? { folds: Number(folds.value) } : {}),
            evaluate: list(evaluate.value), without: list(without.value), with: list(withThese.value),
        });
        toast("The training has begun.");
    } catch (error) {
        toastError(error);
    }
}

/** @param {string} text names with commas between them */
function list(text) {
    return text.split(",").map((part) => part.trim()).filter(Boolean);
}

/** @param {number | string} value @param {number} min @param {number} max */
function number(value, min, max) {
    return el("input", { class: "field number", type: "number", value: String(value), min: String(min), max: String(max), step: "1" });
}

/** @param {string} label @param {HTMLElement} input @param {string} [help] */
function field(label, input, help) {
    return el("label", { class: "stack" }, el("span", { class: "small muted" }, label), input, help ? el("span", { class: "small faint" }, help) : null);
}
