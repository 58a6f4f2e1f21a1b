// The heads of the columns: a click sorts, the small button opens a menu, the edge is pulled to make a column wider.

import { el, fill } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { keyName } from "../shared/keys.js";

/**
 * @typedef {object} HeadActions
 * @property {() => import("./query.js").SheetQuery} query
 * @property {(field: import("./fields.js").Field) => void} sort goes on to the next order
 * @property {(field: import("./fields.js").Field, anchor: HTMLElement) => void} menu
 * @property {() => void} widthsChanged
 */

/**
 * Draws the heads of the columns shown; call it again when columns or sort changed.
 * @param {import("./grid.js").Grid} grid
 * @param {HeadActions} actions
 */
export function drawHead(grid, actions) {
    const { sort } = actions.query();
    fill(grid.head, ...grid.fields.map((field, column) => {
        const cell = el("div", { class: `cell ${field.kind}${field.frozen ? " frozen" : ""}`, role: "columnheader", "aria-colindex": column + 1 });
        cell.style.width = `var(--w${column})`;
        if (field.frozen) cell.style.left = `var(--l${column})`;
        if (field.kind === "gutter" || field.kind === "picture") {
            cell.append(el("span", { class: "visually-hidden" }, field.title));
            return cell;
        }
        const sorted = sort !== null && sort.field === field.sort;
        if (field.sort) cell.setAttribute("aria-sort", sorted ? (sort.descending ? "descending" : "ascending") : "none");
        const title = el("button", { class: "head-title", type: "button", tabindex: -1, title: field.sort ? `Sort by ${field.title}` : field.title, onclick: () => field.sort && actions.sort(field) },
            el("span", { class: "text" }, field.title), sorted && el("span", { class: "head-sort" }, icon(sort.descending ? "down" : "up")));
        const more = el("button", { class: "head-more", type: "button", tabindex: -1, "aria-label": `${field.title}: more`, "aria-haspopup": "menu", "aria-expanded": "false",
            onclick: () => actions.menu(field, more) }, icon("down"));
        cell.append(title, more, resizer(grid, field, actions));
        cell.addEventListener("keydown", (event) => headKey(grid, event, column, () => actions.menu(field, more)));
        return cell;
    }));
}

/**
 * Brings the focus to a column's head.
 * @param {import("./grid.js").Grid} grid
 * @param {number} column
 */
export function focusHead(grid, column) {
    const cells = [...grid.head.children];
    const wanted = cells.slice(column).concat(cells.slice(0, column).reverse()).find((cell) => cell.querySelector("button"));
    wanted?.querySelector("button")?.focus();
}

/**
 * @param {import("./grid.js").Grid} grid
 * @param {KeyboardEvent} event
 * @param {number} column
 * @param {() => void} openMenu
 */
function headKey(grid, event, column, openMenu) {
    const buttons = [...grid.head.querySelectorAll("button")];
    const here = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    switch (keyName(event)) {
        case "ArrowRight": buttons[here + 1]?.focus(); break;
        case "ArrowLeft": buttons[here - 1]?.focus(); break;
        case "Alt+ArrowDown": openMenu(); break;
        case "ArrowDown":
        case "Escape": grid.moveTo(grid.ranges.active.row, column); break;
        default: return;
    }
    event.preventDefault();
}

/**
 * @param {import("./grid.js").Grid} grid
 * @param {import("./fields.js").Field} field
 * @param {HeadActions} actions
 */
function resizer(grid, field, actions) {
    const handle = el("span", { class: "head-resize", "aria-hidden": "true" });
    handle.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        event.stopPropagation();
        const start = event.clientX;
        const shown = /** @type {HTMLElement} */ (handle.parentElement).offsetWidth;
        const base = grid.widths[field.key] ?? field.width;
        handle.setPointerCapture(event.pointerId);
        /** @param {PointerEvent} move */
        const onMove = (move) => {
            grid.widths[field.key] = Math.max(48, Math.min(900, Math.round((base * (shown + move.clientX - start)) / shown)));
            grid.applyWidths();
        };
        handle.addEventListener("pointermove", onMove);
        handle.addEventListener("pointerup", () => {
            handle.removeEventListener("pointermove", onMove);
            actions.widthsChanged();
        }, { once: true });
    });
    return handle;
}
