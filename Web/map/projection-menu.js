// Which projection is shown, and laying out a new one.

import { promptDialog } from "../shared/dialog.js";
import { el } from "../shared/dom.js";
import { ago } from "../shared/format.js";
import { icon } from "../shared/icons.js";
import { startJob } from "../shared/jobs.js";
import { openMenu } from "../shared/menu.js";
import { toast, toastError } from "../shared/toast.js";
import { addressProjection, changeAddress } from "./address.js";
import { projectionWords } from "./view/map-title.js";

/**
 * The projection that the address asks for, else the newest.
 * @param {Tessera.Workspace} workspace
 */
export function shownProjection(workspace) {
    const newestFirst = [...workspace.projections].sort((a, b) => b.id - a.id);
    return newestFirst.find(({ id }) => String(id) === addressProjection()) ?? newestFirst[0] ?? null;
}

/**
 * @param {() => Tessera.Workspace | null} workspace
 * @param {() => void} changed loads the map anew
 * @param {(job: number) => void} started a new one is being laid out
 */
export function projectionButton(workspace, changed, started) {
    const button = el("button", { type: "button", class: "button", "aria-haspopup": "menu", onclick: () => open() }, icon("map"), "Projection");
    const open = () => {
        const known = workspace();
        if (!known) return;
        const shown = shownProjection(known);
        openMenu(button, [
            ...[...known.projections].sort((a, b) => b.id - a.id).slice(0, 12).map((projection) => ({
                label: projectionWords(projection), count: ago(projection.createdAt), checked: projection.id === shown?.id,
                run: () => {
                    changeAddress((query) => query.set("projection", String(projection.id)));
                    changed();
                },
            })),
            null,
            { label: "Lay out anew", run: () => layOut({}, started) },
            { label: "Lay out with another seed…", run: () => void askSeed(shown?.seed ?? 42, started) },
        ], { label: "Projection" });
    };
    return button;
}

/** @param {number} seed @param {(job: number) => void} started */
async function askSeed(seed, started) {
    const text = await promptDialog({ title: "Lay out with another seed", label: "Seed: a whole number", value: String(seed + 1), hint: "The same seed always gives the same map.", yes: "Lay out" });
    if (text === null) return;
    if (/^\d{1,15}$/.test(text.trim())) layOut({ seed: Number(text) }, started);
    else toast("A seed is a whole number, such as 7.", { kind: "error" });
}

/** @param {Record<string, unknown>} parameters @param {(job: number) => void} started */
function layOut(parameters, started) {
    changeAddress((query) => query.delete("projection"));
    startJob("project", parameters).then(({ id }) => started(id), toastError);
}
