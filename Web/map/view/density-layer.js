// Where points lie over each other by the hundred, a dot hides dots. So a crowd is added up first, colours and how many, in
// a picture of floating-point numbers, and then toned: the colour of a pixel is the mean of its points, its strength the
// logarithm of how many they are. A million points show their structure, and a point alone is still seen.

import { cardProgram } from "./graphics-card.js";

const toneVertex = `#version 300 es
void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0;
    gl_Position = vec4(corner, 0.0, 1.0);
}`;

const toneFragment = `#version 300 es
precision highp float;
uniform sampler2D sums;
uniform vec3 paper;
uniform float peak;          // points over each other where the crowd is thickest
uniform float share;         // how strongly all of it is drawn
out vec4 result;

void main() {
    vec4 sum = texelFetch(sums, ivec2(gl_FragCoord.xy), 0);
    if (sum.a < 0.004) discard;
    vec3 rgb = sum.rgb / sum.a;
    float thick = clamp(log(1.0 + sum.a) / log(1.0 + max(peak, 2.0)), 0.0, 1.0);
    // The thickest parts go on beyond the full colour, away from the paper.
    vec3 beyond = vec3(1.0 - step(0.5, dot(paper, vec3(0.3, 0.6, 0.1))));
    rgb = mix(rgb, beyond, 0.4 * smoothstep(0.65, 1.0, thick));
    float alpha = min(sum.a, 1.0) * (0.3 + 0.7 * smoothstep(0.0, 0.7, thick)) * share;
    result = vec4(rgb * alpha, alpha);
}`;

/**
 * Where the card can add up floating-point numbers; else null, and a crowd is drawn as dots like everything.
 * @param {WebGL2RenderingContext} gl
 */
export function densityLayer(gl) {
    return gl.getExtension("EXT_color_buffer_float") || gl.getExtension("EXT_color_buffer_half_float") ? new DensityLayer(gl) : null;
}

export class DensityLayer {
    /** @param {WebGL2RenderingContext} gl */
    constructor(gl) {
        this.gl = gl;
        this.tone = cardProgram(gl, toneVertex, toneFragment);
        this.layout = gl.createVertexArray();
        this.frame = gl.createFramebuffer();
        /** @type {WebGLTexture | null} */
        this.sums = null;
        this.size = { width: 0, height: 0 };
    }

    /** What is drawn from now on is added up, until `show`. */
    begin() {
        const { gl } = this;
        this.fit(gl.drawingBufferWidth, gl.drawingBufferHeight);
        gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame);
        gl.clearColor(0, 0, 0, 0);
        gl.clear(gl.COLOR_BUFFER_BIT);
        gl.blendFunc(gl.ONE, gl.ONE);
    }

    /**
     * Draws what was added up.
     * @param {{unit: number, paper: number[], peak: number, share: number}} options unit: a texture unit that is free
     */
    show({ unit, paper, peak, share }) {
        const { gl } = this;
        gl.bindFramebuffer(gl.FRAMEBUFFER, null);
        gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
        gl.useProgram(this.tone.program);
        gl.bindVertexArray(this.layout);
        gl.activeTexture(gl.TEXTURE0 + unit);
        gl.bindTexture(gl.TEXTURE_2D, this.sums);
        this.tone.set("sums", "1i", unit);
        this.tone.set("paper", "3f", ...paper);
        this.tone.set("peak", "1f", peak);
        this.tone.set("share", "1f", share);
        gl.drawArrays(gl.TRIANGLES, 0, 3);
    }

    /** @param {number} width @param {number} height device pixels */
    fit(width, height) {
        if (this.size.width === width && this.size.height === height) return;
        const { gl } = this;
        this.size = { width, height };
        gl.deleteTexture(this.sums);
        this.sums = gl.createTexture();
        gl.bindTexture(gl.TEXTURE_2D, this.sums);
        gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA16F, width, height);
        gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame);
        gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.sums, 0);
        gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    }
}
