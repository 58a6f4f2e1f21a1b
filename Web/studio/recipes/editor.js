// The form of a recipe: its transforms with their ranges, how many images it makes, and of which.

import { el, fill, refill } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { openMenu } from "../../shared/menu.js";
import { GOALS, freshRecipe, rangeOf, readGoal, usualTransform, writeGoal } from "./draft.js";

export class RecipeEditor {
    /** @param {{onChange: () => void}} options */
    constructor({ onChange }) {
        this.onChange = onChange;
        /** @type {Studio.Transform[]} */
        this.transforms = [];
        this.recipe = freshRecipe();
        this.name = el("input", { class: "field", type: "text", placeholder: "Name, such as flips", "aria-label": "Name of the recipe", spellcheck: false, autocomplete: "off", oninput: onChange });
        this.add = el("button", { class: "button", type: "button", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => this.chooseTransform() }, icon("plus"), "Add a transform");
        this.list = el("div");
        this.goalKind = el("select", { class: "field", "aria-label": "What is counted", onchange: () => this.changeGoal(true) }, ...GOALS.map(([kind, words]) => el("option", { value: kind }, words)));
        this.goalNumber = el("input", { class: "field goal-number", type: "number", min: 1, step: 1, "aria-label": "How many", oninput: () => this.changeGoal(false) });
        this.goalColumn = el("select", { class: "field", "aria-label": "Column", onchange: () => this.changeGoal(false) });
        this.split = el("select", { class: "field", onchange: () => this.changeSource() });
        this.labels = el("div", { class: "labels", role: "group", "aria-label": "Only these classes" });
        this.seed = el("input", { class: "field", type: "number", min: 0, step: 1, oninput: () => this.set({ seed: Math.max(0, Math.floor(Number(this.seed.value) || 0)) }) });
        this.tags = el("input", { class: "field", type: "text", placeholder: "tags, with commas", spellcheck: false, autocomplete: "off", oninput: () => this.set({ tags: this.tags.value.split(",").map((tag) => tag.trim()).filter(Boolean) }) });
        this.element = el("div", { class: "room-card" },
            el("label", { class: "stack" }, el("span", { class: "small muted" }, "Recipe"), this.name),
            el("div", { role: "group", "aria-label": "Transforms" }, this.list), el("div", {}, this.add),
            el("div", { class: "room-tools", role: "group", "aria-label": "How many images" }, el("span", { class: "small muted" }, "Make"), this.goalNumber, this.goalKind, this.goalColumn),
            el("div", { class: "room-tools" }, el("label", { class: "inline-field" }, "of", this.split), this.labels),
            el("div", { class: "room-tools" }, el("label", { class: "inline-field" }, "Seed", this.seed), el("label", { class: "inline-field" }, "Tags", this.tags)));
    }

    /** @param {Studio.Transform[]} transforms @param {Tessera.Workspace | null} workspace */
    setKnown(transforms, workspace) {
        this.transforms = transforms;
        fill(this.goalColumn, el("option", { value: "" }, "column…"), ...(workspace?.columns ?? []).map(({ name }) => el("option", { value: name }, name)));
        fill(this.split, ...(workspace?.splits ?? ["train"]).map((name) => el("option", { value: name }, `the images in ${name}`)), el("option", { value: "none" }, "the images without a split"), el("option", { value: "" }, "all images"));
        fill(this.labels, ...(workspace?.classes ?? []).map(({ name }) => el("button", { class: "button", type: "button", "aria-pressed": "false", value: name,
            onclick: (/** @type {Event} */ event) => {
                const button = /** @type {HTMLElement} */ (event.currentTarget);
                button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
                this.changeSource();
            } }, name)));
        this.draw();
    }

    /** @param {string} name @param {Studio.Recipe} recipe */
    open(name, recipe) {
        this.name.value = name;
        this.recipe = structuredClone(recipe);
        this.draw();
        this.onChange();
    }

    /** @param {Partial<Studio.Recipe>} part */
    set(part) {
        this.recipe = { ...this.recipe, ...part };
        this.onChange();
    }

    draw() {
        const { recipe } = this;
        const goal = readGoal(recipe.goal);
        this.goalKind.value = goal.kind;
        this.goalNumber.value = String(goal.number);
        this.goalColumn.value = recipe.goal.column ?? "";
        this.goalColumn.hidden = goal.kind !== "perClassAndColumn";
        this.split.value = recipe.source.find((each) => each.startsWith("split="))?.slice("split=".length) ?? "";
        const labels = new Set(recipe.source.filter((each) => each.startsWith("label=")).map((each) => each.slice("label=".length)));
        for (const button of this.labels.querySelectorAll("button")) button.setAttribute("aria-pressed", String(labels.has(button.value)));
        this.seed.value = String(recipe.seed);
        this.tags.value = recipe.tags.join(", ");
        this.drawTransforms();
    }

    drawTransforms() {
        refill(this.list, ...this.recipe.transforms.map((transform, place) => this.row(transform, place)));
    }

    /** @param {Studio.RecipeTransform} transform @param {number} place */
    row(transform, place) {
        const known = this.transforms.find(({ kind }) => kind === transform.kind);
        const often = el("input", { class: "field", type: "number", min: 0.05, max: 1, step: 0.05, value: String(transform.probability), "aria-label": `${known?.title}: how often, 0 to 1`,
            oninput: () => this.change(place, { probability: Number(often.value) }) });
        return el("div", { class: "transform-row" },
            el("div", { class: "room-tools" },
                el("button", { class: "button quiet icon", type: "button", "data-key": `up-${place}`, "aria-label": `${known?.title}: earlier`, disabled: place === 0, onclick: () => this.moveUp(place) }, icon("up"))),
            el("strong", { title: known?.about ?? "" }, known?.title ?? transform.kind, known?.needsRule && el("a", { class: "small", href: "/studio?view=rules", title: "It changes classes: the rules say which" }, "  by rule")),
            el("button", { class: "button quiet icon", type: "button", "data-key": `remove-${place}`, "aria-label": `${known?.title}: take it out`, onclick: () => this.setTransforms(this.recipe.transforms.filter((_, at) => at !== place)) }, icon("close")),
            el("div", { class: "transform-values" },
                ...(known?.parameters ?? []).map((parameter) => this.range(transform, place, parameter, known?.title ?? "")),
                el("label", { class: "small" }, "how often", often)));
    }

    /** @param {Studio.RecipeTransform} transform @param {number} place @param {Studio.TransformParameter} parameter @param {string} title */
    range(transform, place, parameter, title) {
        const [low, high] = rangeOf(transform, parameter);
        const step = parameter.isWhole ? 1 : "any";
        /** @param {number} end @param {number} value */
        const input = (end, value) => el("input", { class: "field", type: "number", step, min: parameter.low, max: parameter.high, value: String(value), "aria-label": `${title}, ${parameter.title}: ${end === 0 ? "from" : "to"}`,
            oninput: (/** @type {Event} */ event) => {
                const now = rangeOf(this.recipe.transforms[place], parameter);
                now[end] = Number(/** @type {HTMLInputElement} */ (event.currentTarget).value);
                this.change(place, { [parameter.name]: now });
            } });
        return el("span", { class: "inline-field", title: `from ${parameter.low} to ${parameter.high}` }, parameter.title, input(0, low), "to", input(1, high));
    }

    /** @param {number} place @param {Record<string, unknown>} part */
    change(place, part) {
        this.set({ transforms: this.recipe.transforms.map((each, at) => (at === place ? { ...each, ...part } : each)) });
    }

    /** @param {Studio.RecipeTransform[]} transforms */
    setTransforms(transforms) {
        this.set({ transforms });
        this.drawTransforms();
    }

    /** @param {number} place */
    moveUp(place) {
        const transforms = this.recipe.transforms.slice();
        transforms.splice(place - 1, 0, ...transforms.splice(place, 1));
        this.setTransforms(transforms);
    }

    chooseTransform() {
        openMenu(this.add, this.transforms.map((transform) => ({
            label: transform.needsRule ? `${transform.title} (by rule)` : transform.title,
            run: () => this.setTransforms([...this.recipe.transforms, usualTransform(transform)]),
        })), { label: "Transforms" });
    }

    /** @param {boolean} isNewKind */
    changeGoal(isNewKind) {
        const kind = GOALS.find(([each]) => each === this.goalKind.value) ?? GOALS[0];
        if (isNewKind) this.goalNumber.value = String(kind[2]);
        this.goalColumn.hidden = kind[0] !== "perClassAndColumn";
        this.set({ goal: writeGoal(kind[0], Number(this.goalNumber.value), this.goalColumn.value) });
    }

    changeSource() {
        const labels = [...this.labels.querySelectorAll('button[aria-pressed="true"]')].map((button) => `label=${/** @type {HTMLButtonElement} */ (button).value}`);
        this.set({ source: [...(this.split.value ? [`split=${this.split.value}`] : []), ...labels] });
    }
}
