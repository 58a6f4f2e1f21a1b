// The few calls of WebGL2 that take many lines, in few.

/** @typedef {"1i" | "1f" | "2f" | "3f"} UniformType */

/**
 * @param {WebGL2RenderingContext} gl
 * @param {string} vertex
 * @param {string} fragment
 * @returns {{program: WebGLProgram, set: (name: string, type: UniformType, ...values: number[]) => void}}
 */
export function cardProgram(gl, vertex, fragment) {
    const program = gl.createProgram();
    if (!program) throw new Error("The graphics card takes no program. Reload the page.");
    for (const [type, source] of /** @type {[number, string][]} */ ([[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]])) {
        const shader = gl.createShader(type);
        if (!shader) throw new Error("The graphics card takes no program. Reload the page.");
        gl.shaderSource(shader, source);
        gl.compileShader(shader);
        gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
        const shaders = gl.getAttachedShaders(program) ?? [];
        throw new Error([gl.getProgramInfoLog(program), ...shaders.map((shader) => gl.getShaderInfoLog(shader))].join("\n"));
    }
    /** @type {Map<string, WebGLUniformLocation | null>} */
    const places = new Map();
    /** @type {(name: string, type: UniformType, ...values: number[]) => void} */
    const set = (name, type, ...values) => {
        if (!places.has(name)) places.set(name, gl.getUniformLocation(program, name));
        const place = places.get(name) ?? null;
        const [a, b, c] = values;
        if (type === "1i") gl.uniform1i(place, a);
        else if (type === "1f") gl.uniform1f(place, a);
        else if (type === "2f") gl.uniform2f(place, a, b);
        else gl.uniform3f(place, a, b, c);
    };
    return { program, set };
}

/** Points in a line of a data texture: what every card takes. */
export const dataLine = 2048;

/**
 * A texture with one entry a point, which the vertex shader reads by the point's number. Drawing so, rather than by
 * instances of four corners each, is one stream of vertices: much quicker where the graphics card is software.
 * @param {WebGL2RenderingContext} gl
 * @param {number} count
 * @param {"position" | "word" | "byte"} kind two floats, 16 bits, or 8 bits
 */
export function dataTexture(gl, count, kind) {
    const texture = pixelTexture(gl);
    const [inside, format, type] = {
        position: [gl.RG32F, gl.RG, gl.FLOAT], word: [gl.R16UI, gl.RED_INTEGER, gl.UNSIGNED_SHORT], byte: [gl.R8UI, gl.RED_INTEGER, gl.UNSIGNED_BYTE],
    }[kind];
    const size = kind === "position" ? 2 : 1;
    gl.texImage2D(gl.TEXTURE_2D, 0, inside, dataLine, Math.max(1, Math.ceil(count / dataLine)), 0, format, type, null);
    return {
        texture,
        /**
         * @param {Uint8Array | Uint16Array | Float32Array} values all of them
         * @param {number} [from] only what changed: the first, and the one after the last
         * @param {number} [to]
         */
        write(values, from = 0, to = count) {
            if (to <= from) return;
            gl.bindTexture(gl.TEXTURE_2D, texture);
            gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
            const first = Math.floor(from / dataLine);
            const whole = Math.floor(count / dataLine);
            const last = Math.min(Math.ceil(to / dataLine), whole);
            if (last > first) gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, first, dataLine, last - first, format, type, values.subarray(first * dataLine * size, last * dataLine * size));
            const rest = count - whole * dataLine;
            if (rest > 0 && to > whole * dataLine) gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, whole, rest, 1, format, type, values.subarray(whole * dataLine * size));
        },
    };
}

/**
 * A texture that is read pixel by pixel.
 * @param {WebGL2RenderingContext} gl
 */
export function pixelTexture(gl) {
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 1, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
    for (const name of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, name, gl.CLAMP_TO_EDGE);
    return texture;
}
