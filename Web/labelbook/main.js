// The label book: what each class means, shown, edited and printed.

import { api, apiURL, messageOf } from "../shared/api.js";
import { byId, el, fill } from "../shared/dom.js";
import { onChange, onLabelBook, onResync } from "../shared/events.js";
import { mountHeader } from "../shared/header.js";
import { icon } from "../shared/icons.js";
import { bookPage } from "./page.js";
import { transformRules } from "./transform-rules.js";

const main = byId("main", HTMLElement);
mountHeader("labelbook");
const contents = el("ul", {});
const book = el("div", { class: "book" });
fill(main,
    el("nav", { class: "book-side", "aria-label": "Classes" }, contents),
    el("div", {},
        el("div", { class: "book-head" },
            el("div", {}, el("h1", {}, "Label book"), el("p", { class: "muted" }, "What the classes mean. Rules come from questions that were decided.")),
            el("span", { class: "form-row no-print" },
                el("button", { class: "button", type: "button", onclick: () => print() }, "Print"),
                el("a", { class: "button", href: apiURL("/label-book/export", new URLSearchParams({ format: "html" })), download: "" }, icon("download"), "HTML"),
                el("a", { class: "button", href: apiURL("/label-book/export", new URLSearchParams({ format: "markdown" })), download: "" }, icon("download"), "Markdown"))),
        book));
let isFirst = true;
void load();
onLabelBook(() => void load());
onChange(({ change }) => change.kind === "class" && void load());
onResync(() => void load());

async function load() {
    // What somebody is writing is not thrown away because somebody else wrote something.
    if (book.querySelector("form")) return;
    try {
        const [{ classes }, rules] = await Promise.all([api.labelBook(), transformRules()]);
        fill(contents, ...classes.map((page) => el("li", {}, el("a", { href: `#class-${page.id}` }, page.class))));
        fill(book, ...classes.map((page) => bookPage(page, rules.get(page.class) ?? [], () => void load())));
        if (classes.length === 0) fill(book, el("div", { class: "empty" }, el("h2", {}, "There are no classes yet"), el("p", {}, "They come with an import, or are added in the sheet.")));
    } catch (error) {
        fill(book, el("p", { class: "muted" }, messageOf(error)));
    }
    if (!isFirst) return;
    isFirst = false;
    const name = new URLSearchParams(location.search).get("class");
    const target = name ? [...book.querySelectorAll(".page")].find((page) => page.getAttribute("data-class") === name) : location.hash ? document.getElementById(location.hash.slice(1)) : null;
    target?.scrollIntoView();
}
