// The pen and the eraser: a stroke from press to release is one step.

import { BrushStroke, radiusFor } from "../brush.js";

/** @typedef {import("./tool.js").ToolPoint} ToolPoint */
/** @typedef {{size: number, byPressure: boolean}} BrushSettings size: diameter in pixels of the picture */

/**
 * @param {import("../drawing.js").Drawing} drawing
 * @param {"pen" | "eraser"} kind
 * @param {BrushSettings} settings read at each stroke
 * @returns {import("./tool.js").Tool}
 */
export function brushTool(drawing, kind, settings) {
    /** @type {{act: import("../drawing.js").Act, stroke: BrushStroke, last: ToolPoint, radius: number} | null} */
    let going = null;
    /** @type {ToolPoint | null} */
    let at = null;

    /** @param {ToolPoint} point */
    function extend(point) {
        at = point;
        if (!going) return;
        const radius = radiusFor(settings.size, point, settings.byPressure);
        going.act.changed(going.stroke.segment(going.last.x, going.last.y, going.radius, point.x, point.y, radius));
        going.last = point;
        going.radius = radius;
    }

    return {
        down(point) {
            const act = drawing.begin(kind === "pen" ? "Draw" : "Erase");
            const paint = kind === "pen" ? drawing.ink.word : drawing.paper;
            going = { act, stroke: new BrushStroke(drawing.raster, act.recorder, paint), last: point, radius: radiusFor(settings.size, point, settings.byPressure) };
            extend(point);
        },
        move: extend,
        up(point) {
            extend(point);
            going?.act.commit();
            going = null;
        },
        cancel() {
            going?.act.cancel();
            going = null;
        },
        hover(point) {
            at = point;
        },
        draw(context, camera, colours) {
            if (!at) return;
            const { x, y } = camera.toView(at);
            context.beginPath();
            context.arc(x, y, Math.max(1, (settings.size / 2) * camera.scale), 0, 2 * Math.PI);
            context.lineWidth = 3;
            context.strokeStyle = "rgb(255 255 255 / 0.85)";
            context.stroke();
            context.lineWidth = 1.25;
            context.strokeStyle = kind === "pen" ? colours.accent : colours.danger;
            context.stroke();
        },
    };
}
