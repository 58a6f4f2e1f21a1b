// How one group of images is shared out to train and val, with a mark at the share that all have.

import { el } from "../dom.js";

/**
 * @param {number} train @param {number} val
 * @param {number} [expectedVal] where val would end at the share of all
 */
export function splitBar(train, val, expectedVal) {
    const total = train + val;
    const bar = el("span", { class: "split-bar", role: "img", "aria-label": `${train} in train, ${val} in val${expectedVal === undefined ? "" : `, ${Math.round(expectedVal)} expected in val`}` });
    if (total === 0) return bar;
    bar.append(part("val", val / total), part("train", train / total));
    if (expectedVal !== undefined) {
        const mark = el("i", { class: "split-bar-mark" });
        mark.style.insetInlineStart = `${(100 * expectedVal) / total}%`;
        bar.append(mark);
    }
    return bar;
}

/** @param {string} split @param {number} share */
function part(split, share) {
    const element = el("i", { "data-split": split });
    element.style.width = `${100 * share}%`;
    return element;
}
