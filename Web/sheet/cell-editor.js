// Editing one cell in its place. Enter keeps and goes down, Tab keeps and goes right, Escape leaves it as it was.

import { confirmDialog } from "../shared/dialog.js";
import { keyName } from "../shared/keys.js";
import { toast } from "../shared/toast.js";
import { makeCombo } from "./combo.js";
import { parse, SPLITS, textOf } from "./fields.js";

export class CellEditor {
    /**
     * @param {import("./grid.js").Grid} grid
     * @param {() => Tessera.Workspace | null} workspace
     */
    constructor(grid, workspace) {
        this.grid = grid;
        this.workspace = workspace;
        /** @type {{combo: import("./combo.js").Combo, row: number, field: import("./fields.js").Field} | null} */
        this.open = null;
        grid.renderListeners.add(() => this.open?.combo.place());
    }

    /**
     * Begins to edit the active cell.
     * @param {string} [typed] what was typed on it, which replaces its text
     * @returns {boolean} false when the cell can't be edited
     */
    begin(typed) {
        const { grid } = this;
        const { row } = grid.ranges.active;
        const field = grid.activeField;
        if (this.open || !field?.editable || grid.rows.count === 0) return false;
        const value = grid.rows.value(row, field.key);
        const cell = grid.activeCell;
        if (value === undefined || !cell) return false;
        const combo = makeCombo({ label: field.title, text: typed ?? textOf(value), suggestions: this.#suggestions(field), many: field.kind === "tags" });
        combo.input.classList.add("editor");
        this.open = { combo, row, field };
        cell.append(combo.input);
        combo.input.focus({ preventScroll: true });
        if (typed === undefined) combo.input.select();
        else combo.input.dispatchEvent(new Event("input"));
        combo.input.addEventListener("keydown", (event) => this.#key(event));
        combo.input.addEventListener("combo-taken", () => void this.#keep(false));
        combo.input.addEventListener("blur", () => void this.#keep(false));
        return true;
    }

    /** @param {KeyboardEvent} event */
    #key(event) {
        const name = keyName(event);
        event.stopPropagation();
        if (event.isComposing) return;
        if (name === "Escape") {
            event.preventDefault();
            this.#end();
            this.grid.focus();
            return;
        }
        const step = /** @type {Record<string, [number, number]>} */ ({ Enter: [1, 0], "Shift+Enter": [-1, 0], Tab: [0, 1], "Shift+Tab": [0, -1], "Ctrl+Enter": [0, 0] })[name];
        if (!step) return;
        event.preventDefault();
        void this.#keep(name === "Ctrl+Enter", step);
    }

    /** @param {boolean} everywhere to all chosen rows @param {[number, number]} [step] then moves by rows and columns */
    async #keep(everywhere, step) {
        if (!this.open) return;
        const { combo, row, field } = this.open;
        const text = combo.choice();
        this.#end();
        if (step) this.#move(row, step);
        const value = await this.resolve(field, text);
        if (value === undefined) return;
        const rows = everywhere ? this.grid.ranges.rows() : [row];
        this.grid.edits.setCells(rows.map((each) => ({ row: each, key: field.key, value: value.value })), { createClasses: value.isNew });
    }

    /** @param {number} row @param {[number, number]} step */
    #move(row, [down, right]) {
        const { grid } = this;
        const to = grid.ranges.active.column + right;
        const { top, bottom } = grid.ranges.current;
        // Within a chosen range Enter goes round in it, as in other sheets.
        const inRange = down !== 0 && top !== bottom;
        if (inRange) {
            grid.ranges.cycle(down);
            grid.viewport.reveal(grid.ranges.active.row);
            grid.selectionChanged();
        } else if (down !== 0 || right !== 0) {
            grid.moveTo(row + down, to);
        }
        grid.focus();
    }

    #end() {
        const { open } = this;
        if (!open) return;
        this.open = null;
        open.combo.close();
        open.combo.input.remove();
    }

    /**
     * The value that text stands for; asks before a class is made.
     * @param {import("./fields.js").Field} field
     * @param {string} text
     * @returns {Promise<{value: import("./fields.js").Value, isNew: boolean} | undefined>} undefined: leave everything as it is
     */
    async resolve(field, text) {
        const parsed = parse(field, text, this.classes);
        if ("value" in parsed) return { value: parsed.value, isNew: false };
        if ("problem" in parsed) {
            toast(parsed.problem, { kind: "error" });
            return undefined;
        }
        const isNew = await confirmDialog({
            title: "A new class?",
            text: `There is no class “${parsed.unknownClass}” yet. Add it to the classes and use it here?`,
            yes: "Add the class",
        });
        this.grid.focus();
        return isNew ? { value: parsed.unknownClass, isNew } : undefined;
    }

    /** Names of the classes, in their order. */
    get classes() {
        return this.workspace()?.classes.map((each) => each.name) ?? [];
    }

    /** @param {import("./fields.js").Field} field */
    #suggestions(field) {
        if (field.kind === "class") return this.classes;
        if (field.kind === "split") return [...SPLITS, "none"];
        if (field.kind === "tags") return this.workspace()?.tags.map((tag) => tag.name) ?? [];
        return [];
    }
}
