// Two people edited the same cell. Both values are shown, with who and when, and the later person decides.

import { thumbnailURL } from "../shared/api.js";
import { openDialog } from "../shared/dialog.js";
import { el } from "../shared/dom.js";
import { ago, plural } from "../shared/format.js";
import { textOf } from "./fields.js";

const SHOWN = 50;

/** @typedef {"mine" | "theirs"} Choice */

/**
 * @param {Tessera.Conflict[]} conflicts
 * @param {number} total samples in the edit
 * @param {(id: number) => string} nameOf
 * @returns {Promise<Choice[]>} for each conflict whose value is to stay
 */
export async function askConflict(conflicts, total, nameOf) {
    const others = total - new Set(conflicts.map((conflict) => conflict.sample)).size;
    /** @type {Choice[]} */
    const choices = conflicts.map(() => "theirs");
    const several = conflicts.length > 1 && conflicts.length <= SHOWN;
    const answer = await openDialog({
        title: conflicts.length === 1 ? "Somebody else changed this cell" : `Somebody else changed ${plural(conflicts.length, "cell")}`,
        wide: true,
        body: [
            el("p", { class: "muted" }, several ? "Since you loaded it. Nothing of your edit is saved yet. Choose for each whose value stays." : "Since you loaded it. Nothing of your edit is saved yet."),
            el("table", { class: "conflicts" },
                el("thead", {}, el("tr", {}, ...["Image", "Field", "Yours", "Theirs", "By"].map((title) => el("th", { scope: "col" }, title)))),
                el("tbody", {}, ...conflicts.slice(0, SHOWN).map((conflict, at) => line(conflict, nameOf(conflict.sample), several ? { at, choose: (choice) => (choices[at] = choice) } : null)))),
            conflicts.length > SHOWN ? el("p", { class: "small muted" }, `and ${plural(conflicts.length - SHOWN, "more cell")}.`) : "",
            others > 0 ? el("p", { class: "small muted" }, `The other ${plural(others, "sample")} of your edit will be saved either way.`) : "",
        ].map((part) => (typeof part === "string" ? document.createTextNode(part) : part)),
        actions: [
            { label: several ? "Keep all of theirs" : "Keep theirs", value: "theirs" },
            { label: several ? "Save all of mine instead" : "Save mine instead", value: "mine", kind: several ? undefined : "primary" },
            ...(several ? [{ label: "Save as chosen", value: "chosen", kind: /** @type {const} */ ("primary") }] : []),
        ],
    });
    return answer === "chosen" ? choices : conflicts.map(() => (answer === "mine" ? "mine" : "theirs"));
}

/**
 * @param {Tessera.Conflict} conflict
 * @param {string} name
 * @param {{at: number, choose: (choice: Choice) => void} | null} picking
 */
function line(conflict, name, picking) {
    /** @param {Choice} choice @param {unknown} value */
    const cell = (choice, value) => {
        const words = el("strong", {}, shown(value));
        return el("td", {}, picking ? el("label", { class: "conflict-choice" },
            el("input", { type: "radio", name: `conflict-${picking.at}`, checked: choice === "theirs", onchange: () => picking.choose(choice) }), words) : words);
    };
    return el("tr", {},
        el("td", {}, el("span", { class: "conflict-image" }, el("img", { class: "thumb", alt: "", width: 32, height: 32, src: thumbnailURL(conflict.sample, 64) }), name)),
        el("td", {}, conflict.field),
        cell("mine", conflict.yours),
        cell("theirs", conflict.theirs),
        el("td", { class: "muted" }, `${conflict.author}, ${ago(conflict.at)}`));
}

/** @param {unknown} value */
function shown(value) {
    return textOf(/** @type {import("./fields.js").Value} */ (value)) || "nothing";
}
