// Edits of the selection: shown on the map at once, sent as one change, taken back when the server says no.

import { api, ApiError } from "../shared/api.js";
import { confirmDialog } from "../shared/dialog.js";
import { plural } from "../shared/format.js";
import { toast, toastError } from "../shared/toast.js";
import { refreshAll, refreshSamples, takeSamples } from "./load.js";

/** @typedef {import("./view/viewer.js").Viewer} Viewer */

const largestAnswer = 500;

export class MapEdits {
    /** @param {() => Viewer | null} viewer */
    constructor(viewer) {
        this.viewer = viewer;
        /** Edits under way: events of our own large changes need no look at the server. */
        this.underWay = 0;
    }

    /**
     * @param {ArrayLike<number>} rows
     * @param {Tessera.CellChanges} set
     * @param {string} done what to say, such as "34 images are iii now"
     * @param {{createClasses?: boolean, anyway?: boolean}} options anyway: over the changes of others
     * @returns {Promise<boolean>} whether it was kept
     */
    async apply(rows, set, done, { createClasses = false, anyway = false } = {}) {
        const viewer = this.viewer();
        if (!viewer || rows.length === 0) return false;
        const { points } = viewer;
        const list = Array.from(rows);
        const samples = list.map((row) => points.ids[row]);
        const revisions = points.column("revision")?.values;
        const before = showAtOnce(viewer, list, set);
        this.underWay++;
        try {
            const edit = { samples, set, ...(anyway || !revisions ? {} : { revisions: list.map((row) => revisions[row]) }) };
            const { change, revision } = await api.change({ createClasses, edits: [edit] });
            for (const row of list) points.setNumber(row, "revision", revision);
            toast(done, { action: { label: "Undo", run: () => void api.undo(change.id).catch(toastError) } });
            return true;
        } catch (error) {
            takeBack(viewer, before);
            if (error instanceof ApiError && error.code === "conflict") void this.settle(error, list, set, done, createClasses);
            else toastError(error);
            return false;
        } finally {
            this.underWay--;
        }
    }

    /**
     * Others changed some of the samples since we saw them: says so, and asks.
     * @param {ApiError} error @param {number[]} rows @param {Tessera.CellChanges} set @param {string} done @param {boolean} createClasses
     */
    async settle({ conflicts }, rows, set, done, createClasses) {
        const viewer = this.viewer();
        if (viewer) await refreshSamples(viewer, conflicts.map(({ sample }) => sample)).catch(toastError);
        const [first] = conflicts;
        const who = [...new Set(conflicts.map(({ author }) => author))].join(", ");
        const example = first ? ` For one of them, ${first.field} is now ${first.theirs ?? "empty"}; you wanted ${first.yours ?? "empty"}.` : "";
        const yes = await confirmDialog({
            title: "Somebody was quicker",
            text: `${plural(conflicts.length, "image")} of these ${rows.length} were changed by ${who || "somebody else"} in the meantime. Nothing of yours was changed yet.${example}`,
            yes: "Change all the same",
        });
        if (yes) await this.apply(rows, set, done, { createClasses, anyway: true });
    }

    /**
     * A change was told by the events: ours, an undo, or somebody else's.
     * @param {Tessera.ChangeEvent} event
     */
    async hear({ own, samples, rows }) {
        const viewer = this.viewer();
        if (!viewer) return;
        if (own && samples === null && this.underWay > 0) return;
        try {
            if (samples === null || samples.length > largestAnswer * 4) await refreshAll(viewer);
            else if (rows === null) await refreshSamples(viewer, samples);
            else takeSamples(viewer, rows);
        } catch (error) {
            toastError(error);
        }
    }
}

/** @typedef {{row: number, label: string | null, split: string | null, tags: string | null, removed: number}} Before */

/** @param {Viewer} viewer @param {number[]} rows @param {Tessera.CellChanges} set @returns {Before[]} */
function showAtOnce(viewer, rows, set) {
    const { points, removed } = viewer;
    const before = rows.map((row) => ({ row, label: points.text(row, "label"), split: points.text(row, "split"), tags: points.text(row, "tags"), removed: removed[row] }));
    for (const { row, tags } of before) {
        if (set.label !== undefined) points.setText(row, "label", set.label);
        if (set.split !== undefined) points.setText(row, "split", set.split);
        if (set.addTags || set.removeTags) {
            const kept = new Set(tags?.split("\u001f"));
            for (const tag of set.addTags ?? []) kept.add(tag);
            for (const tag of set.removeTags ?? []) kept.delete(tag);
            points.setText(row, "tags", kept.size > 0 ? [...kept].join("\u001f") : null);
        }
        if (set.state) removed[row] = set.state === "trashed" ? 1 : 0;
    }
    viewer.dataChanged();
    return before;
}

/** @param {Viewer} viewer @param {Before[]} before */
function takeBack(viewer, before) {
    for (const { row, label, split, tags, removed } of before) {
        viewer.points.setText(row, "label", label);
        viewer.points.setText(row, "split", split);
        viewer.points.setText(row, "tags", tags);
        viewer.removed[row] = removed;
    }
    viewer.dataChanged();
}
