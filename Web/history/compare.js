// Two versions side by side: what came, went, was relabelled and moved, with pictures; by whom and why.

import { api, apiURL, messageOf, thumbnailURL } from "../shared/api.js";
import { el, fill, refill } from "../shared/dom.js";
import { count, plural } from "../shared/format.js";
import { openWithSelection } from "../shared/selection.js";

const MOST_PICTURES = 60;

/** @type {[keyof Pick<Tessera.Difference, "relabelled" | "moved" | "added" | "removed" | "otherwise">, string][]} */
const PARTS = [["relabelled", "Relabelled"], ["moved", "Moved"], ["added", "Added"], ["removed", "Removed"], ["otherwise", "Other tags or values"]];

export class Compare {
    constructor() {
        this.from = el("select", { class: "field", "aria-label": "From" });
        this.to = el("select", { class: "field", "aria-label": "To" });
        this.report = el("a", { class: "button", download: "" }, "Session report");
        this.result = el("div", { class: "compare-result" });
        /** @type {Tessera.Difference | null} */
        this.difference = null;
        /** @type {Set<number> | null} changes of the person and reason that is looked at */
        this.only = null;
        const form = el("form", { class: "form-row" }, el("span", { class: "small" }, "From"), this.from, el("span", { class: "small" }, "to"), this.to,
            el("button", { class: "button primary", type: "submit" }, "Compare"), this.report);
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            void this.show();
        });
        for (const field of [this.from, this.to]) field.addEventListener("change", () => this.#drawReport());
        this.element = el("section", { class: "compare", "aria-label": "Two versions" }, el("h2", {}, "Two versions"), form, this.result);
    }

    /** @param {Tessera.Version[]} versions @param {URLSearchParams} query */
    setVersions(versions, query) {
        const before = [this.from.value, this.to.value];
        const options = () => versions.map(({ name, change, note }) => el("option", { value: name }, `${name} (change ${count(change)})${note ? `: ${note}` : ""}`));
        fill(this.from, el("option", { value: "0" }, "the beginning"), ...options());
        fill(this.to, el("option", { value: "" }, "now"), ...options());
        const wanted = [query.get("from") ?? before[0] ?? "", query.get("to") ?? before[1] ?? ""];
        for (const [at, field] of [this.from, this.to].entries()) {
            // The number of a change may stand in the address in place of a name.
            if (wanted[at] && ![...field.options].some((option) => option.value === wanted[at])) field.append(el("option", { value: wanted[at] }, `change ${wanted[at]}`));
            field.value = wanted[at];
            if (field.selectedIndex < 0) field.selectedIndex = 0;
        }
        this.#drawReport();
    }

    #drawReport() {
        const query = new URLSearchParams();
        if (this.from.value !== "0") query.set("from", this.from.value);
        else query.set("from", "0");
        if (this.to.value) query.set("to", this.to.value);
        this.report.href = apiURL("/report", query);
    }

    async show() {
        history.replaceState(null, "", `/history?${new URLSearchParams({ from: this.from.value, ...(this.to.value ? { to: this.to.value } : {}) })}`);
        fill(this.result, el("p", { class: "muted", role: "status" }, "Comparing…"));
        try {
            const to = this.to.value || String((await api.changes({ limit: 1 })).changes[0]?.id ?? 0);
            this.difference = await api.diff(this.from.value, to, 2_000);
            this.only = null;
            this.#draw();
        } catch (error) {
            fill(this.result, el("p", { class: "job-error" }, messageOf(error)));
        }
    }

    #draw() {
        const found = this.difference;
        if (!found) return;
        const parts = PARTS.map(([key, title]) => {
            const rows = this.only ? found[key].rows.filter((row) => row.change !== undefined && this.only?.has(row.change)) : found[key].rows;
            return { key, title, rows, total: this.only ? rows.length : found[key].count };
        });
        const isSame = parts.every((part) => part.total === 0) && found.classes.length === 0;
        refill(this.result,
            el("p", { role: "status" }, isSame ? "The dataset is the same." : `${plural(found.changeCount, "change")}: ${parts.filter((part) => part.total > 0).map((part) => `${count(part.total)} ${part.title.toLowerCase()}`).join(", ")}.`),
            ...found.classes.map((row) => el("p", { class: "small" }, row.before === undefined ? `The class ${row.after} came.` : row.after === undefined ? `The class ${row.before} went.` : `The class ${row.before} is called ${row.after}.`)),
            found.groups.length > 0 && this.#groups(found.groups),
            ...parts.filter((part) => part.rows.length > 0).map(({ key, title, rows, total }) => el("div", { class: "compare-part" },
                el("h3", {}, `${title} (${count(total)})`, " ", el("button", { class: "button quiet", type: "button", onclick: () => openWithSelection("/sheet", rows.map((row) => row.sample)) }, "Open in the sheet")),
                el("div", { class: "strip" }, ...rows.slice(0, MOST_PICTURES).map((row) => picture(row, key)), total > MOST_PICTURES && el("span", { class: "small muted" }, `and ${count(total - MOST_PICTURES)} more`)))));
    }

    /** @param {Tessera.DifferenceGroup[]} groups */
    #groups(groups) {
        return el("div", { class: "compare-scroll", tabindex: 0, role: "group", "aria-label": "By whom and why" }, el("table", { class: "compare-groups" },
            el("thead", {}, el("tr", {}, ...["By", "Why", "Relabelled", "Moved", "Added", "Removed", "Other", ""].map((title) => el("th", { scope: "col" }, title || el("span", { class: "visually-hidden" }, "Show"))))),
            el("tbody", {}, ...groups.slice(0, 100).map((group, at) => {
                const isOnly = this.only !== null && group.changes.every((change) => this.only?.has(change)) && group.changes.length === this.only.size;
                return el("tr", {},
                    el("td", {}, group.author),
                    el("td", {}, group.thread === undefined ? group.reason ?? "" : el("a", { href: `/talk?thread=${group.thread}` }, group.reason ?? `Thread ${group.thread}`)),
                    ...[group.relabelled, group.moved, group.added, group.removed, group.otherwise].map((number) => el("td", { class: "number" }, number === 0 ? "" : count(number))),
                    el("td", {}, el("button", { class: "button quiet", type: "button", "data-key": `group-${at}`, "aria-pressed": String(isOnly), onclick: () => {
                        this.only = isOnly ? null : new Set(group.changes);
                        this.#draw();
                    } }, "Only these")));
            }))));
    }
}

/** @type {Partial<Record<string, string>>} what a cell says that holds nothing */
const NOTHING = { relabelled: "unlabelled", moved: "no split", otherwise: "nothing" };

/** @param {Tessera.DifferenceRow} row @param {string} part */
function picture({ sample, before, after }, part) {
    const nothing = NOTHING[part];
    const words = nothing ? `${before || nothing} → ${after || nothing}` : after ?? before ?? "unlabelled";
    return el("a", { href: `/talk?sample=${sample}` }, el("figure", {},
        el("img", { class: "thumb", alt: `sample ${sample}`, loading: "lazy", src: thumbnailURL(sample, 128) }), el("figcaption", {}, words)));
}
