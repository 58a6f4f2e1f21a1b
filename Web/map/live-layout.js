// A map that is being laid out: the page asks twice a second where the points are and lets them move there. They are looked
// at, not edited: what lies where is not settled.

import { api, ApiError } from "../shared/api.js";
import { decodeColumns } from "../shared/columns.js";
import { toastError } from "../shared/toast.js";
import { LayoutNotice } from "./layout-notice.js";
import { mapBox, normalizedPositions, Points } from "./view/points.js";
import { RowIndex } from "./view/row-index.js";

/** @typedef {import("../shared/columns.js").ColumnTable} ColumnTable */
/** @typedef {import("./view/viewer.js").Viewer} Viewer */

const askEvery = 500;
const cells = ["id", "label", "split", "tags", "state", "revision"];

export class LiveLayout {
    /**
     * @param {number} job
     * @param {URLSearchParams} filter which samples are shown
     * @param {(points: Points, notice: HTMLElement) => Viewer} show makes the map of the first layout
     */
    constructor(job, filter, show) {
        this.job = job;
        this.filter = filter;
        this.show = show;
        /** @type {Viewer | null} */
        this.viewer = null;
        /** @type {Promise<ColumnTable> | null} what the samples are; where they are comes again and again */
        this.samples = null;
        this.notice = new LayoutNotice(job);
        this.ended = false;
        void this.follow();
    }

    /** No more is asked for; what is shown stays. */
    end() {
        this.ended = true;
    }

    async follow() {
        while (!this.ended) {
            try {
                const layout = decodeColumns(await api.layout(this.job));
                if (!this.ended) await this.take(layout);
            } catch (error) {
                // There is none before the points begin to settle, and none after.
                if (!(error instanceof ApiError && (error.status === 404 || error.status === 0))) {
                    toastError(error);
                    this.end();
                }
            }
            await new Promise((done) => setTimeout(done, askEvery));
        }
    }

    /** @param {ColumnTable} layout id, x and y */
    async take(layout) {
        if (this.viewer) {
            const { positions, extent } = placesIn(layout, this.viewer.points);
            this.viewer.stage.moveTo(positions, extent);
        } else {
            this.samples ??= api.columns(cells, this.filter).then(decodeColumns);
            const points = new Points(placed(await this.samples, layout), mapBox(layout));
            if (this.ended) return;
            this.viewer = this.show(points, this.notice.element);
            this.viewer.stage.setSettling(true);
        }
        const share = layout.share ?? 0;
        this.notice.update(`Laying out the map: ${Math.round(share * 100)} %`, share);
    }
}

/**
 * The samples with the places of a layout.
 * @param {ColumnTable} samples @param {ColumnTable} layout
 * @returns {ColumnTable}
 */
function placed(samples, layout) {
    const ids = samples.columns.get("id")?.values ?? [];
    const rows = new RowIndex(layout.columns.get("id")?.values ?? []);
    const columns = new Map(samples.columns);
    for (const name of ["x", "y"]) {
        const places = layout.columns.get(name)?.values;
        const values = Float32Array.from(ids, (id) => places?.[rows.get(id) ?? -1] ?? NaN);
        columns.set(name, { name, values, dictionary: null, missing: NaN });
    }
    return { ...samples, columns };
}

/**
 * Where a layout puts points that are shown already.
 * @param {ColumnTable} layout @param {Points} points
 */
function placesIn(layout, points) {
    const index = new RowIndex(layout.columns.get("id")?.values ?? []);
    const box = mapBox(layout);
    const longer = Math.max(box.right - box.left, box.top - box.bottom, 1e-6);
    const rows = Uint32Array.from(points.ids, (id) => index.get(id) ?? 0);
    const [x, y] = ["x", "y"].map((name) => layout.columns.get(name)?.values ?? new Float32Array(0));
    /** @type {[number, number]} */
    const extent = [(box.right - box.left) / longer, (box.top - box.bottom) / longer];
    return { positions: normalizedPositions(x, y, rows, rows.length, box, longer), extent };
}
