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

/**
 * A buffer with one entry a point, as the attribute of this number. Whole numbers stay whole.
 * @param {WebGL2RenderingContext} gl
 * @param {number} attribute
 * @param {Float32Array | Uint8Array | Uint16Array} values
 * @param {number} size numbers a point
 */
export function instanceBuffer(gl, attribute, values, size) {
    const buffer = gl.createBuffer();
    const type = values instanceof Float32Array ? gl.FLOAT : values instanceof Uint8Array ? gl.UNSIGNED_BYTE : gl.UNSIGNED_SHORT;
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, values, gl.DYNAMIC_DRAW);
    gl.enableVertexAttribArray(attribute);
    if (type === gl.FLOAT) gl.vertexAttribPointer(attribute, size, type, false, 0, 0);
    else gl.vertexAttribIPointer(attribute, size, type, 0, 0);
    gl.vertexAttribDivisor(attribute, 1);
    return {
        /** @param {Uint8Array | Uint16Array | Float32Array} changed all of it */
        write(changed) {
            gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
            gl.bufferSubData(gl.ARRAY_BUFFER, 0, changed);
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
