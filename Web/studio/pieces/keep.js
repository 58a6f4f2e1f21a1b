// Keeping what is selected as a named piece, with whose hand it is.

import { promptDialog } from "../../shared/dialog.js";
import { toast, toastError } from "../../shared/toast.js";
import { grown, inkMask } from "../canvas/ink.js";
import { studioApi } from "../studio-api.js";

/**
 * @param {import("../easel/easel.js").Easel} easel
 * @param {Tessera.Sample} sample that is on the easel
 * @param {Map<number, string>} names of pieces that are parts of the class, by label
 * @returns {Promise<Studio.Piece | null>}
 */
export async function keepSelectedPiece(easel, sample, names) {
    const { drawing } = easel;
    const area = easel.selectedArea();
    if (!drawing || !area) {
        toast(easel.tools?.lasso.chosen ? "This was moved already. Undo, and keep it before it is moved." : "Select something first: a piece (s), or an area with the lasso (l).");
        return null;
    }
    const runs = inkRuns(drawing, area);
    if (runs.length === 0) {
        toast("There is no ink of this image in what is selected.");
        return null;
    }
    const labels = easel.toolName === "pieces" ? (easel.tools?.pieces.labels ?? []) : [];
    const known = labels.length === 1 ? names.get(labels[0]) : undefined;
    const name = await promptDialog({ title: "Keep as a piece", label: "What it is, such as v, i, x, dot or bar", value: known ?? "", yes: "Keep", suggestions: ["i", "v", "x", "dot", "bar"] });
    if (!name?.trim()) return null;
    try {
        const piece = await studioApi.keepPiece({ sample: sample.id, name: name.trim(), runs });
        toast(`Kept ${piece.name}`);
        return piece;
    } catch (error) {
        toastError(error);
        return null;
    }
}

/**
 * The ink of an area, with its soft edges, as the picture was opened: a piece is cut out of the sample, not of the strokes on it.
 * @param {import("../canvas/drawing.js").Drawing} drawing @param {import("../canvas/area.js").Area} area
 * @returns {number[]} y, x, length by turns
 */
function inkRuns({ original, ink }, { box, mask }) {
    const { width, height } = original;
    const soft = grown(inkMask(original, ink), width, height, 1);
    const runs = [];
    const wide = box.right - box.left;
    for (let y = box.top; y < box.bottom; y++) {
        for (let x = box.left; x < box.right; x++) {
            const from = x;
            while (x < box.right && mask[(y - box.top) * wide + x - box.left] && soft[y * width + x]) x++;
            if (x > from) runs.push(y, from, x - from);
        }
    }
    return runs;
}
