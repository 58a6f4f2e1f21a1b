// Without a queue: what one could work on.

import { api } from "../../shared/api.js";
import { el, fill } from "../../shared/dom.js";
import { count } from "../../shared/format.js";
import { title } from "../../runs/words.js";

/**
 * @param {HTMLElement} main
 * @param {Tessera.Workspace | null} workspace
 * @param {string} trouble why there is no queue although one was asked for
 */
export function showStart(main, workspace, trouble) {
    const classes = el("div", { class: "starts" }, ...(workspace?.classes ?? []).filter(({ total }) => total > 0).map(({ name, total }) =>
        start(`?${new URLSearchParams({ label: name })}`, `all ${name}`, total)));
    const runs = el("div", { class: "starts" });
    const runsSection = el("section", { class: "room-section", "aria-labelledby": "start-runs", hidden: true }, el("h2", { id: "start-runs" }, "What a run gets wrong"), runs);
    fill(main, el("div", { class: "room-page" },
        el("div", { class: "room-head" }, el("div", {}, el("h1", {}, "Canvas"),
            el("p", { class: "room-lead" }, "One image after another: take strokes away, move them, draw, and save what comes of it as a new sample with the right label. The map, the sheet, the styles and the runs send images here too."))),
        trouble && el("p", { class: "job-error", role: "status" }, trouble),
        el("section", { class: "room-section", "aria-labelledby": "start-classes" }, el("h2", { id: "start-classes" }, "A class"), classes),
        runsSection));
    void api.runs().then(({ groups }) => {
        const links = groups.slice(0, 6).flatMap((group) => {
            const run = group.runs.find(({ state }) => state === "done");
            return run ? [start(`?${new URLSearchParams({ run: String(run.id), set: "val" })}`, `${title(group)}: run ${run.id}, val`)] : [];
        });
        runsSection.hidden = links.length === 0;
        fill(runs, ...links);
    }).catch(() => {});
}

/** @param {string} query @param {string} words @param {number} [images] */
function start(query, words, images) {
    return el("a", { class: "start-link", href: `/studio${query}` }, words, images !== undefined && el("span", { class: "number" }, count(images)));
}
