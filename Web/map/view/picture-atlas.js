// Thumbnails side by side in one texture of the graphics card. A place that is needed is taken from the
// picture that was longest not seen; a row's place is told by `places`, which the renderer uploads.

/** No place: the point is drawn as its class until its picture has come. */
export const noPlace = 0xffff;

/** Tiles come as they are needed; a picture of any shape has to be fitted into one first. */
const uploadsPerFrame = { tiles: 40, fitted: 12 };

export class PictureAtlas {
    /**
     * @param {WebGL2RenderingContext} gl
     * @param {number} side of a picture in pixels
     * @param {number} rowCount
     */
    constructor(gl, side, rowCount) {
        this.gl = gl;
        this.side = side;
        // 2,304 small pictures or 1,024 of 128 pixels, where the card takes textures so large.
        const largest = /** @type {number} */ (gl.getParameter(gl.MAX_TEXTURE_SIZE));
        this.across = Math.min(side <= 64 ? 48 : 32, Math.floor(largest / side));
        this.rows = new Int32Array(this.across * this.across).fill(-1);
        this.lastSeen = new Float64Array(this.rows.length).fill(-1);
        this.places = new Uint16Array(rowCount).fill(noPlace);
        /** @type {import("../../shared/thumbnails.js").Arrived[]} not yet uploaded */
        this.arrived = [];
        this.frame = 0;
        this.changed = false;
        const texture = gl.createTexture();
        if (!texture) throw new Error("The graphics card has no room for pictures.");
        this.texture = texture;
        gl.bindTexture(gl.TEXTURE_2D, texture);
        gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, this.across * side, this.across * side);
        for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, name, gl.LINEAR);
        this.canvas = document.createElement("canvas");
        this.canvas.width = this.canvas.height = side;
    }

    get capacity() {
        return this.rows.length;
    }

    /** Marks what is seen now, and says which pictures are missing.
     * @param {ArrayLike<number>} rows the most wanted first @returns {number[]} */
    see(rows) {
        this.frame++;
        const missing = [];
        const waiting = new Set(this.arrived.map(({ row }) => row));
        for (let at = 0; at < Math.min(rows.length, this.capacity); at++) {
            const place = this.places[rows[at]];
            if (place !== noPlace) this.lastSeen[place] = this.frame;
            else if (!waiting.has(rows[at])) missing.push(rows[at]);
        }
        return missing;
    }

    /** @param {import("../../shared/thumbnails.js").Arrived[]} pictures */
    add(pictures) {
        this.arrived.push(...pictures);
    }

    /** Brings some of what has arrived to the card; few at a time, so that no frame stutters.
     * @returns {boolean} whether more is waiting */
    upload() {
        for (const arrived of this.arrived.splice(0, this.arrived[0]?.tile ? uploadsPerFrame.tiles : uploadsPerFrame.fitted)) {
            this.put(arrived);
            if (arrived.last) arrived.image.close();
        }
        return this.arrived.length > 0;
    }

    /** @param {import("../../shared/thumbnails.js").Arrived} arrived */
    put({ row, image, tile }) {
        const place = this.freePlace();
        if (this.rows[place] >= 0) this.places[this.rows[place]] = noPlace;
        this.rows[place] = row;
        this.lastSeen[place] = this.frame;
        this.places[row] = place;
        this.changed = true;
        const { gl, side, canvas } = this;
        gl.bindTexture(gl.TEXTURE_2D, this.texture);
        const [x, y] = [(place % this.across) * side, Math.floor(place / this.across) * side];
        if (!tile) {
            gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, gl.RGBA, gl.UNSIGNED_BYTE, fitted(image, canvas));
            return;
        }
        gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, tile.x);
        gl.pixelStorei(gl.UNPACK_SKIP_ROWS, tile.y);
        gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, side, side, gl.RGBA, gl.UNSIGNED_BYTE, image);
        gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, 0);
        gl.pixelStorei(gl.UNPACK_SKIP_ROWS, 0);
    }

    /** The place whose picture was longest not seen. */
    freePlace() {
        let place = 0;
        for (let other = 1; other < this.rows.length; other++) if (this.lastSeen[other] < this.lastSeen[place]) place = other;
        return place;
    }

    close() {
        for (const { image, last } of this.arrived) if (last) image.close();
        this.arrived = [];
        this.gl.deleteTexture(this.texture);
    }
}

/** The whole picture in the middle of a square, on white as paper is.
 * @param {ImageBitmap} picture @param {HTMLCanvasElement} canvas */
function fitted(picture, canvas) {
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("This browser can't draw pictures for the map.");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    const scale = Math.min(canvas.width / picture.width, canvas.height / picture.height);
    const [width, height] = [picture.width * scale, picture.height * scale];
    context.drawImage(picture, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
    return canvas;
}
