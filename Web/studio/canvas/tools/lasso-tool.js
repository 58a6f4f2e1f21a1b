// The lasso: a line drawn around something selects it. A drag inside lifts the ink off the paper, and what was lifted is
// moved by its middle, scaled by its corners, turned by the knob above it.

import { polygonArea } from "../area.js";
import { corners, cutInk, fromOwn, isOn, makeFloat, toOwn } from "../floats.js";
import { fillWithPaper } from "../pieces.js";
import { outline } from "./tool.js";

/** @typedef {import("./tool.js").ToolPoint} ToolPoint */
/** @typedef {import("../area.js").Point} Point */
/** @typedef {import("../floats.js").Float} Float */

const HANDLE = 7;
const KNOB = 26;

/**
 * @typedef {object} Grip what a drag does with a float
 * @property {"move" | "scale" | "turn"} kind
 * @property {Float} from
 * @property {ToolPoint} at
 * @property {import("../drawing.js").Act} act
 */

/**
 * @param {import("../drawing.js").Drawing} drawing
 * @param {{scale: () => number, onSelect: () => void}} page scale: of the camera
 */
export function lassoTool(drawing, { scale, onSelect }) {
    /** @type {Point[]} */
    let line = [];
    let isDrawing = false;
    /** @type {import("../area.js").Area | null} */
    let area = null;
    /** @type {number | null} */
    let chosen = null;
    /** @type {Grip | null} */
    let grip = null;

    const float = () => drawing.floats.find(({ id }) => id === chosen) ?? null;

    /** @param {Float} next @param {import("../drawing.js").Act} act */
    const replace = (next, act) => act.setFloats(drawing.floats.map((each) => (each.id === next.id ? next : each)));

    /**
     * Lifts the selected ink: paper stays in its place.
     * @param {import("../drawing.js").Act} act
     */
    function lift(act) {
        const cut = area && cutInk(drawing.raster, area, drawing.paper, drawing.ink);
        if (!area || !cut) return null;
        const { box } = cut;
        const lifted = makeFloat(cut.cutout, { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 });
        fillWithPaper(act, drawing, area);
        act.setFloats([...drawing.floats, lifted]);
        chosen = lifted.id;
        [line, area] = [[], null];
        onSelect();
        return lifted;
    }

    /** @param {ToolPoint} point @returns {{kind: Grip["kind"], from: Float} | null} */
    function gripAt(point) {
        const selected = float();
        if (selected) {
            const reach = HANDLE * 1.6 / scale();
            const knob = knobOf(selected, scale());
            if (Math.hypot(point.x - knob.x, point.y - knob.y) < reach) return { kind: "turn", from: selected };
            if (corners(selected).some((corner) => Math.hypot(point.x - corner.x, point.y - corner.y) < reach)) return { kind: "scale", from: selected };
        }
        const under = drawing.floats.slice().reverse().find((each) => isOn(each, point, 2));
        return under ? { kind: "move", from: under } : null;
    }

    /** @param {ToolPoint} point */
    function drag(point) {
        if (!grip) return;
        const { kind, from, at, act } = grip;
        if (kind === "move") {
            replace({ ...from, x: from.x + Math.round(point.x - at.x), y: from.y + Math.round(point.y - at.y) }, act);
        } else if (kind === "turn") {
            const turned = from.angle + Math.atan2(point.y - from.y, point.x - from.x) - Math.atan2(at.y - from.y, at.x - from.x);
            const step = Math.PI / 12;
            replace({ ...from, angle: point.shift ? Math.round(turned / step) * step : turned }, act);
        } else {
            const was = toOwn({ ...from, scaleX: 1, scaleY: 1 }, at);
            const is = toOwn({ ...from, scaleX: 1, scaleY: 1 }, point);
            const even = Math.max(0.05, Math.hypot(is.x, is.y) / Math.max(1, Math.hypot(was.x, was.y)));
            const [fx, fy] = point.shift ? [ratio(is.x, was.x), ratio(is.y, was.y)] : [even, even];
            replace({ ...from, scaleX: from.scaleX * fx, scaleY: from.scaleY * fy }, act);
        }
    }

    /** Forgets what is selected; what floats stays. */
    function forget() {
        [line, area, chosen, isDrawing] = [[], null, null, false];
        onSelect();
    }

    return {
        /** @param {ToolPoint} point */
        down(point) {
            const hold = gripAt(point);
            if (hold) {
                if (chosen !== hold.from.id) chosen = hold.from.id;
                grip = { ...hold, at: point, act: drawing.begin(hold.kind === "move" ? "Move" : hold.kind === "turn" ? "Turn" : "Scale") };
                onSelect();
            } else if (area && contains(area, point)) {
                const act = drawing.begin("Move");
                const from = lift(act);
                if (from) grip = { kind: "move", from, at: point, act };
                else act.cancel();
            } else {
                forget();
                isDrawing = true;
                line = [point];
            }
        },
        /** @param {ToolPoint} point */
        move(point) {
            if (grip) drag(point);
            else if (isDrawing && Math.hypot(point.x - line[line.length - 1].x, point.y - line[line.length - 1].y) * scale() > 2) line.push(point);
        },
        /** @param {ToolPoint} point */
        up(point) {
            if (grip) {
                drag(point);
                grip.act.commit();
                grip = null;
            } else if (isDrawing) {
                isDrawing = false;
                area = polygonArea(line, drawing.raster.box);
                if (!area) line = [];
                onSelect();
            }
        },
        cancel() {
            grip?.act.cancel();
            grip = null;
            if (isDrawing) forget();
        },
        hover() {},
        /** @type {import("./tool.js").Tool["draw"]} */
        draw(context, camera, colours) {
            outline(context, line.map((point) => camera.toView(point)), colours.accent, !isDrawing);
            const selected = float();
            if (selected) drawHandles(context, camera, colours, selected);
        },
        forget,
        /** Paper over the selection, or the chosen float away. */
        clear() {
            const selected = float();
            if (selected) {
                const act = drawing.begin("Take it away");
                act.setFloats(drawing.floats.filter((each) => each !== selected));
                act.commit();
            } else if (area) {
                const act = drawing.begin("Fill with paper");
                fillWithPaper(act, drawing, area);
                act.commit();
            }
            forget();
        },
        /**
         * By keys: moves, scales or turns what is selected, lifting it first.
         * @param {{dx?: number, dy?: number, factor?: number, angle?: number, mirror?: boolean}} by
         */
        nudge({ dx = 0, dy = 0, factor = 1, angle = 0, mirror = false }) {
            if (!float() && !area) return false;
            const act = drawing.begin(angle ? "Turn" : factor !== 1 ? "Scale" : mirror ? "Mirror" : "Move");
            const from = float() ?? lift(act);
            if (!from) {
                act.cancel();
                return false;
            }
            replace({ ...from, x: from.x + dx, y: from.y + dy, scaleX: from.scaleX * factor * (mirror ? -1 : 1), scaleY: from.scaleY * factor, angle: from.angle + angle }, act);
            act.commit();
            return true;
        },
        /** @param {number | null} id */
        choose(id) {
            forget();
            chosen = id;
            onSelect();
        },
        /**
         * The next float.
         * @param {1 | -1} step
         */
        next(step) {
            const { floats } = drawing;
            if (floats.length === 0) return;
            const here = floats.findIndex(({ id }) => id === chosen);
            chosen = floats[(here < 0 ? 0 : here + step + floats.length) % floats.length].id;
            onSelect();
        },
        get area() {
            return area;
        },
        get chosen() {
            return float();
        },
    };
}

/** @param {number} is @param {number} was */
function ratio(is, was) {
    if (Math.abs(was) < 1) return 1;
    const value = is / was;
    return Math.abs(value) < 0.05 ? 0.05 * Math.sign(value || 1) : value;
}

/** @param {import("../area.js").Area} area @param {Point} point */
function contains({ box, mask }, { x, y }) {
    const [px, py] = [Math.floor(x), Math.floor(y)];
    if (px < box.left || py < box.top || px >= box.right || py >= box.bottom) return false;
    return mask[(py - box.top) * (box.right - box.left) + px - box.left] === 1;
}

/** @param {Float} float @param {number} scale @returns {Point} */
function knobOf(float, scale) {
    const top = fromOwn({ ...float, scaleY: Math.abs(float.scaleY) }, 0, -float.cutout.height / 2);
    const lift = KNOB / scale;
    return { x: top.x + Math.sin(float.angle) * lift, y: top.y - Math.cos(float.angle) * lift };
}

/** @param {CanvasRenderingContext2D} context @param {import("../camera.js").Camera} camera @param {import("../stage.js").Colours} colours @param {Float} float */
function drawHandles(context, camera, colours, float) {
    const points = corners(float).map((point) => camera.toView(point));
    const knob = camera.toView(knobOf(float, camera.scale));
    const top = { x: (points[0].x + points[1].x) / 2, y: (points[0].y + points[1].y) / 2 };
    outline(context, [top, knob], colours.accent, false);
    outline(context, points, colours.accent);
    for (const [at, { x, y }] of [...points, knob].entries()) {
        context.beginPath();
        if (at < 4) context.rect(x - HANDLE / 2, y - HANDLE / 2, HANDLE, HANDLE);
        else context.arc(x, y, HANDLE / 1.6, 0, 2 * Math.PI);
        context.fillStyle = "#ffffff";
        context.fill();
        context.lineWidth = 1.5;
        context.strokeStyle = colours.accent;
        context.stroke();
    }
}
