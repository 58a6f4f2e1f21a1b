// A band of pictures from all over the dataset, so that one sees at once what it is made of.

import { api, thumbnailURL } from "../shared/api.js";
import { decodeColumns } from "../shared/columns.js";
import { el, fill } from "../shared/dom.js";

const TILES = 60;

export function makeMosaic() {
    const element = el("a", { class: "mosaic", href: "/sheet", "aria-label": "A sample of the images; opens the sheet", hidden: true });
    let drawn = false;
    return {
        element,
        /** @param {Tessera.Workspace} workspace */
        async update(workspace) {
            if (drawn || workspace.counts.samples === 0) return;
            drawn = true;
            try {
                const sort = workspace.projections.length > 0 ? "similarity" : "label";
                const table = decodeColumns(await api.columns(["id"], new URLSearchParams({ sort })));
                const ids = table.columns.get("id")?.values ?? new Uint32Array(0);
                const tiles = Math.min(TILES, ids.length);
                fill(element, ...Array.from({ length: tiles }, (_, tile) => {
                    const id = ids[Math.floor(((tile + 0.5) * ids.length) / tiles)];
                    return el("img", { alt: "", src: thumbnailURL(id, 64), width: 48, height: 48, decoding: "async" });
                }));
                element.hidden = false;
            } catch {
                // Only an ornament: the page says what is wrong elsewhere.
            }
        },
    };
}
