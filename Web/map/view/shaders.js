// What runs on the graphics card: a point's place and look come by its number from textures that hold the typed
// arrays; a vertex is all of a dot, or a corner of a name or a picture.

/** The ways to draw a point; the numbers are the shader's. */
export const drawAs = { dot: 0, glyph: 1, picture: 2 };

export const vertexShader = `#version 300 es
precision highp float;
precision highp int;
uniform sampler2D positions;  // one entry a point in each of these
uniform sampler2D towards;    // where the points are going
uniform float moved;         // how far they are, 0 to 1
uniform highp usampler2D labels;
uniform highp usampler2D colourCodes;
uniform highp usampler2D flagBytes;
uniform highp usampler2D places;
uniform vec2 centre;         // of the view, on the map
uniform float scale;         // device pixels to a unit of the map
uniform vec2 viewport;       // device pixels
uniform int mode;            // dot, glyph, picture
uniform int stride;          // of so many points one is drawn, for all of them
uniform int first;           // the first row
uniform int pass;            // 0: all but the selected, 1: the selected
uniform float dotSize;       // diameter, device pixels
uniform float glyphScale;    // size on the screen to size in the atlas
uniform float pictureSize;   // device pixels
uniform float frame;         // around a picture, device pixels
uniform vec2 pictureGrid;    // places across the atlas, side of a place in texture coordinates
uniform bool snap;           // to whole pixels: crisp letters when nothing moves
uniform sampler2D boxes;     // of the names in the glyph atlas
uniform sampler2D colours;
uniform vec2 glyphTexture;   // pixels
out vec2 uv;
out vec2 inside;             // -1 to 1 over the quad
flat out vec4 tint;
flat out int kind;
flat out uint state;
flat out vec2 halfSize;

const vec2 corners[6] = vec2[6](vec2(0, 0), vec2(1, 0), vec2(0, 1), vec2(0, 1), vec2(1, 0), vec2(1, 1));

void main() {
    // A dot is one vertex, everything else the six of two triangles.
    int row = mode == 0 ? first + gl_VertexID * stride : gl_VertexID / 6;
    ivec2 at = ivec2(row & 2047, row >> 11);
    uint flags = texelFetch(flagBytes, at, 0).r;
    state = flags;
    bool selected = (flags & 2u) != 0u;
    if ((flags & 1u) != 0u || selected != (pass == 1)) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
        gl_PointSize = 1.0;
        return;
    }
    vec2 corner = mode == 0 ? vec2(0.5) : corners[gl_VertexID % 6];
    uint label = texelFetch(labels, at, 0).r;
    uint colour = texelFetch(colourCodes, at, 0).r;
    uint place = mode == 2 ? texelFetch(places, at, 0).r : 65535u;
    vec2 position = texelFetch(positions, at, 0).rg;
    if (moved > 0.0) position = mix(position, texelFetch(towards, at, 0).rg, moved);
    inside = corner * 2.0 - 1.0;
    tint = texelFetch(colours, ivec2(int(colour), 0), 0);
    kind = mode == 2 && place == 65535u ? 1 : mode;
    vec2 size = vec2(dotSize * (selected ? 1.25 : 1.0) + 2.0);
    if (kind == 1) {
        vec4 box = texelFetch(boxes, ivec2(int(label) & 1023, int(label) >> 10), 0);
        size = box.zw * glyphScale;
        uv = (box.xy + corner * box.zw) / glyphTexture;
    } else if (kind == 2) {
        size = vec2(pictureSize + 2.0 * frame);
        vec2 tile = vec2(mod(float(place), pictureGrid.x), floor(float(place) / pictureGrid.x));
        vec2 beyond = (corner - 0.5) * (size / pictureSize) + 0.5;
        uv = (tile + beyond) * pictureGrid.y;
    }
    halfSize = size * 0.5;
    gl_PointSize = size.x;
    vec2 onScreen = (position - centre) * scale * vec2(1.0, -1.0) + viewport * 0.5;
    vec2 topLeft = onScreen - halfSize;
    if (snap) topLeft = floor(topLeft + 0.5);
    vec2 pixel = topLeft + corner * size;
    gl_Position = vec4(pixel / viewport * vec2(2.0, -2.0) + vec2(-1.0, 1.0), 0.0, 1.0);
}`;

export const fragmentShader = `#version 300 es
precision highp float;
precision highp int;
in vec2 uv;
in vec2 inside;
flat in vec4 tint;
flat in int kind;
flat in uint state;
flat in vec2 halfSize;
uniform sampler2D glyphs;
uniform sampler2D pictures;
uniform vec3 paper;          // the background
uniform float faded;         // how much of the unselected is left while something is selected
uniform float frame;
uniform float weight;        // a dot of a crowd stands for so many
out vec4 result;

void main() {
    vec3 rgb = tint.rgb;
    float alpha = 1.0;
    if (kind == 0) {
        float distance = length((gl_PointCoord * 2.0 - 1.0) * halfSize);
        float radius = halfSize.x - 1.0;
        alpha = clamp(radius + 0.5 - distance, 0.0, 1.0) * 0.9;
        if (radius > 2.5) rgb = mix(rgb, paper, 0.5 * clamp(distance - radius + 1.5, 0.0, 1.0));
    } else if (kind == 1) {
        vec2 ink = texture(glyphs, uv).rg;
        rgb = mix(paper, tint.rgb, ink.r);
        alpha = max(ink.r, ink.g * 0.8);
    } else {
        vec2 border = halfSize - abs(inside * halfSize);
        if (min(border.x, border.y) >= frame) rgb = texture(pictures, uv).rgb;
    }
    if ((state & 6u) == 0u) alpha *= faded;
    if (alpha < 0.01) discard;
    result = vec4(rgb * alpha, alpha) * weight;
}`;
