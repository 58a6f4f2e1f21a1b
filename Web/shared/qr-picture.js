// A QR code as a picture on the page.

import { svg } from "./dom.js";
import { qrCode } from "./qr.js";

/** Light modules around it, without which readers do not find it. */
const QUIET = 4;

/** @param {string} text @param {string} words what it is, for who can't see it */
export function qrPicture(text, words) {
    const rows = qrCode(text);
    const side = rows.length + 2 * QUIET;
    const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : []))).join("");
    return svg("svg", { class: "qr", viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": words, "shape-rendering": "crispEdges", "data-text": text },
        svg("rect", { width: side, height: side, fill: "#ffffff" }), svg("path", { d: path, fill: "#000000" }));
}
