// Cells that two copies of the workspace had set to different values: ours holds until somebody decides, here or in the sheet.

import { api, thumbnailURL } from "../shared/api.js";
import { el, fill } from "../shared/dom.js";
import { plural } from "../shared/format.js";
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

/** @param {HTMLElement} host @param {Tessera.MergeConflict[]} conflicts */
function draw(host, conflicts) {
    host.hidden = conflicts.length === 0;
    const samples = conflicts.flatMap((conflict) => conflict.sample ?? []);
    fill(host,
        el("div", { class: "form-row" }, el("h2", {}, `Two copies differ: ${plural(conflicts.length, "conflict")}`), el("span", { class: "spacer" }),
            samples.length > 0 && el("button", { class: "button", type: "button", onclick: () => openWithSelection("/sheet", samples) }, "Decide in the sheet")),
        el("p", { class: "small muted" }, "Both copies had set these. Ours holds until somebody decides; who sets the cell to something else has decided it too."),
        el("ul", { class: "conflicts" }, ...conflicts.map((conflict) => el("li", { class: "form-row" },
            conflict.sample !== undefined && el("img", { class: "thumb", width: 48, height: 48, alt: `sample ${conflict.sample}`, loading: "lazy", src: thumbnailURL(conflict.sample, 64) }),
            el("span", {}, el("strong", {}, conflict.sample === undefined ? `${conflict.label ?? "class"}: ${conflict.field}` : conflict.field), conflict.theirReason && el("span", { class: "muted" }, ` “${conflict.theirReason}”`)),
            el("span", { class: "spacer" }),
            button(host, conflict, "ours", conflict.ours, conflict.ourAuthor), button(host, conflict, "theirs", conflict.theirs, conflict.theirAuthor)))));
}

/**
 * @param {HTMLElement} host @param {Tessera.MergeConflict} conflict @param {"ours" | "theirs"} take @param {string | undefined} value @param {string} author
 */
function button(host, conflict, take, value, author) {
    return el("button", { class: "button", type: "button", onclick: async () => {
        try {
            draw(host, (await api.decideConflict(conflict.id ?? 0, take)).conflicts);
        } catch (error) {
            toastError(error);
        }
    } }, el("strong", {}, value ?? "nothing"), ` ${author}`);
}
