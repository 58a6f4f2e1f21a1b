// Fingers, mouse and pen on the map, as what they mean: pan, zoom, draw an area, move or resize the window,
// hover, click. It knows nothing of points; positions are CSS pixels from the stage's corner.

/** @typedef {"window" | "lasso"} Tool */
/** @typedef {{x: number, y: number, add: boolean, take: boolean}} Place where, and with which keys */
/**
 * @typedef {object} GestureTarget
 * @property {() => Tool} tool
 * @property {() => boolean} panKey whether the key that makes every drag a pan is down
 * @property {(right: number, down: number) => void} pan
 * @property {(factor: number, x: number, y: number) => void} zoom
 * @property {(from: Place) => void} beginArea
 * @property {(from: Place, to: Place, path: number[]) => void} drawArea
 * @property {(right: number, down: number, handle: string) => void} changeWindow handle: "move", or sides as "ne"
 * @property {() => void} endDrag
 * @property {(at: Place, on: EventTarget | null) => void} click on: what was under the pointer when it went down
 * @property {(at: Place | null, on?: EventTarget | null) => void} hover
 */

const clickDistance = 4;
const wheelStep = 0.0016;

/** @typedef {{kind: "pan" | "area" | "change" | "pinch" | "maybe", handle: string, button: number}} Drag */

export class Gestures {
    /** @param {HTMLElement} stage @param {GestureTarget} target */
    constructor(stage, target) {
        this.stage = stage;
        this.target = target;
        /** @type {Map<number, Place>} */
        this.pointers = new Map();
        /** @type {Drag | null} */
        this.drag = null;
        /** @type {Place} */
        this.from = { x: 0, y: 0, add: false, take: false };
        /** @type {number[]} */
        this.path = [];
        /** @type {EventTarget | null} */
        this.on = null;
        stage.addEventListener("pointerdown", (event) => this.down(event));
        stage.addEventListener("pointermove", (event) => this.move(event));
        stage.addEventListener("pointerup", (event) => this.up(event, true));
        stage.addEventListener("pointercancel", (event) => this.up(event, false));
        stage.addEventListener("pointerleave", () => this.target.hover(null));
        stage.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
        stage.addEventListener("contextmenu", (event) => event.preventDefault());
        stage.addEventListener("auxclick", (event) => event.preventDefault());
    }

    /** @param {MouseEvent} event @returns {Place} */
    place(event) {
        const box = this.stage.getBoundingClientRect();
        return { x: event.clientX - box.left, y: event.clientY - box.top, add: event.shiftKey, take: event.altKey };
    }

    /** @param {PointerEvent} event */
    down(event) {
        if (event.button > 2) return;
        const at = this.place(event);
        this.stage.setPointerCapture(event.pointerId);
        this.pointers.set(event.pointerId, at);
        this.target.hover(null);
        if (this.pointers.size > 1) {
            this.drag = { kind: "pinch", handle: "", button: 0 };
            return;
        }
        if (event.button === 1) event.preventDefault();
        const handle = event.target instanceof HTMLElement ? event.target.dataset.handle ?? "" : "";
        const panning = event.button > 0 || this.target.panKey();
        const changing = handle !== "" && !at.add && !at.take;
        this.from = at;
        this.on = event.target;
        this.path = [at.x, at.y];
        this.drag = { kind: panning ? "pan" : changing ? "change" : "maybe", handle, button: event.button };
    }

    /** @param {PointerEvent} event */
    move(event) {
        const at = this.place(event);
        const before = this.pointers.get(event.pointerId);
        if (!this.drag || !before) {
            if (event.pointerType !== "touch") this.target.hover(at, event.target);
            return;
        }
        this.pointers.set(event.pointerId, at);
        const [right, down] = [at.x - before.x, at.y - before.y];
        if (this.drag.kind === "maybe" && Math.hypot(at.x - this.from.x, at.y - this.from.y) >= clickDistance) {
            this.drag.kind = "area";
            this.target.beginArea(this.from);
        }
        if (this.drag.kind === "pinch") this.pinch(event.pointerId, before, at);
        else if (this.drag.kind === "pan") this.target.pan(right, down);
        else if (this.drag.kind === "change") this.target.changeWindow(right, down, this.drag.handle);
        else if (this.drag.kind === "area") {
            this.path.push(at.x, at.y);
            this.target.drawArea(this.from, at, this.path);
        }
    }

    /** @param {PointerEvent} event @param {boolean} done */
    up(event, done) {
        const at = this.pointers.get(event.pointerId);
        this.pointers.delete(event.pointerId);
        if (!this.drag || !at || this.pointers.size > 0) return;
        const { kind, button } = this.drag;
        this.drag = null;
        const near = Math.hypot(at.x - this.from.x, at.y - this.from.y) < clickDistance;
        if (done && button === 0 && near && (kind === "maybe" || kind === "change")) this.target.click(this.place(event), this.on);
        this.target.endDrag();
    }

    /** @param {number} id @param {Place} before @param {Place} now */
    pinch(id, before, now) {
        const other = [...this.pointers].find(([otherId]) => otherId !== id)?.[1];
        if (!other) return;
        const spread = Math.hypot(before.x - other.x, before.y - other.y);
        const spreadNow = Math.hypot(now.x - other.x, now.y - other.y);
        this.target.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
        if (spread > 10 && spreadNow > 10) this.target.zoom(spreadNow / spread, (now.x + other.x) / 2, (now.y + other.y) / 2);
    }

    /** @param {WheelEvent} event */
    wheel(event) {
        event.preventDefault();
        const { x, y } = this.place(event);
        const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
        // Two fingers on a touchpad move sideways too, and pinching comes with Ctrl; a wheel does neither.
        if (!event.ctrlKey && (event.deltaX !== 0 || event.shiftKey)) {
            this.target.pan(-event.deltaX * unit || -event.deltaY * unit * Number(event.shiftKey), event.shiftKey ? 0 : -event.deltaY * unit);
        } else {
            this.target.zoom(Math.exp(-event.deltaY * unit * wheelStep * (event.ctrlKey ? 6 : 1)), x, y);
        }
    }
}
