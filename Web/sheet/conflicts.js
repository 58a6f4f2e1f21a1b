// Two people edited the same cell. Both values are shown, with who and when, and the later person decides.

import { thumbnailURL } from "../shared/api.js";
import { openDialog } from "../shared/dialog.js";
import { el } from "../shared/dom.js";
import { ago, plural } from "../shared/format.js";
import { textOf } from "./fields.js";

const SHOWN = 50;

/**
 * @param {Tessera.Conflict[]} conflicts
 * @param {number} total samples in the edit
 * @param {(id: number) => string} nameOf
 * @returns {Promise<"mine" | "theirs">}
 */
export async function askConflict(conflicts, total, nameOf) {
    const others = total - new Set(conflicts.map((conflict) => conflict.sample)).size;
    const answer = await openDialog({
        title: conflicts.length === 1 ? "Somebody else changed this cell" : `Somebody else changed ${plural(conflicts.length, "cell")}`,
        wide: true,
        body: [
            el("p", { class: "muted" }, "Since you loaded it. Nothing of your edit is saved yet."),
            el("table", { class: "conflicts" },
                el("thead", {}, el("tr", {}, ...["Image", "Field", "Yours", "Theirs", "By"].map((title) => el("th", { scope: "col" }, title)))),
                el("tbody", {}, ...conflicts.slice(0, SHOWN).map((conflict) => line(conflict, nameOf(conflict.sample))))),
            conflicts.length > SHOWN ? el("p", { class: "small muted" }, `and ${plural(conflicts.length - SHOWN, "more cell")}.`) : "",
            others > 0 ? el("p", { class: "small muted" }, `The other ${plural(others, "sample")} of your edit will be saved either way.`) : "",
        ].map((part) => (typeof part === "string" ? document.createTextNode(part) : part)),
        actions: [{ label: "Keep theirs", value: "theirs" }, { label: "Save mine instead", value: "mine", kind: "primary" }],
    });
    return answer === "mine" ? "mine" : "theirs";
}

/** @param {Tessera.Conflict} conflict @param {string} name */
function line(conflict, name) {
    return el("tr", {},
        el("td", {}, el("span", { class: "conflict-image" }, el("img", { class: "thumb", alt: "", width: 32, height: 32, src: thumbnailURL(conflict.sample, 64) }), name)),
        el("td", {}, conflict.field),
        el("td", {}, el("strong", {}, shown(conflict.yours))),
        el("td", {}, el("strong", {}, shown(conflict.theirs))),
        el("td", { class: "muted" }, `${conflict.author}, ${ago(conflict.at)}`));
}

/** @param {unknown} value */
function shown(value) {
    return textOf(/** @type {import("./fields.js").Value} */ (value)) || "nothing";
}
