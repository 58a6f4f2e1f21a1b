// Cells that two copies of the workspace had set to different values: ours holds until somebody decides, here or in the sheet.

import { api, thumbnailURL } from "../shared/api.js";
import { confirmDialog } from "../shared/dialog.js";
import { el, refill } from "../shared/dom.js";
import { dateTime, plural } from "../shared/format.js";
import { openWithSelection } from "../shared/selection.js";
import { toastError } from "../shared/toast.js";

/** @param {HTMLElement} host */
export async function drawConflicts(host) {
    try {
        draw(host, (await api.conflicts()).conflicts);
    } catch (error) {
        toastError(error);
    }
}

/** Those that are drawn; the others come as these are decided. */
const SHOWN = 100;

/** @param {HTMLElement} host @param {Tessera.MergeConflict[]} conflicts */
function draw(host, conflicts) {
    host.hidden = conflicts.length === 0;
    const samples = conflicts.flatMap((conflict) => conflict.sample ?? []);
    const all = (/** @type {"ours" | "theirs"} */ take, /** @type {string} */ words) =>
        el("button", { class: "button", type: "button", onclick: () => void decideAll(host, conflicts, take) }, words);
    refill(host,
        el("div", { class: "form-row" }, el("h2", {}, `Two copies differ: ${plural(conflicts.length, "conflict")}`), el("span", { class: "spacer" }),
            conflicts.length > 1 && all("ours", "All ours…"), conflicts.length > 1 && all("theirs", "All theirs…"),
            samples.length > 0 && el("button", { class: "button", type: "button", onclick: () => openWithSelection("/sheet", samples) }, "Decide in the sheet")),
        el("p", { class: "small muted" }, "Both copies had set these. Ours holds until somebody decides; who sets the cell to something else has decided it too."),
        el("ul", { class: "conflicts" }, ...conflicts.slice(0, SHOWN).map((conflict) => el("li", { class: "form-row" },
            conflict.sample !== undefined && el("img", { class: "thumb", width: 48, height: 48, alt: `sample ${conflict.sample}`, loading: "lazy", src: thumbnailURL(conflict.sample, 64) }),
            el("span", { class: "conflict-what" }, el("strong", {}, conflict.sample === undefined ? `${conflict.label ?? "class"}: ${conflict.field}` : conflict.field), conflict.theirReason && el("span", { class: "muted" }, ` “${conflict.theirReason}”`)),
            side(host, conflict, "ours"), side(host, conflict, "theirs")))),
        conflicts.length > SHOWN && el("p", { class: "small muted" }, `and ${conflicts.length - SHOWN} more`));
}

/** @param {HTMLElement} host @param {Tessera.MergeConflict} conflict @param {"ours" | "theirs"} take */
function side(host, conflict, take) {
    const isOurs = take === "ours";
    const [value, author, at] = isOurs ? [conflict.ours, conflict.ourAuthor, conflict.ourAt] : [conflict.theirs, conflict.theirAuthor, conflict.theirAt];
    return el("button", { class: "button conflict-side", type: "button", "data-key": `${take}-${conflict.id}`, title: `${isOurs ? "Ours" : "Theirs"}, set ${dateTime(at)}`, onclick: async () => {
        try {
            draw(host, (await api.decideConflict(conflict.id ?? 0, take)).conflicts);
        } catch (error) {
            toastError(error);
        }
    } }, el("span", { class: "small muted" }, isOurs ? "ours" : "theirs"), el("strong", {}, value ?? "nothing"), ` ${author}`);
}

/** @param {HTMLElement} host @param {Tessera.MergeConflict[]} conflicts @param {"ours" | "theirs"} take */
async function decideAll(host, conflicts, take) {
    const sure = await confirmDialog({
        title: take === "ours" ? "Ours holds everywhere?" : "Theirs holds everywhere?", yes: take === "ours" ? "Keep ours" : "Take theirs",
        text: take === "ours" ? `All ${plural(conflicts.length, "conflict")} are decided; nothing changes.` : `All ${plural(conflicts.length, "conflict")} are decided, each that is theirs by a change of its own, which can be undone.`,
    });
    if (!sure) return;
    try {
        draw(host, (await api.decideConflicts(take, conflicts.flatMap((each) => each.id ?? []))).conflicts);
    } catch (error) {
        toastError(error);
    }
}
