// The studio: new data on purpose. The address says which of its rooms is shown and what is worked on: the canvas with a
// queue (/studio?label=viii), composing (?view=compose), chains (?view=chains), growing (?view=grow), recipes
// (?view=recipes), and their rules (?view=rules).

import { byId, el, fill } from "../shared/dom.js";
import { mountHeader } from "../shared/header.js";
import { showChains } from "./chains/page.js";
import { showCompose } from "./compose/page.js";
import { showGrow } from "./grow/page.js";
import { showRecipes } from "./recipes/page.js";
import { showRules } from "./rules/page.js";
import { showWork } from "./work/page.js";

/** @typedef {{main: HTMLElement, query: URLSearchParams, header: ReturnType<typeof mountHeader>}} Room */

/** @type {Record<string, {title: string, show: (room: Room) => void | Promise<void>}>} */
const ROOMS = {
    work: { title: "Canvas", show: showWork },
    compose: { title: "Compose", show: showCompose },
    chains: { title: "Counterfactuals", show: showChains },
    grow: { title: "Grow", show: showGrow },
    recipes: { title: "Recipes", show: showRecipes },
    rules: { title: "Rules", show: showRules },
};

const query = new URLSearchParams(location.search);
const asked = query.get("view") ?? "work";
const name = asked in ROOMS ? asked : "work";
const room = el("div", { class: "room", "data-room": name });
const header = mountHeader("studio");
document.title = `${ROOMS[name].title} · Studio · Tessera`;
fill(byId("main", HTMLElement),
    el("nav", { class: "rooms", "aria-label": "Rooms of the studio" }, ...Object.entries(ROOMS).map(([key, { title }]) =>
        el("a", { href: key === "work" ? "/studio" : `/studio?view=${key}`, "aria-current": key === name ? "page" : null }, title))),
    room);
void ROOMS[name].show({ main: room, query, header });
