// Where on the screen the picture lies: a pixel of the picture is `scale` pixels of the screen.

const MOST = 64;

/** @typedef {import("./area.js").Point} Point */

export class Camera {
    constructor() {
        this.scale = 1;
        this.x = 0;
        this.y = 0;
        this.view = { width: 1, height: 1 };
        this.picture = { width: 1, height: 1 };
        /** Whether it was left as it was fitted: then it is fitted again when the view changes. */
        this.isFitted = true;
    }

    /** All of the picture, in the middle. */
    fit() {
        const { view, picture } = this;
        const margin = Math.min(48, view.width / 10, view.height / 10);
        this.scale = Math.min(MOST / 2, (view.width - margin) / picture.width, (view.height - margin) / picture.height);
        this.x = (view.width - picture.width * this.scale) / 2;
        this.y = (view.height - picture.height * this.scale) / 2;
        this.isFitted = true;
    }

    /** @param {number} width @param {number} height of the view */
    resize(width, height) {
        if (width < 1 || height < 1) return;
        const middle = this.toPicture({ x: this.view.width / 2, y: this.view.height / 2 });
        this.view = { width, height };
        if (this.isFitted) this.fit();
        else this.centre(middle);
    }

    /** @param {Point} point of the picture, to the middle of the view */
    centre(point) {
        this.x = this.view.width / 2 - point.x * this.scale;
        this.y = this.view.height / 2 - point.y * this.scale;
    }

    /** @param {number} factor @param {Point} about of the view, which stays where it is */
    zoom(factor, about = { x: this.view.width / 2, y: this.view.height / 2 }) {
        const { view, picture } = this;
        const least = Math.min(1, view.width / picture.width, view.height / picture.height) / 4;
        const next = Math.min(MOST, Math.max(least, this.scale * factor));
        const fixed = this.toPicture(about);
        this.scale = next;
        this.x = about.x - fixed.x * next;
        this.y = about.y - fixed.y * next;
        this.isFitted = false;
        this.keepInSight();
    }

    /** @param {number} dx @param {number} dy of the screen */
    pan(dx, dy) {
        this.x += dx;
        this.y += dy;
        this.isFitted = false;
        this.keepInSight();
    }

    /** Some of the picture stays to be seen, whatever happens. */
    keepInSight() {
        const { view, picture, scale } = this;
        const rest = 40;
        this.x = Math.min(view.width - rest, Math.max(rest - picture.width * scale, this.x));
        this.y = Math.min(view.height - rest, Math.max(rest - picture.height * scale, this.y));
    }

    /** @param {Point} point of the view @returns {Point} */
    toPicture({ x, y }) {
        return { x: (x - this.x) / this.scale, y: (y - this.y) / this.scale };
    }

    /** @param {Point} point of the picture @returns {Point} */
    toView({ x, y }) {
        return { x: x * this.scale + this.x, y: y * this.scale + this.y };
    }
}
