// The links to the pages, in the header. Those for which there is no room are in a menu behind them.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { openPopover } from "./menu.js";

/**
 * @param {[string, string, string][]} pages key, address, name
 * @param {string} here the key of the page that is shown; it stays in sight as long as there is room for one
 */
export function pageLinks(pages, here) {
    const links = pages.map(([key, href, name]) => el("a", { href, "aria-current": key === here ? "page" : null }, name));
    const more = el("button", { class: "button quiet nav-more", type: "button", "aria-expanded": "false", "aria-haspopup": "true", title: "More pages", onclick: () => open() }, el("span", {}, "More"), icon("down"));
    const current = links.find((link) => link.hasAttribute("aria-current"));
    const nav = el("nav", { "aria-label": "Pages" }, ...links, more);

    const fit = () => {
        for (const link of links) link.hidden = false;
        more.hidden = true;
        if (nav.scrollWidth <= nav.clientWidth) return;
        more.hidden = false;
        // From the end, and the page that is shown last of all.
        const order = [...links].reverse().sort((a, b) => Number(a === current) - Number(b === current));
        for (const link of order) {
            if (nav.scrollWidth <= nav.clientWidth) break;
            link.hidden = true;
        }
        // Where there is no room even for that one, the button bears its name.
        const isAll = links.every((link) => link.hidden);
        more.firstElementChild?.replaceChildren(isAll ? current?.textContent ?? "Pages" : "More");
        more.classList.toggle("current", isAll && current !== undefined);
    };
    const open = () => openPopover(more, el("div", { class: "nav-menu" }, ...links.filter((link) => link.hidden).map((link) =>
        el("a", { class: "menu-item", href: link.href, "aria-current": link.getAttribute("aria-current") }, link.textContent))));
    new ResizeObserver(fit).observe(nav);
    return nav;
}
