// Mouse, touch, pen and keys, as the same three words for a tool: down, move, up. One finger or the main button works, two
// fingers, the middle button or the space bar with a drag move the paper, the wheel zooms.

import { onTool } from "./tools/tool.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./tools/tool.js").Tool} Tool */
/** @typedef {import("./tools/tool.js").ToolPoint} ToolPoint */

/**
 * @param {Stage} stage
 * @param {() => Tool | null} tool null while there is nothing to work on
 */
export function listenToPointer(stage, tool) {
    const { element, camera } = stage;
    /** @type {Map<number, {x: number, y: number}>} pointers that are down, in pixels of the view */
    const down = new Map();
    /** @type {number | null} the pointer that the tool follows */
    let working = null;
    let panning = false;
    let spaceHeld = false;

    /** @param {PointerEvent} event @returns {ToolPoint} */
    const pointOf = (event) => {
        const place = placeOf(event);
        const { x, y } = camera.toPicture(place);
        return { x, y, pressure: event.pressure || 0.5, pointer: event.pointerType, shift: event.shiftKey, alt: event.altKey };
    };
    /** @param {PointerEvent} event */
    const placeOf = (event) => {
        const box = element.getBoundingClientRect();
        return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const stopWorking = () => {
        if (working !== null) tool()?.cancel();
        working = null;
    };

    element.addEventListener("pointerdown", (event) => {
        element.focus({ preventScroll: true });
        element.setPointerCapture(event.pointerId);
        down.set(event.pointerId, placeOf(event));
        event.preventDefault();
        if (down.size > 1) {
            // A second finger means that the first wanted to move the paper, too.
            stopWorking();
            panning = true;
        } else if (event.button === 1 || event.button === 2 || spaceHeld) {
            panning = true;
        } else if (event.button === 0 && tool()) {
            working = event.pointerId;
            onTool(tool(), "down", pointOf(event));
        }
        stage.invalidate();
    });
    element.addEventListener("pointermove", (event) => {
        const before = down.get(event.pointerId);
        if (panning && before) {
            moveView(event.pointerId, before, placeOf(event));
        } else if (working === event.pointerId) {
            const parts = event.getCoalescedEvents?.() ?? [];
            for (const part of parts.length > 0 ? parts : [event]) onTool(tool(), "move", pointOf(part));
        } else if (working === null) {
            tool()?.hover(pointOf(event));
        }
        stage.invalidate();
    });
    /** @param {PointerEvent} event */
    const lift = (event) => {
        down.delete(event.pointerId);
        if (working === event.pointerId) {
            working = null;
            if (event.type === "pointercancel") tool()?.cancel();
            else onTool(tool(), "up", pointOf(event));
        }
        if (down.size === 0) panning = false;
        stage.invalidate();
    };
    element.addEventListener("pointerup", lift);
    element.addEventListener("pointercancel", lift);
    element.addEventListener("pointerleave", () => {
        if (working !== null) return;
        tool()?.hover(null);
        stage.invalidate();
    });
    element.addEventListener("contextmenu", (event) => event.preventDefault());
    element.addEventListener("wheel", (event) => {
        event.preventDefault();
        const box = element.getBoundingClientRect();
        if (event.shiftKey) camera.pan(-event.deltaY, 0);
        else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) camera.pan(-event.deltaX, 0);
        else camera.zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0015)), { x: event.clientX - box.left, y: event.clientY - box.top });
        stage.invalidate();
    }, { passive: false });
    document.addEventListener("keydown", (event) => {
        if (event.key !== " " || document.activeElement !== element) return;
        event.preventDefault();
        spaceHeld = true;
    });
    document.addEventListener("keyup", (event) => {
        if (event.key === " ") spaceHeld = false;
    });

    /**
     * @param {number} id @param {{x: number, y: number}} before @param {{x: number, y: number}} now
     */
    function moveView(id, before, now) {
        const other = [...down].find(([each]) => each !== id)?.[1];
        if (other) {
            const [was, is] = [Math.hypot(before.x - other.x, before.y - other.y), Math.hypot(now.x - other.x, now.y - other.y)];
            if (was > 0) camera.zoom(is / was, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
            camera.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
        } else {
            camera.pan(now.x - before.x, now.y - before.y);
        }
        down.set(id, now);
    }

    return {
        /** Whether the tool is at work. */
        get isWorking() {
            return working !== null;
        },
        stopWorking,
    };
}
