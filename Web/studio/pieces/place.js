// Laying a piece of the tray on the canvas, where it floats until it is laid down.

import { luminance, decodeRaster } from "../canvas/raster.js";
import { makeCutout, makeFloat } from "../canvas/floats.js";
import { pieceURL } from "../studio-api.js";

/**
 * @param {import("../easel/easel.js").Easel} easel
 * @param {Studio.Piece} piece
 * @param {{x: number, y: number}} [at] of the picture; else its middle
 * @returns {Promise<boolean>} whether there was a canvas to lay it on
 */
export async function placePiece(easel, piece, at) {
    const { drawing } = easel;
    if (!drawing) return false;
    const answer = await fetch(pieceURL(piece.id));
    if (!answer.ok) throw new Error("This piece cannot be read. Was it removed by somebody?");
    const cutout = fromWhite(await decodeRaster(await answer.blob()));
    if (easel.drawing !== drawing) return false;
    const { width, height } = drawing.raster;
    const middle = at ?? { x: width / 2, y: height / 2 };
    // On whole pixels it is laid down as it is.
    const float = makeFloat(cutout, { x: Math.round(middle.x - cutout.width / 2) + cutout.width / 2, y: Math.round(middle.y - cutout.height / 2) + cutout.height / 2 }, { name: piece.name, source: piece.sample });
    const act = drawing.begin(`Lay ${piece.name} on it`);
    act.setFloats([...drawing.floats, float]);
    act.commit();
    if (easel.toolName !== "lasso") easel.choose("lasso");
    easel.tools?.lasso.choose(float.id);
    easel.stage.element.focus({ preventScroll: true });
    return true;
}

/**
 * Ink on pure white as ink with a share: white is none, the darkest is all.
 * @param {import("../canvas/raster.js").Raster} raster
 */
function fromWhite({ width, height, words }) {
    const data = new Uint8ClampedArray(width * height * 4);
    let darkest = 255;
    let ink = 0xff000000;
    for (let at = 0; at < words.length; at++) {
        const light = luminance(words[at]);
        if (light < darkest) [darkest, ink] = [light, words[at]];
    }
    if (darkest === 255) return makeCutout(width, height, data);
    for (let at = 0; at < words.length; at++) {
        const share = Math.round((255 * (255 - luminance(words[at]))) / (255 - darkest));
        const colour = share === 255 ? words[at] : ink;
        data[at * 4] = colour & 0xff;
        data[at * 4 + 1] = (colour >> 8) & 0xff;
        data[at * 4 + 2] = (colour >> 16) & 0xff;
        data[at * 4 + 3] = share;
    }
    return makeCutout(width, height, data);
}

/**
 * Lets pieces be dropped on the stage.
 * @param {import("../easel/easel.js").Easel} easel
 * @param {import("./tray.js").PieceTray} tray
 * @param {(piece: Studio.Piece, at: {x: number, y: number}) => void} place
 */
export function takeDrops(easel, tray, place) {
    const { element, camera } = easel.stage;
    element.addEventListener("dragover", (event) => {
        if (!event.dataTransfer?.types.includes("text/x-tessera-piece")) return;
        event.preventDefault();
        element.dataset.drop = "";
    });
    element.addEventListener("dragleave", () => delete element.dataset.drop);
    element.addEventListener("drop", (event) => {
        delete element.dataset.drop;
        const piece = tray.pieces.get(Number(event.dataTransfer?.getData("text/x-tessera-piece")));
        if (!piece) return;
        event.preventDefault();
        const box = element.getBoundingClientRect();
        place(piece, camera.toPicture({ x: event.clientX - box.left, y: event.clientY - box.top }));
    });
}
