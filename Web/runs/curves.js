// The curves of a training: accuracy and loss over the epochs, of train and val. Small charts of our own in SVG.

import { el, fill, svg } from "../shared/dom.js";
import { percent } from "./words.js";

const width = 560;
const height = 220;
const edge = { left: 46, right: 12, top: 12, bottom: 28 };

/** @typedef {{name: string, split: "train" | "val", values: (number | undefined)[]}} Line */

/**
 * @param {Tessera.RunEpoch[]} epochs
 * @param {number} [best] the epoch whose weights were taken
 */
export function curves(epochs, best) {
    const folds = [...new Set(epochs.map((epoch) => epoch.fold))];
    const shown = folds.length > 1 ? epochs.filter((epoch) => epoch.fold === folds.at(-1)) : epochs;
    /** @param {keyof Tessera.RunEpoch} train @param {keyof Tessera.RunEpoch} val @returns {Line[]} */
    const lines = (train, val) => [
        { name: "train", split: "train", values: shown.map((epoch) => epoch[train]) },
        { name: "val", split: "val", values: shown.map((epoch) => epoch[val]) },
    ];
    return el("div", { class: "curves" },
        chart("Accuracy", shown, lines("trainAccuracy", "valAccuracy"), best, percent, true),
        chart("Loss", shown, lines("trainLoss", "valLoss"), best, (value) => (value === undefined ? "–" : value.toFixed(3)), false),
        el("details", { class: "curve-table" }, el("summary", { class: "small" }, "As a table"), table(shown)));
}

/**
 * @param {string} name
 * @param {Tessera.RunEpoch[]} epochs
 * @param {Line[]} lines
 * @param {number | undefined} best
 * @param {(value: number | undefined) => string} words
 * @param {boolean} isShare from 0 to 1, so that the axis ends there at the latest
 */
function chart(name, epochs, lines, best, words, isShare) {
    const values = /** @type {number[]} */ (lines.flatMap((line) => line.values).filter((value) => value !== undefined));
    const axis = scale(Math.min(...values), Math.max(...values), isShare);
    const last = Math.max(1, epochs.length - 1);
    const x = (/** @type {number} */ index) => edge.left + (index / last) * (width - edge.left - edge.right);
    const y = (/** @type {number} */ value) => edge.top + ((axis.high - value) / (axis.high - axis.low)) * (height - edge.top - edge.bottom);
    const reading = el("span", { class: "curve-reading small number" });
    const cursor = svg("line", { class: "curve-cursor", y1: edge.top, y2: height - edge.bottom, visibility: "hidden" });
    const bestIndex = best ? epochs.findIndex((epoch) => epoch.epoch === best) : -1;
    const drawn = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "curve", role: "img", "aria-label": summary(name, lines, words) },
        ...axis.ticks.flatMap((tick) => [
            svg("line", { class: "curve-grid", x1: edge.left, x2: width - edge.right, y1: y(tick), y2: y(tick) }),
            svg("text", { class: "curve-tick", x: edge.left - 6, y: y(tick) + 4, "text-anchor": "end" }, isShare ? `${Math.round(100 * tick)} %` : tick.toFixed(axis.digits)),
        ]),
        ...epochTicks(epochs).map((index) => svg("text", { class: "curve-tick", x: x(index), y: height - 8, "text-anchor": "middle" }, String(epochs[index].epoch))),
        bestIndex >= 0 ? svg("line", { class: "curve-best", x1: x(bestIndex), x2: x(bestIndex), y1: edge.top, y2: height - edge.bottom }) : null,
        ...lines.map((line) => svg("path", { class: `curve-line ${line.split}`, d: path(line.values, x, y) })),
        ...lines.flatMap((line) => (line.values.length > 1 ? [] : line.values.map((value, index) => value === undefined ? null : svg("circle", { class: `curve-dot ${line.split}`, cx: x(index), cy: y(/** @type {number} */ (value)), r: 3 })))),
        cursor);
    read(epochs.length - 1);

    /** @param {number} index */
    function read(index) {
        const epoch = epochs[index];
        if (!epoch) return;
        fill(reading, `epoch ${epoch.epoch}${epoch.epoch === best ? " (taken)" : ""}: `, ...lines.flatMap((line, place) => [place > 0 ? " · " : null,
            el("span", { class: `curve-name ${line.split}` }, line.name), ` ${words(line.values[index])}`]));
    }
    drawn.addEventListener("pointermove", (event) => {
        const box = drawn.getBoundingClientRect();
        const place = ((event.clientX - box.left) / box.width) * width;
        const index = Math.max(0, Math.min(epochs.length - 1, Math.round(((place - edge.left) / (width - edge.left - edge.right)) * last)));
        cursor.setAttribute("x1", String(x(index)));
        cursor.setAttribute("x2", String(x(index)));
        cursor.setAttribute("visibility", "visible");
        read(index);
    });
    drawn.addEventListener("pointerleave", () => {
        cursor.setAttribute("visibility", "hidden");
        read(epochs.length - 1);
    });
    return el("figure", { class: "curve-box" }, el("figcaption", {}, el("strong", {}, name), reading), drawn);
}

/**
 * @param {(number | undefined)[]} values @param {(index: number) => number} x @param {(value: number) => number} y
 */
function path(values, x, y) {
    let text = "";
    let isDrawing = false;
    values.forEach((value, index) => {
        if (value === undefined) {
            isDrawing = false;
            return;
        }
        text += `${isDrawing ? "L" : "M"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
        isDrawing = true;
    });
    return text;
}

/**
 * Round numbers around some values.
 * @param {number} low @param {number} high @param {boolean} isShare
 */
function scale(low, high, isShare) {
    if (!Number.isFinite(low) || !Number.isFinite(high)) [low, high] = [0, 1];
    if (high - low < 1e-9) [low, high] = [low - 0.05, high + 0.05];
    const raw = (high - low) / 4;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => each >= raw) ?? raw;
    const first = Math.floor(low / step) * step;
    const top = Math.ceil(high / step) * step;
    const [bottom, end] = isShare ? [Math.max(0, first), Math.min(1, top)] : [Math.max(0, first), top];
    /** @type {number[]} */
    const ticks = [];
    for (let tick = bottom; tick <= end + step * 1e-6; tick += step) ticks.push(tick);
    return { low: bottom, high: end, ticks, digits: Math.max(0, Math.ceil(-Math.log10(step) + 0.2)) };
}

/** @param {Tessera.RunEpoch[]} epochs the places of up to six of them */
function epochTicks(epochs) {
    const count = Math.min(6, epochs.length);
    return [...new Set(Array.from({ length: count }, (_, tick) => Math.round((tick * (epochs.length - 1)) / Math.max(1, count - 1))))];
}

/** @param {string} name @param {Line[]} lines @param {(value: number | undefined) => string} words */
function summary(name, lines, words) {
    const parts = lines.map((line) => `${line.name} from ${words(line.values[0])} to ${words(line.values.at(-1))}`);
    return `${name} over ${lines[0].values.length} epochs: ${parts.join(", ")}`;
}

/** @param {Tessera.RunEpoch[]} epochs */
function table(epochs) {
    return el("div", { class: "table-box short", tabindex: 0, role: "region", "aria-label": "Epochs" }, el("table", { class: "plain-table" },
        el("thead", {}, el("tr", {}, ...["Epoch", "Train loss", "Train accuracy", "Val loss", "Val accuracy"].map((text) => el("th", { scope: "col", class: "right" }, text)))),
        el("tbody", {}, ...epochs.map((epoch) => el("tr", {}, el("td", { class: "right number" }, String(epoch.epoch)), cell(epoch.trainLoss), cell(epoch.trainAccuracy), cell(epoch.valLoss), cell(epoch.valAccuracy))))));
}

/** @param {number | undefined} value */
function cell(value) {
    return el("td", { class: "right number" }, value === undefined ? "–" : value.toFixed(4));
}
