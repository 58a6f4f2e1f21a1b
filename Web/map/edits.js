// Edits of the selection: shown on the map at once, sent as one change, taken back when the server says no.

import { api, ApiError } from "../shared/api.js";
import { confirmDialog } from "../shared/dialog.js";
import { plural } from "../shared/format.js";
import { toast, toastError } from "../shared/toast.js";
import { refreshAll, refreshSamples, takeSamples } from "./load.js";
import { SeenChanges } from "./seen-changes.js";
import { ShownEdit } from "./shown-edit.js";

/** @typedef {import("./view/viewer.js").Viewer} Viewer */

/** Of more samples than this, all are asked for anew. */
const mostRefreshed = 2_000;
/** More samples than this are sent as a selection, with the newest change seen in place of their revisions. */
const mostNamed = 1_000;

export class MapEdits {
    /** @param {() => Viewer | null} viewer */
    constructor(viewer) {
        this.viewer = viewer;
        this.seen = new SeenChanges();
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
        const list = Uint32Array.from(rows);
        const shown = new ShownEdit(viewer, list, set);
        this.underWay++;
        try {
            const { change, revision } = await api.change({ createClasses, edits: [await this.editOf(viewer, list, set, anyway)] });
            for (const row of list) viewer.points.setNumber(row, "revision", revision);
            toast(done, { action: { label: "Undo", run: () => void api.undo(change.id).catch(toastError) } });
            return true;
        } catch (error) {
            shown.takeBack();
            if (error instanceof ApiError && error.code === "conflict") void this.settle(error, list, set, done, createClasses);
            else toastError(error);
            return false;
        } finally {
            this.underWay--;
        }
    }

    /**
     * @param {Viewer} viewer @param {Uint32Array} rows @param {Tessera.CellChanges} set @param {boolean} anyway
     * @returns {Promise<Tessera.Edit>}
     */
    async editOf({ points }, rows, set, anyway) {
        const samples = rows.map((row) => points.ids[row]);
        if (samples.length > mostNamed) {
            const { id } = await api.keepSelection(samples);
            return { selection: id, set, ...(anyway ? {} : { seen: this.seen.last }) };
        }
        const revisions = points.column("revision")?.values;
        return { samples: Array.from(samples), set, ...(anyway || !revisions ? {} : { revisions: Array.from(rows, (row) => revisions[row]) }) };
    }

    /**
     * Others changed some of the samples since we saw them: says so, and asks.
     * @param {ApiError} error @param {Uint32Array} rows @param {Tessera.CellChanges} set @param {string} done @param {boolean} createClasses
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
    async hear({ change, own, samples, rows }) {
        const viewer = this.viewer();
        if (!viewer) return;
        try {
            if (own && samples === null && this.underWay > 0) {
                // It is on the map already.
            } else if (samples === null || samples.length > mostRefreshed) await this.refresh();
            else if (rows === null) await refreshSamples(viewer, samples);
            else takeSamples(viewer, rows);
            this.seen.hear(change.id);
        } catch (error) {
            toastError(error);
        }
    }

    /** Asks for all samples: after a change of very many, or a gap in the events. */
    async refresh() {
        const viewer = this.viewer();
        if (viewer) this.seen.begin(await refreshAll(viewer));
    }
}
