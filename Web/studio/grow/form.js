// How to grow: of what candidates are made, how the fixed model is trained, and when it ends.

import { el, fill } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";

export class GrowForm {
    /** @param {{onStart: (parameters: Record<string, unknown>) => void}} options */
    constructor({ onStart }) {
        this.recipe = el("select", { class: "field", onchange: () => this.check() });
        this.dismantle = el("input", { type: "checkbox", onchange: () => this.check() });
        this.chains = el("label", { class: "grow-check" }, this.dismantle, "Also take drawings apart by their chains");
        this.copies = number(4, 1, 100);
        this.trainer = el("select", { class: "field" });
        this.seeds = number(3, 1, 100);
        this.epochs = number("", 1, 10_000);
        this.perSample = number(3, 1, 100);
        this.perRound = number(1_000, 1, 1_000_000);
        this.rounds = number(5, 1, 50);
        this.patience = number(2, 1, 50);
        this.most = number("", 1, 1_000_000);
        this.apart = el("input", { class: "field number", type: "number", value: "0.005", min: "0", max: "2", step: "any" });
        this.never = el("input", { class: "field", type: "text", value: "label_book", spellcheck: false, autocomplete: "off" });
        this.why = el("p", { class: "small muted", role: "status" });
        this.start = el("button", { class: "button primary", type: "submit", disabled: true }, icon("check"), "Grow");
        this.isRunning = false;
        this.isKnown = false;
        this.element = el("form", { class: "room-card grow-form", "aria-label": "How to grow", onsubmit: (/** @type {Event} */ event) => {
            event.preventDefault();
            if (!this.start.disabled) onStart(this.parameters);
        }, oninput: () => this.check() },
        field("Candidates by the recipe", this.recipe, "Its transforms, on train images; the rules of the label book give the labels."),
        el("div", { class: "field-pair" }, field("Of each image", this.copies), el("span")),
        this.chains,
        field("Trainer", this.trainer),
        el("div", { class: "field-pair" }, field("Seeds", this.seeds), field("Epochs", this.epochs)),
        el("div", { class: "field-pair" }, field("For each wrong sample", this.perSample), field("In a round, at most", this.perRound)),
        el("div", { class: "field-pair" }, field("Rounds, at most", this.rounds), field("Without gain", this.patience)),
        el("details", {}, el("summary", { class: "small" }, "More"), el("div", { class: "room-section" },
            el("div", { class: "field-pair" }, field("In all, at most", this.most), field("Apart by", this.apart)),
            el("p", { class: "small faint" }, "Of candidates that look more alike than this (cosine distance) one is taken."),
            field("Nothing is made of the tags", this.never))),
        el("div", { class: "room-tools" }, this.start), this.why);
    }

    /** @param {Studio.SavedRecipe[]} recipes @param {boolean} hasChains @param {Tessera.Trainer[]} trainers */
    setKnown(recipes, hasChains, trainers) {
        fill(this.recipe, ...recipes.map(({ name, version }) => el("option", { value: name }, `${name} (version ${version})`)), el("option", { value: "" }, "no recipe"));
        this.dismantle.disabled = !hasChains;
        this.chains.title = hasChains ? "" : "No class has a chain yet: set one in Rules";
        const fixed = trainers.filter(({ kind }) => kind === "fixed-model");
        fill(this.trainer, ...fixed.map(({ name }) => el("option", { value: name }, name)));
        const describe = () => {
            const chosen = fixed.find(({ name }) => name === this.trainer.value);
            this.epochs.placeholder = chosen?.epochs ? String(chosen.epochs) : "its own";
        };
        this.trainer.addEventListener("change", describe);
        describe();
        this.isKnown = true;
        this.check();
    }

    /** @param {boolean} isRunning */
    setRunning(isRunning) {
        this.isRunning = isRunning;
        this.check();
    }

    get parameters() {
        const never = this.never.value.split(",").map((tag) => tag.trim()).filter(Boolean);
        return {
            ...(this.recipe.value ? { recipe: this.recipe.value, copies: Number(this.copies.value) } : {}),
            dismantle: this.dismantle.checked, trainer: this.trainer.value, seeds: Number(this.seeds.value),
            ...(this.epochs.value ? { epochs: Number(this.epochs.value) } : {}),
            perSample: Number(this.perSample.value), perRound: Number(this.perRound.value),
            ...(this.most.value ? { most: Number(this.most.value) } : {}),
            rounds: Number(this.rounds.value), patience: Number(this.patience.value), apart: Number(this.apart.value), never,
        };
    }

    check() {
        const nothing = this.isKnown && this.recipe.value === "" && !this.dismantle.checked;
        const isWrong = !this.element.checkValidity();
        this.start.disabled = !this.isKnown || nothing || this.isRunning || isWrong;
        this.why.textContent = this.isRunning ? "" : nothing ? "Save a recipe first, or take drawings apart by their chains." : isWrong ? "A number is missing or out of its range." : "";
    }
}

/** @param {number | string} value @param {number} min @param {number} max */
function number(value, min, max) {
    return el("input", { class: "field number", type: "number", value: String(value), min: String(min), max: String(max), step: "1", required: value !== "" });
}

/** @param {string} label @param {HTMLElement} input @param {string} [help] */
function field(label, input, help) {
    return el("label", { class: "stack" }, el("span", { class: "small muted" }, label), input, help ? el("span", { class: "small faint" }, help) : null);
}
