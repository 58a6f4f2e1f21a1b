// The mouse on the sheet: click and drag to choose, double click to edit, the handle to fill down.

/**
 * @param {import("./grid.js").Grid} grid
 * @param {import("./cell-editor.js").CellEditor} editor
 * @param {{preview: () => void, fillDown: () => void, menu: (at: {x: number, y: number}) => void}} actions
 */
export function listenToPointer(grid, editor, actions) {
    const { layer } = grid.viewport;
    /** @type {"choose" | "rows" | "fill" | null} */
    let drag = null;
    /** @type {{x: number, y: number}} */
    let pointer = { x: 0, y: 0 };
    let ticking = 0;

    layer.addEventListener("pointerdown", (event) => {
        const cell = cellOf(event.target);
        if (!cell || (event.target instanceof Element && event.target.closest(".editor"))) return;
        const column = Number(cell.dataset.column);
        const row = grid.viewport.rowAt(event.clientY);
        if (event.button === 2) {
            if (!grid.ranges.has(row, column)) grid.moveTo(row, column);
            return;
        }
        if (event.button !== 0 || event.pointerType === "touch") return;
        event.preventDefault();
        const fill = event.target instanceof Element && event.target.closest(".fill-handle");
        drag = fill ? "fill" : grid.fields[column].kind === "gutter" ? "rows" : "choose";
        if (drag === "choose") begin(event, row, column);
        else if (drag === "rows") beginRows(event, row);
        pointer = { x: event.clientX, y: event.clientY };
        layer.setPointerCapture(event.pointerId);
        ticking = requestAnimationFrame(follow);
    });
    layer.addEventListener("pointermove", (event) => {
        pointer = { x: event.clientX, y: event.clientY };
    });
    layer.addEventListener("pointerup", () => {
        if (drag === "fill") actions.fillDown();
        stop();
    });
    layer.addEventListener("pointercancel", stop);
    layer.addEventListener("click", (event) => {
        // A finger scrolls; only its tap chooses.
        const cell = cellOf(event.target);
        if (cell && event instanceof PointerEvent && event.pointerType === "touch") grid.moveTo(grid.viewport.rowAt(event.clientY), Number(cell.dataset.column));
    });
    layer.addEventListener("dblclick", (event) => {
        if (cellOf(event.target) && !editor.open && !editor.begin()) actions.preview();
    });
    layer.addEventListener("contextmenu", (event) => {
        if (editor.open || !cellOf(event.target)) return;
        event.preventDefault();
        const box = grid.activeCell?.getBoundingClientRect();
        const fromKeyboard = event.clientX === 0 && event.clientY === 0 && box;
        actions.menu(fromKeyboard ? { x: box.left, y: box.bottom } : { x: event.clientX, y: event.clientY });
    });

    /** @param {PointerEvent} event @param {number} row @param {number} column */
    function begin(event, row, column) {
        if (event.shiftKey) grid.moveTo(row, column, { extend: true });
        else if (event.ctrlKey || event.metaKey) {
            grid.ranges.add(row, column);
            grid.selectionChanged();
            grid.focus();
        } else grid.moveTo(row, column);
    }

    /** @param {PointerEvent} event @param {number} row */
    function beginRows(event, row) {
        const { ranges, fields } = grid;
        if (event.shiftKey) ranges.set({ top: Math.min(ranges.active.row, row), bottom: Math.max(ranges.active.row, row), left: 0, right: fields.length - 1 });
        else {
            if (event.ctrlKey || event.metaKey) ranges.add(row, 0);
            else ranges.moveTo(row, 0);
            ranges.extendTo(row, fields.length - 1);
        }
        grid.selectionChanged();
        grid.focus();
    }

    /** While the button is held, once a frame; beyond the edges the sheet moves along. */
    function follow() {
        if (!drag) return;
        const box = grid.element.getBoundingClientRect();
        const top = box.top + grid.viewport.head.offsetHeight;
        const beyond = pointer.y < top ? pointer.y - top : pointer.y > box.bottom ? pointer.y - box.bottom : 0;
        if (beyond !== 0) grid.viewport.goTo(grid.viewport.scale.offset + beyond / 2);
        const row = grid.viewport.rowAt(Math.max(top, Math.min(box.bottom - 1, pointer.y)));
        const { ranges } = grid;
        const column = drag === "choose" ? columnAt(pointer.x) : ranges.corner.column;
        if (row !== ranges.corner.row || column !== ranges.corner.column) {
            ranges.extendTo(row, column);
            grid.selectionChanged();
        }
        ticking = requestAnimationFrame(follow);
    }

    /** @param {number} x of the viewport */
    function columnAt(x) {
        const cells = [...grid.head.children];
        const frozen = cells.findIndex((cell, column) => grid.fields[column].frozen && inside(cell, x));
        const found = frozen >= 0 ? frozen : cells.findIndex((cell) => inside(cell, x));
        return found >= 0 ? found : x < grid.element.getBoundingClientRect().left ? 0 : cells.length - 1;
    }

    function stop() {
        drag = null;
        cancelAnimationFrame(ticking);
    }
}

/** @param {Element} cell @param {number} x */
function inside(cell, x) {
    const box = cell.getBoundingClientRect();
    return x >= box.left && x < box.right;
}

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
function cellOf(target) {
    return target instanceof Element ? target.closest(".cell") : null;
}
