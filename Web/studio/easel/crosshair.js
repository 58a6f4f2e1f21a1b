// The canvas by keys: a crosshair that the arrows move and that Enter presses down and lifts, with any tool.

/** @typedef {import("../canvas/tools/tool.js").ToolPoint} ToolPoint */

export class Crosshair {
    /** @param {import("./easel.js").Easel} easel */
    constructor(easel) {
        this.easel = easel;
        this.x = 0;
        this.y = 0;
        this.isShown = false;
        this.isDown = false;
        easel.stage.element.addEventListener("pointermove", () => this.hide());
        easel.stage.element.addEventListener("blur", () => this.hide());
    }

    reset() {
        const raster = this.easel.drawing?.raster;
        this.x = (raster?.width ?? 0) / 2;
        this.y = (raster?.height ?? 0) / 2;
        this.isShown = false;
        this.isDown = false;
    }

    hide() {
        this.lift();
        this.isShown = false;
    }

    /** @returns {ToolPoint} */
    get point() {
        return { x: this.x, y: this.y, pressure: 0.5, pointer: "keys", shift: false, alt: false };
    }

    /** @param {number} dx @param {number} dy in steps @param {boolean} far */
    move(dx, dy, far) {
        const { stage, drawing, tool } = this.easel;
        if (!drawing) return;
        // A step is about the same on the screen, whatever the zoom; when close, one pixel.
        const step = Math.max(1, Math.round((far ? 40 : 6) / stage.camera.scale));
        this.x = Math.min(drawing.raster.width, Math.max(0, this.x + dx * step));
        this.y = Math.min(drawing.raster.height, Math.max(0, this.y + dy * step));
        this.isShown = true;
        if (this.isDown) tool?.move(this.point);
        else tool?.hover(this.point);
        this.easel.announce(`${Math.round(this.x)}, ${Math.round(this.y)}`);
        stage.invalidate();
    }

    press() {
        const { tool, stage } = this.easel;
        if (!tool) return;
        this.isShown = true;
        if (this.isDown) this.lift();
        else {
            this.isDown = true;
            tool.down(this.point);
            this.easel.announce("Tool down");
        }
        stage.invalidate();
    }

    lift() {
        if (!this.isDown) return;
        this.isDown = false;
        this.easel.tool?.up(this.point);
        this.easel.announce("Tool up");
    }

    /** @param {CanvasRenderingContext2D} context @param {import("../canvas/camera.js").Camera} camera @param {import("../canvas/stage.js").Colours} colours */
    draw(context, camera, colours) {
        if (!this.isShown) return;
        const { x, y } = camera.toView(this);
        for (const [width, colour] of /** @type {const} */ ([[4, "rgb(255 255 255 / 0.85)"], [1.5, colours.accent]])) {
            context.beginPath();
            for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
                context.moveTo(x + dx * 4, y + dy * 4);
                context.lineTo(x + dx * 14, y + dy * 14);
            }
            context.lineWidth = width;
            context.strokeStyle = colour;
            context.stroke();
        }
    }
}
