// How big and as what the points are drawn, by how much room there is between them: dots when far, the class
// names when there is room to read them, the pictures themselves when near. All lengths are CSS pixels.

import { drawAs } from "./shaders.js";

/** @typedef {"auto" | "dot" | "glyph" | "picture"} DrawChoice */
/** @typedef {{mode: number, crowd: boolean, dot: number, glyph: number, picture: number}} Drawing crowd: dots are added up (density-layer.js) */

const roomForNames = 5.5;
const roomForPictures = 30;
const roomForDots = 1.8;
const crowdDot = 1.5;

/**
 * @param {DrawChoice} choice
 * @param {number} room between a point and the next on the screen, typically
 * @param {number} size the reader's factor, 1 as a rule
 * @returns {Drawing}
 */
export function drawingFor(choice, room, size) {
    const automatic = room * size < roomForNames ? drawAs.dot : room < roomForPictures ? drawAs.glyph : drawAs.picture;
    const mode = choice === "auto" ? automatic : drawAs[choice];
    const crowd = mode === drawAs.dot && room < roomForDots;
    return {
        mode, crowd,
        dot: (crowd ? crowdDot : between(room * 0.75, 2.5, 10)) * size,
        glyph: Math.round(between(7 + room * 0.5, 10.5, 20) * size),
        picture: Math.round(between(room * 0.86, 18, 112) * size),
    };
}

/** @param {number} value @param {number} least @param {number} most */
function between(value, least, most) {
    return Math.min(Math.max(value, least), most);
}
