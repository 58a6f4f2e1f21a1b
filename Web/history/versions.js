// The named versions, and going back to one.

import { api } from "../shared/api.js";
import { confirmDialog, promptDialog } from "../shared/dialog.js";
import { el, fill } from "../shared/dom.js";
import { ago, count, dateTime, plural } from "../shared/format.js";
import { icon } from "../shared/icons.js";
import { toast, toastError } from "../shared/toast.js";

/**
 * @param {HTMLElement} host @param {Tessera.Version[]} versions @param {() => void} changed
 */
export function drawVersions(host, versions, changed) {
    fill(host,
        el("div", { class: "form-row" }, el("h2", {}, "Versions"), el("span", { class: "spacer" }),
            el("button", { class: "button", type: "button", onclick: () => void name(changed) }, icon("tag"), "Name this point")),
        versions.length === 0 ? el("p", { class: "muted small" }, "No version is named yet. A name is a point to compare with, to train on, and to go back to.")
            : el("ul", { class: "versions" }, ...versions.map((version) => el("li", { class: "form-row" },
                el("strong", {}, version.name), version.note && el("span", {}, version.note),
                el("span", { class: "small muted" }, `change ${count(version.change)}, ${version.author}, `, el("time", { datetime: version.createdAt, title: dateTime(version.createdAt) }, ago(version.createdAt))),
                el("span", { class: "spacer" }),
                el("button", { class: "button quiet", type: "button", onclick: () => void goBack(version.name) }, icon("undo"), "Go back to it…")))));
}

/** @param {() => void} changed */
async function name(changed) {
    const words = await promptDialog({ title: "Name this point", label: "Name", value: "", hint: "Such as v2. All that was changed so far is in it.", yes: "Name it" });
    if (!words) return;
    try {
        await api.nameVersion({ name: words });
        changed();
    } catch (error) {
        toastError(error);
    }
}

/** @param {string} version */
async function goBack(version) {
    try {
        const preview = await api.revertPreview(version);
        if (preview.samples === 0) {
            toast("Everything is as it was then.");
            return;
        }
        const parts = [[preview.labels, "label"], [preview.splits, "split"], [preview.values, "value"]].filter(([number]) => Number(number) > 0).map(([number, word]) => plural(Number(number), String(word)));
        if (preview.trashed > 0) parts.push(`${plural(preview.trashed, "image")} to the trash`);
        if (preview.restored > 0) parts.push(`${plural(preview.restored, "image")} out of it`);
        const people = preview.people.length > 0 ? ` What ${preview.people.join(", ")} did since would no longer be in effect.` : "";
        const sure = await confirmDialog({
            title: `Go back to ${version}?`, yes: "Go back", danger: true,
            text: `${plural(preview.samples, "image")} would change: ${parts.join(", ") || "tags"}.${people} It is a change like any other: nothing is lost, and it can be undone.`,
        });
        if (!sure) return;
        const { change } = await api.revert({ to: version, seen: preview.seen });
        toast(change.summary, { seconds: 4 });
    } catch (error) {
        toastError(error);
    }
}
