// The rounds of a growth: val accuracy as a small chart, with a dot for each seed, and as a table.

import { el, svg } from "../../shared/dom.js";
import { count } from "../../shared/format.js";

const width = 620;
const height = 200;
const edge = { left: 48, right: 16, top: 14, bottom: 30 };

/** @param {Studio.Growth} growth */
export function roundChart(growth) {
    return el("div", { class: "room-section" }, chart(growth), table(growth));
}

/** @param {Studio.Growth} growth */
function chart({ rounds, best }) {
    const values = rounds.flatMap(({ accuracies }) => accuracies);
    const low = Math.max(0, Math.floor((Math.min(...values) - 0.01) * 50) / 50);
    const high = Math.min(1, Math.ceil((Math.max(...values) + 0.01) * 50) / 50);
    const x = (/** @type {number} */ round) => edge.left + ((round + 0.5) / rounds.length) * (width - edge.left - edge.right);
    const y = (/** @type {number} */ value) => edge.top + ((high - value) / (high - low)) * (height - edge.top - edge.bottom);
    const step = high - low > 0.12 ? 0.05 : 0.02;
    const ticks = [];
    for (let tick = Math.ceil(low / step) * step; tick <= high + 1e-9; tick += step) ticks.push(tick);
    const line = rounds.map(({ accuracy }, place) => `${place === 0 ? "M" : "L"}${x(place).toFixed(1)} ${y(accuracy).toFixed(1)}`).join("");
    return el("figure", { class: "room-card" },
        el("figcaption", { class: "small muted" }, "Accuracy on val: the mean of the seeds as a line, each seed as a ring"),
        svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "rounds-chart", role: "img", "aria-label": `Accuracy on val: ${rounds.map(({ round, accuracy }) => `round ${round} ${percent(accuracy)}`).join(", ")}` },
            ...ticks.flatMap((tick) => [
                svg("line", { class: "rounds-grid", x1: edge.left, x2: width - edge.right, y1: y(tick), y2: y(tick) }),
                svg("text", { class: "rounds-tick", x: edge.left - 8, y: y(tick) + 4, "text-anchor": "end" }, `${Math.round(100 * tick)} %`),
            ]),
            ...rounds.map(({ round }) => svg("text", { class: `rounds-tick${round === best ? " is-best" : ""}`, x: x(round), y: height - 10, "text-anchor": "middle" }, round === 0 ? "as it is" : `round ${round}`)),
            svg("path", { class: "rounds-line", d: line }),
            ...rounds.flatMap(({ round, accuracies }) => accuracies.map((value) => svg("circle", { class: "rounds-seed", cx: x(round), cy: y(value), r: 3 }))),
            ...rounds.map(({ round, accuracy }) => svg("circle", { class: round === best ? "rounds-dot is-best" : "rounds-dot", cx: x(round), cy: y(accuracy), r: round === best ? 5 : 3.5 }))));
}

/** @param {Studio.Growth} growth */
function table({ rounds, best, val }) {
    return el("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": "The rounds as a table" }, el("table", { class: "rules-table rounds-table" },
        el("thead", {}, el("tr", {}, ...["Round", "New images", "Trained on", "Val", "By seed", `Wrong of ${count(val)}`].map((name) => el("th", { scope: "col" }, name)))),
        el("tbody", {}, ...rounds.map(({ round, added, train, accuracy, accuracies, wrong }) => el("tr", { class: round === best ? "is-best" : "" },
            el("th", { scope: "row" }, round === 0 ? "as it is" : `${round}${round === best ? ", the best" : ""}`),
            ...[added === 0 ? "–" : count(added), count(train), percent(accuracy), accuracies.map(percent).join(", "), count(wrong.length)].map((text) => el("td", { class: "number" }, text)))))));
}

/** @param {number} share */
function percent(share) {
    return `${(100 * share).toFixed(1)} %`;
}
