// Writes PNG without loss, a grey picture as grey: the browser's own writer makes every picture RGBA, and what was one
// number a pixel would come back as four.

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** @type {Uint32Array | null} */
let table = null;

/**
 * @param {import("./raster.js").Raster} raster opaque
 * @returns {Promise<Blob>}
 */
export async function encodePNG(raster) {
    const grey = raster.isGrey;
    return writePNG(raster.width, raster.height, grey ? 0 : 2, samples(raster, grey), grey ? 1 : 3);
}

/** @param {import("./raster.js").Raster} raster @param {boolean} grey */
function samples({ words, data, width, height }, grey) {
    const bytes = new Uint8Array(width * height * (grey ? 1 : 3));
    for (let at = 0, to = 0; at < words.length; at++) {
        if (grey) {
            bytes[to++] = data[at * 4];
        } else {
            bytes[to++] = data[at * 4];
            bytes[to++] = data[at * 4 + 1];
            bytes[to++] = data[at * 4 + 2];
        }
    }
    return bytes;
}

/**
 * @param {number} width @param {number} height @param {number} kind of colour as PNG numbers them
 * @param {Uint8Array} bytes @param {number} step bytes a pixel
 */
async function writePNG(width, height, kind, bytes, step) {
    const header = new Uint8Array(13);
    const view = new DataView(header.buffer);
    view.setUint32(0, width);
    view.setUint32(4, height);
    header[8] = 8;
    header[9] = kind;
    const packed = await deflate(filtered(bytes, width * step, height));
    return new Blob([new Uint8Array(SIGNATURE), chunk("IHDR", header), chunk("IDAT", packed), chunk("IEND", new Uint8Array(0))], { type: "image/png" });
}

/**
 * Every row as the difference to the one above, which makes paper zeros; the first as it is.
 * @param {Uint8Array} bytes @param {number} stride @param {number} height
 */
function filtered(bytes, stride, height) {
    const out = new Uint8Array((stride + 1) * height);
    for (let y = 0; y < height; y++) {
        const to = y * (stride + 1);
        const from = y * stride;
        out[to] = y === 0 ? 0 : 2;
        for (let x = 0; x < stride; x++) out[to + 1 + x] = y === 0 ? bytes[from + x] : bytes[from + x] - bytes[from + x - stride];
    }
    return out;
}

/** @param {Uint8Array} bytes */
async function deflate(bytes) {
    const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {string} name @param {Uint8Array} body */
function chunk(name, body) {
    const out = new Uint8Array(body.length + 12);
    const view = new DataView(out.buffer);
    view.setUint32(0, body.length);
    for (let at = 0; at < 4; at++) out[4 + at] = name.charCodeAt(at);
    out.set(body, 8);
    view.setUint32(body.length + 8, checksum(out.subarray(4, body.length + 8)));
    return out;
}

/** @param {Uint8Array} bytes CRC-32, as PNG wants it */
function checksum(bytes) {
    if (!table) {
        table = new Uint32Array(256);
        for (let n = 0; n < 256; n++) {
            let value = n;
            for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
            table[n] = value;
        }
    }
    let crc = 0xffffffff;
    for (let at = 0; at < bytes.length; at++) crc = table[(crc ^ bytes[at]) & 0xff] ^ (crc >>> 8);
    return (crc ^ 0xffffffff) >>> 0;
}
