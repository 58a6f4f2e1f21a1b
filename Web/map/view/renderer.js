// Draws all points with one call (two while something is selected, so that it lies on top) of WebGL2; a crowd by way of the
// density layer.
// What does not change stays on the card; a pan or zoom is three numbers.

import { densityLayer } from "./density-layer.js";
import { drawGlyphs } from "./glyph-atlas.js";
import { cardProgram, dataTexture, pixelTexture } from "./graphics-card.js";
import { hexToBytes } from "./palette.js";
import { PictureAtlas } from "./picture-atlas.js";
import { drawAs, fragmentShader, vertexShader } from "./shaders.js";

/** @typedef {import("./points.js").Points} Points */
/** @typedef {import("./camera.js").Camera} Camera */
/** @typedef {import("./drawing.js").Drawing} Drawing */
/** @typedef {import("./colour-scale.js").ColourScale} ColourScale */

const unlabelledGlyph = "?";
const boxesAcross = 1024;
/** Behind the units that the points' shaders take. */
const crowdUnit = 10;

export class PointRenderer {
    /** @param {WebGL2RenderingContext} gl @param {Points} points */
    constructor(gl, points) {
        this.gl = gl;
        this.count = points.count;
        this.points = points;
        this.program = cardProgram(gl, vertexShader, fragmentShader);
        this.layout = gl.createVertexArray();
        this.positions = dataTexture(gl, points.count, "position");
        this.positions.write(points.positions);
        /** @type {ReturnType<typeof dataTexture> | null} where the points are going, while they are */
        this.towards = null;
        this.moved = 0;
        /** Points may be anywhere, not where the grid says. */
        this.allInView = false;
        this.labels = dataTexture(gl, points.count, "word");
        this.colours = dataTexture(gl, points.count, "byte");
        this.flags = dataTexture(gl, points.count, "byte");
        this.flags.write(points.flags);
        this.places = dataTexture(gl, points.count, "word");
        this.boxTexture = pixelTexture(gl);
        this.colourTexture = pixelTexture(gl);
        this.glyphTexture = pixelTexture(gl);
        /** @type {import("./glyph-atlas.js").GlyphAtlas | null} */
        this.glyphs = null;
        /** @type {PictureAtlas | null} */
        this.pictures = null;
        this.crowd = densityLayer(gl);
        this.family = getComputedStyle(document.body).fontFamily;
        /** @type {string[]} */
        this.names = [];
        this.paper = [1, 1, 1];
        this.setLabels();
    }

    /** The class of each point, after labels changed. */
    setLabels() {
        const column = this.points.column("label");
        const names = [...(column?.dictionary ?? []), unlabelledGlyph];
        const unlabelled = names.length - 1;
        const codes = new Uint16Array(this.count).fill(unlabelled);
        if (column) for (let row = 0; row < this.count; row++) codes[row] = Math.min(column.values[row], unlabelled);
        this.labels.write(codes);
        if (names.join("\n") !== this.names.join("\n")) this.glyphs = null;
        this.names = names;
    }

    /** @param {ColourScale} scale @param {number[]} paper the background, 0 to 1 */
    setColours(scale, paper) {
        const { gl } = this;
        const bytes = new Uint8Array(256 * 4).fill(255);
        scale.groups.forEach(({ colour }, code) => bytes.set(hexToBytes(colour), code * 4));
        gl.bindTexture(gl.TEXTURE_2D, this.colourTexture);
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 256, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
        this.colours.write(scale.codes);
        this.paper = paper;
    }

    /**
     * The points go from one layout to another.
     * @param {Float32Array} from @param {Float32Array} to
     */
    setWay(from, to) {
        this.towards ??= dataTexture(this.gl, this.count, "position");
        this.positions.write(from);
        this.towards.write(to);
    }

    /**
     * The points stay where they are.
     * @param {Float32Array} positions
     */
    setPlaces(positions) {
        this.positions.write(positions);
        this.gl.deleteTexture(this.towards?.texture ?? null);
        this.towards = null;
    }

    /** @param {number} from the first row that changed @param {number} to the one after the last */
    flagsChanged(from, to) {
        this.flags.write(this.points.flags, from, to);
    }

    /**
     * An atlas for pictures of this side; the one there is when it fits.
     * @param {number} side
     */
    pictureAtlas(side) {
        if (this.pictures?.side !== side) {
            this.pictures?.close();
            this.pictures = new PictureAtlas(this.gl, side, this.count);
            this.pictures.changed = true;
        }
        return this.pictures;
    }

    /**
     * @param {Camera} camera
     * @param {Drawing} drawing
     * @param {{ratio: number, faded: number, selected: boolean, still: boolean, stride: number}} options device pixels to a
     *   CSS pixel; what is left of the unselected; whether anything is selected; whether nothing moves just now; of how many
     *   points of a crowd one is drawn
     */
    draw(camera, drawing, { ratio, faded, selected, still, stride }) {
        const { gl } = this;
        if (drawing.mode !== drawAs.dot) this.useGlyphs(Math.round(drawing.glyph * ratio));
        if (this.pictures?.changed) {
            this.places.write(this.pictures.places);
            this.pictures.changed = false;
        }
        const [red, green, blue] = this.paper;
        gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
        gl.clearColor(red, green, blue, 1);
        gl.clear(gl.COLOR_BUFFER_BIT);
        gl.enable(gl.BLEND);
        gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
        const crowd = drawing.crowd ? this.crowd : null;
        for (let pass = 0; pass < (selected ? 2 : 1); pass++) {
            crowd?.begin();
            this.prepare(camera, drawing, { ratio, faded: selected && !crowd ? faded : 1, still });
            this.drawPass(camera, drawing, pass, crowd ? stride : 1);
            if (!crowd) continue;
            const area = (Math.PI / 4) * (drawing.dot * ratio) ** 2;
            const peak = (this.points.grid.thickest * area) / (camera.scale * ratio) ** 2;
            crowd.show({ unit: crowdUnit, paper: this.paper, peak, share: selected && pass === 0 ? faded : 1 });
        }
    }

    /**
     * All that the points' shaders need.
     * @param {Camera} camera @param {Drawing} drawing @param {{ratio: number, faded: number, still: boolean}} options
     */
    prepare(camera, drawing, { ratio, faded, still }) {
        const { gl } = this;
        gl.useProgram(this.program.program);
        gl.bindVertexArray(this.layout);
        const { set } = this.program;
        const { positions, labels, colours, flags, places } = this;
        /** @type {[string, WebGLTexture | null][]} */
        const textures = [
            ["positions", positions.texture], ["labels", labels.texture], ["colourCodes", colours.texture], ["flagBytes", flags.texture], ["places", places.texture],
            ["boxes", this.boxTexture], ["colours", this.colourTexture], ["glyphs", this.glyphTexture], ["pictures", this.pictures?.texture ?? this.glyphTexture],
            ["towards", this.towards?.texture ?? positions.texture],
        ];
        textures.forEach(([name, texture], unit) => {
            gl.activeTexture(gl.TEXTURE0 + unit);
            gl.bindTexture(gl.TEXTURE_2D, texture);
            set(name, "1i", unit);
        });
        gl.activeTexture(gl.TEXTURE0 + textures.length);
        const [red, green, blue] = this.paper;
        const glyphSize = Math.round(drawing.glyph * ratio);
        set("centre", "2f", camera.x, camera.y);
        set("scale", "1f", camera.scale * ratio);
        set("viewport", "2f", gl.drawingBufferWidth, gl.drawingBufferHeight);
        set("mode", "1i", this.modeOf(drawing));
        set("dotSize", "1f", drawing.dot * ratio);
        set("glyphScale", "1f", this.glyphs ? glyphSize / this.glyphs.size : 1);
        set("glyphTexture", "2f", this.glyphs?.canvas.width ?? 1, this.glyphs?.canvas.height ?? 1);
        set("pictureSize", "1f", drawing.picture * ratio);
        set("frame", "1f", Math.max(1, Math.round(1.5 * ratio)));
        set("pictureGrid", "2f", this.pictures?.across ?? 1, 1 / (this.pictures?.across ?? 1));
        set("paper", "3f", red, green, blue);
        set("faded", "1f", faded);
        set("snap", "1i", still ? 1 : 0);
        set("moved", "1f", this.towards ? this.moved : 0);
    }

    /** @param {Drawing} drawing */
    modeOf(drawing) {
        return drawing.mode === drawAs.picture && !this.pictures ? drawAs.glyph : drawing.mode;
    }

    /** @param {Camera} camera @param {Drawing} drawing @param {number} pass @param {number} stride */
    drawPass(camera, drawing, pass, stride) {
        const { gl } = this;
        this.program.set("pass", "1i", pass);
        // Near, only the stripe of the map that is seen; its points lie one after the other.
        const [, bottom, , top] = camera.bounds();
        const beyond = Math.max(drawing.picture, drawing.glyph, drawing.dot) / camera.scale;
        const [from, to] = this.allInView || this.towards ? [0, this.count] : this.points.grid.stripe(bottom - beyond, top + beyond);
        this.program.set("stride", "1i", stride);
        this.program.set("first", "1i", from);
        this.program.set("weight", "1f", stride);
        if (drawing.mode === drawAs.dot) gl.drawArrays(gl.POINTS, 0, Math.floor((to - from) / stride));
        else gl.drawArrays(gl.TRIANGLES, 6 * from, 6 * (to - from));
    }

    /** @param {number} size device pixels */
    useGlyphs(size) {
        if (this.glyphs?.size === size) return;
        const { gl } = this;
        this.glyphs = drawGlyphs(this.names, size, this.family);
        gl.bindTexture(gl.TEXTURE_2D, this.glyphTexture);
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, this.glyphs.canvas);
        for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, name, gl.LINEAR);
        const down = Math.ceil(this.names.length / boxesAcross);
        const boxes = new Float32Array(boxesAcross * down * 4);
        boxes.set(this.glyphs.boxes);
        gl.bindTexture(gl.TEXTURE_2D, this.boxTexture);
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, boxesAcross, down, 0, gl.RGBA, gl.FLOAT, boxes);
    }
}
