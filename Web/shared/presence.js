// Who else is here, and where: everybody has a colour and a name. It holds as long as their page says so.

import { api } from "./api.js";
import { author } from "./author.js";
import { el, refill } from "./dom.js";
import { onConnection, onPresence } from "./events.js";
import { newKey } from "./request-key.js";

const BEAT_MS = 10_000;
/** Moves are told at most this often. */
const PACE_MS = 120;

/** @type {Record<string, [string, string]>} address and words of each page */
const PAGES = {
    welcome: ["/", "the welcome page"], sheet: ["/sheet", "the sheet"], map: ["/map", "the map"], label: ["/label", "the label page"],
    history: ["/history", "the history"], runs: ["/runs", "the runs"], balance: ["/balance", "balance"], styles: ["/styles", "styles"],
};

const client = newKey();
/** @type {Map<string, Tessera.Place>} */
const others = new Map();
/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {{page: string, sample: number | null, field: string | null}} */
let here = { page: "", sample: null, field: null };
/** @type {ReturnType<typeof setTimeout> | undefined} */
let telling;
let toldAt = 0;

/** Everybody else who is here. */
export function everybodyElse() {
    return [...others.values()];
}

/** @param {() => void} listener called when somebody came, moved or went */
export function onPeople(listener) {
    listeners.add(listener);
}

/**
 * Says that somebody has this page open. Called once, by the header.
 * @param {string} page
 */
export function arrive(page) {
    here = { ...here, page };
    onPresence((place) => {
        if (place.client === client) return;
        if (place.left) others.delete(place.client);
        else others.set(place.client, place);
        changed();
    });
    // Who came or went while the connection was lost is not told again.
    onConnection((state) => state === "live" && tell());
    setInterval(tell, BEAT_MS);
    addEventListener("pagehide", () => navigator.sendBeacon("/api/v1/presence", new Blob([JSON.stringify({ client, left: true })], { type: "application/json" })));
    // A page that the browser kept is shown again.
    addEventListener("pageshow", (event) => event.persisted && tell());
    tell();
}

/**
 * Says on which cell one is.
 * @param {number | null} sample
 * @param {string | null} field
 */
export function moveTo(sample, field) {
    if (here.sample === sample && here.field === field) return;
    here = { ...here, sample, field };
    clearTimeout(telling);
    telling = setTimeout(tell, Math.max(0, toldAt + PACE_MS - Date.now()));
}

function tell() {
    toldAt = Date.now();
    api.sayWhere({ client, ...here }).then(({ people }) => {
        others.clear();
        for (const place of people) if (place.client !== client) others.set(place.client, place);
        changed();
    }, () => {});
}

function changed() {
    for (const listener of listeners) listener();
}

/** The others as round marks with their initials, for the header: each is a link to where they are. */
export function peopleMarks() {
    const box = el("span", { class: "people", role: "group", "aria-label": "Who else is here" });
    onPeople(() => {
        const places = everybodyElse();
        // One mark a person, of the page that they moved on last.
        const people = [...new Map(places.map((place) => [place.name, place])).values()].slice(0, 6);
        refill(box, ...people.map((place) => {
            const [address, words] = PAGES[place.page] ?? ["/", "another page"];
            const same = place.name === author() ? `${place.name} (you, in another window)` : place.name;
            return el("a", { class: "person", href: address, "data-colour": place.colour, "data-key": place.name, title: `${same} is on ${words}`, "aria-label": `${same} is on ${words}` }, initials(place.name));
        }));
    });
    return box;
}

/** @param {string} name */
function initials(name) {
    const words = name.split(/\s+/).filter(Boolean);
    return (words.length > 1 ? [words[0], words[words.length - 1]] : words).map((word) => [...word][0]).join("").toUpperCase() || "?";
}
