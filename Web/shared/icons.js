// The few line icons of the pages, drawn here on a 16 × 16 grid.

import { svg } from "./dom.js";

const PATHS = {
    undo: "M5.5 3 2.5 6l3 3M3 6h6.5a4 4 0 0 1 0 8H7",
    redo: "M10.5 3l3 3-3 3M13 6H6.5a4 4 0 0 0 0 8H9",
    close: "M4 4l8 8M12 4l-8 8",
    check: "M3 8.5 6.5 12 13 4.5",
    down: "M4 6l4 4 4-4",
    up: "M4 10l4-4 4 4",
    left: "M10 4 6 8l4 4",
    right: "M6 4l4 4-4 4",
    sun: "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1",
    moon: "M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7",
    screen: "M2 3.5h12v8H2zM6 14h4",
    search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5 14 14",
    filter: "M2 3.5h12L9.5 8.5v4l-3 1v-5z",
    trash: "M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9M7 7v4M9 7v4",
    restore: "M3 8a5 5 0 1 1 1.5 3.5M3 4v4h4",
    tag: "M2.5 2.5h5l6 6-5 5-6-6zM5.4 5.4h.01",
    download: "M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11",
    more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
    keyboard: "M1.5 4h13v8h-13zM4 6.5h.01M6.7 6.5h.01M9.3 6.5h.01M12 6.5h.01M5 9.5h6",
    map: "M3 11.5h.01M6 5h.01M7.5 8h.01M10 4h.01M12.5 6.5h.01M10.5 11h.01M13 12.5h.01M4.5 8.2h.01",
    rows: "M2 3.5h12M2 8h12M2 12.5h12",
    user: "M8 2.5a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2M3 14c.4-3 2.3-4.5 5-4.5s4.6 1.5 5 4.5",
    open: "M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13 3 7.5 8.5",
    plus: "M8 3v10M3 8h10",
    pen: "M2.5 13.5 3.5 10 11 2.5l2.5 2.5L6 12.5zM9.5 4 12 6.5",
    eraser: "M6 13.5 2.5 10l7-7L13.5 7l-6.5 6.5zM5.5 7 9.5 11M6 13.5h7.5",
    lasso: "M8 2.5c3.3 0 6 1.8 6 4s-2.7 4-6 4-6-1.8-6-4 2.7-4 6-4M4.5 9.5c-1 1-.5 2.5.8 2.5s1.7 1 1 2.2",
    piece: "M3 13 9.5 6.5M8.5 5.5l2 2M11.5 1.5v3M10 3h3M13.5 7.5v2M12.5 8.5h2M6 2.5v2M5 3.5h2",
    compare: "M8 2v12M6 3.5H2.5v9H6M10 3.5h3.5v9H10",
    fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
    tray: "M2.5 9l2-5.5h7l2 5.5v4h-11zM2.5 9h3.5l1 1.5h2L10 9h3.5",
    sheets: "M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z",
    activity: "M1.5 8.5h3l2-5 3 9 2-4h3",
};

/** @typedef {keyof typeof PATHS} IconName */

/**
 * An icon that only decorates: whatever it stands in must say its name itself.
 * @param {IconName} name
 */
export function icon(name) {
    const dots = name === "map" || name === "more";
    return svg(
        "svg",
        { viewBox: "0 0 16 16", width: 16, height: 16, fill: "none", stroke: "currentColor", "stroke-width": dots ? 2.2 : 1.5,
            "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true", focusable: "false" },
        svg("path", { d: PATHS[name] }),
    );
}
