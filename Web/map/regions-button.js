// "Regions": the places where train and val do not look alike, outlined on the map, as the balance page found them.

import { api } from "../shared/api.js";
import { el } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { toast, toastError } from "../shared/toast.js";

/** @typedef {import("./view/viewer.js").Viewer} Viewer */

/**
 * @param {() => Viewer | null} viewer
 * @returns {{button: HTMLButtonElement, draw: () => Promise<void>}} draw: to be called when the viewer was made anew
 */
export function regionsButton(viewer) {
    let shown = new URLSearchParams(location.search).get("regions") === "1";
    const button = el("button", { type: "button", class: "button", "aria-pressed": String(shown), title: "Outline where train or val is missing (from the Balance page)", onclick: () => void toggle() }, icon("filter"), "Regions");

    async function toggle() {
        shown = !shown;
        await draw(true);
    }

    async function draw(tell = false) {
        button.setAttribute("aria-pressed", String(shown));
        const target = viewer();
        if (!target) return;
        if (!shown) {
            target.setOutlines([]);
            return;
        }
        try {
            const { report, isStale } = await api.balance();
            if (viewer() !== target || !shown) return;
            const regions = report?.withinClass.regions ?? [];
            target.setOutlines(regions.map(({ number, title, samples, side }) => ({
                points: Int32Array.from(samples.flatMap((id) => target.points.rows.get(id) ?? [])),
                title: `Region ${number}: ${title}`,
                kind: side === "fewVal" ? "missing" : "val",
            })).filter(({ points }) => points.length > 0));
            if (!tell) return;
            if (!report) toast("Train and val were not compared yet: the Balance page does that.");
            else if (regions.length === 0) toast("No region stands out: val is everywhere where train is.");
            else if (isStale) toast("The dataset changed since the regions were found; the Balance page finds them anew.");
        } catch (error) {
            toastError(error);
        }
    }

    return { button, draw };
}
