// The stroke eraser: the piece under the pointer shows itself, a click takes it away. With Shift pieces are gathered first,
// to be taken away or kept as one.

import { makeCutout } from "../floats.js";
import { fillWithPaper } from "../pieces.js";

/** @typedef {import("../area.js").Area} Area */

/**
 * @param {import("../drawing.js").Drawing} drawing
 * @param {import("../pieces.js").Pieces} pieces
 * @param {{reach: () => number, onGather: () => void}} page reach: of the pointer, in pixels of the picture
 */
export function pieceTool(drawing, pieces, { reach, onGather }) {
    let pointed = 0;
    /** @type {Set<number>} */
    const gathered = new Set();
    /** @type {{key: string, area: Area | null, canvas: HTMLCanvasElement | null}} the tint, kept while it shows the same */
    let tint = { key: "", area: null, canvas: null };

    const wanted = () => (gathered.size > 0 ? [...new Set([...gathered, ...(pointed ? [pointed] : [])])] : pointed ? [pointed] : []);

    function takeAway() {
        const labels = gathered.size > 0 ? [...gathered] : wanted();
        const area = pieces.area(labels);
        if (!area) return;
        const act = drawing.begin(labels.length === 1 ? "Take a piece away" : "Take pieces away");
        fillWithPaper(act, drawing, area);
        act.commit();
        pieces.forget(labels, area);
        forget();
    }

    function forget() {
        gathered.clear();
        pointed = 0;
        onGather();
    }

    /** @param {boolean} isDanger @param {import("../stage.js").Colours} colours */
    function tinted(isDanger, colours) {
        const key = `${pieces.drawing.generation} ${wanted().join(",")} ${isDanger} ${colours.danger}`;
        if (key === tint.key) return tint;
        const area = pieces.area(wanted());
        tint = { key, area, canvas: area ? tintOf(area, isDanger ? colours.danger : colours.accent) : null };
        return tint;
    }

    return {
        /** @type {import("./tool.js").Tool["down"]} */
        down(point) {
            pointed = pieces.at(point.x, point.y, reach());
            if (!pointed) return;
            if (point.shift) {
                if (!gathered.delete(pointed)) gathered.add(pointed);
                onGather();
            } else if (gathered.size === 0 || gathered.has(pointed)) {
                takeAway();
            } else {
                forget();
            }
        },
        move() {},
        up() {},
        cancel() {},
        /** @type {import("./tool.js").Tool["hover"]} */
        hover(point) {
            pointed = point ? pieces.at(point.x, point.y, reach()) : 0;
        },
        /** @type {import("./tool.js").Tool["draw"]} */
        draw(context, camera, colours) {
            const { area, canvas } = tinted(gathered.size === 0, colours);
            if (!area || !canvas) return;
            const { x, y } = camera.toView({ x: area.box.left, y: area.box.top });
            context.imageSmoothingEnabled = false;
            context.drawImage(canvas, x, y, canvas.width * camera.scale, canvas.height * camera.scale);
        },
        takeAway,
        forget,
        /**
         * By keys: the next piece shows itself.
         * @param {1 | -1} step @returns {import("../components.js").Component | null}
         */
        next(step) {
            const list = pieces.list();
            if (list.length === 0) return null;
            const here = list.findIndex(({ label }) => label === pointed);
            const next = list[(here < 0 ? (step > 0 ? 0 : list.length - 1) : here + step + list.length) % list.length];
            pointed = next.label;
            onGather();
            return next;
        },
        gather() {
            if (!pointed) return;
            if (!gathered.delete(pointed)) gathered.add(pointed);
            onGather();
        },
        /** Labels of what is pointed at or gathered. */
        get labels() {
            return wanted();
        },
        /** The area that is pointed at or gathered. */
        area: () => pieces.area(wanted()),
        get gathered() {
            return gathered.size;
        },
    };
}

/** @param {Area} area @param {string} colour such as "rgb(1, 2, 3)" */
function tintOf({ box, mask }, colour) {
    const [red, green, blue] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    const data = new Uint8ClampedArray(mask.length * 4);
    for (let at = 0; at < mask.length; at++) if (mask[at]) data.set([red, green, blue, 175], at * 4);
    return makeCutout(box.right - box.left, box.bottom - box.top, data).canvas;
}
