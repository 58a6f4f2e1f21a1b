// The keys of the easel.

import { registerKeys } from "../../shared/keys.js";

/** @param {import("./easel.js").Easel} easel */
export function easelKeys(easel) {
    const { stage } = easel;
    const { camera } = stage;
    const onStage = () => document.activeElement === stage.element && easel.tools !== null;
    const isOpen = () => easel.drawing !== null;
    const withLasso = () => isOpen() && easel.toolName === "lasso";
    const withPieces = () => onStage() && easel.toolName === "pieces";
    const isHeld = () => onStage() && easel.toolName === "lasso" && (easel.tools?.lasso.chosen ?? easel.tools?.lasso.area ?? null) !== null && !easel.crosshair.isDown;

    /** @param {number} dx @param {number} dy @param {boolean} [far] */
    const arrow = (dx, dy, far = false) => {
        const step = far ? 10 : 1;
        if (withPieces()) nextPiece(dx + dy > 0 ? 1 : -1);
        else if (isHeld()) easel.tools?.lasso.nudge({ dx: dx * step, dy: dy * step });
        else easel.crosshair.move(dx, dy, far);
    };
    /** @param {number} dx @param {number} dy */
    const pan = (dx, dy) => {
        camera.pan(-dx * 60, -dy * 60);
        stage.invalidate();
    };
    /** @param {1 | -1} step */
    const nextPiece = (step) => {
        const piece = easel.tools?.pieces.next(step);
        const all = easel.pieces?.list() ?? [];
        if (piece) easel.announce(`Piece ${all.findIndex(({ label }) => label === piece.label) + 1} of ${all.length}, ${piece.area} pixels`);
        stage.invalidate();
    };
    /** @param {number} factor */
    const zoom = (factor) => {
        camera.zoom(factor);
        stage.invalidate();
    };
    /** @param {Parameters<import("./easel.js").Tools["lasso"]["nudge"]>[0]} by */
    const nudge = (by) => easel.tools?.lasso.nudge(by);
    const press = () => {
        if (withPieces()) easel.tools?.pieces.takeAway();
        else easel.crosshair.press();
    };

    registerKeys("Tools", [
        { keys: ["s"], what: "Pieces: take away what hangs together", run: () => easel.choose("pieces"), when: isOpen },
        { keys: ["e"], what: "Eraser", run: () => easel.choose("eraser"), when: isOpen },
        { keys: ["p"], what: "Pen", run: () => easel.choose("pen"), when: isOpen },
        { keys: ["l"], what: "Lasso: select, move, scale, turn", run: () => easel.choose("lasso"), when: isOpen },
        { keys: ["["], what: "Smaller brush", run: () => easel.setSize(Math.min(easel.settings.brush.size - 1, easel.settings.brush.size / 1.25)), when: isOpen },
        { keys: ["]"], what: "Larger brush", run: () => easel.setSize(Math.max(easel.settings.brush.size + 1, easel.settings.brush.size * 1.25)), when: isOpen },
        { keys: ["Delete", "Backspace"], what: "Paper over what is selected", run: () => easel.clearSelected(), when: isOpen },
        { keys: ["b"], what: "Before and after", run: () => easel.toggleOriginal(), when: isOpen },
        { keys: ["Ctrl+Z"], what: "Undo the last stroke", run: () => easel.undo(), when: () => (easel.drawing?.steps.done.length ?? 0) > 0 },
        { keys: ["Ctrl+Shift+Z", "Ctrl+Y"], what: "Redo it", run: () => easel.redo(), when: () => (easel.drawing?.steps.undone.length ?? 0) > 0 },
        { keys: ["Escape"], what: "Select nothing", when: () => isOpen() && hasSelection(), run: () => forget() },
    ]);
    registerKeys("With the canvas in focus", [
        { keys: ["ArrowLeft"], what: "Left: the crosshair, the piece before, or what is selected", run: () => arrow(-1, 0), when: onStage },
        { keys: ["ArrowRight"], what: "Right", run: () => arrow(1, 0), when: onStage },
        { keys: ["ArrowUp"], what: "Up", run: () => arrow(0, -1), when: onStage },
        { keys: ["ArrowDown"], what: "Down", run: () => arrow(0, 1), when: onStage },
        { keys: ["Shift+ArrowLeft"], what: "Farther left", run: () => arrow(-1, 0, true), when: onStage },
        { keys: ["Shift+ArrowRight"], what: "Farther right", run: () => arrow(1, 0, true), when: onStage },
        { keys: ["Shift+ArrowUp"], what: "Farther up", run: () => arrow(0, -1, true), when: onStage },
        { keys: ["Shift+ArrowDown"], what: "Farther down", run: () => arrow(0, 1, true), when: onStage },
        { keys: ["Enter"], what: "Press the tool down and lift it; take the piece away", run: press, when: onStage },
        { keys: ["Shift+Enter"], what: "Gather this piece, to take away or keep several as one", run: () => easel.tools?.pieces.gather(), when: withPieces },
        { keys: ["r"], what: "Turn by 5°", run: () => nudge({ angle: Math.PI / 36 }), when: withLasso },
        { keys: ["R"], what: "Turn back", run: () => nudge({ angle: -Math.PI / 36 }), when: withLasso },
        { keys: [">", "."], what: "Larger", run: () => nudge({ factor: 1.05 }), when: withLasso },
        { keys: ["<", ","], what: "Smaller", run: () => nudge({ factor: 1 / 1.05 }), when: withLasso },
        { keys: ["m"], what: "Mirror it", run: () => nudge({ mirror: true }), when: withLasso },
        { keys: ["o"], what: "The next of what floats", run: () => { easel.tools?.lasso.next(1); stage.invalidate(); }, when: withLasso },
    ]);
    registerKeys("Zoom", [
        { keys: ["+", "="], what: "In", run: () => zoom(1.3), when: isOpen },
        { keys: ["-"], what: "Out", run: () => zoom(1 / 1.3), when: isOpen },
        { keys: ["0"], what: "All of it", run: () => { camera.fit(); stage.invalidate(); }, when: isOpen },
        { keys: ["Alt+ArrowLeft"], what: "Move the paper", run: () => pan(-1, 0), when: isOpen },
        { keys: ["Alt+ArrowRight"], what: "to the right", run: () => pan(1, 0), when: isOpen },
        { keys: ["Alt+ArrowUp"], what: "up", run: () => pan(0, -1), when: isOpen },
        { keys: ["Alt+ArrowDown"], what: "down", run: () => pan(0, 1), when: isOpen },
        { keys: ["Space"], what: "Held, with a drag: move the paper" },
    ]);

    function hasSelection() {
        return easel.crosshair.isDown || (easel.toolName === "lasso" ? Boolean(easel.tools?.lasso.area ?? easel.tools?.lasso.chosen) : easel.toolName === "pieces" && (easel.tools?.pieces.gathered ?? 0) > 0);
    }

    function forget() {
        easel.pointer.stopWorking();
        easel.crosshair.hide();
        if (easel.toolName === "lasso") easel.tools?.lasso.forget();
        else easel.tools?.pieces.forget();
        stage.invalidate();
    }
}
