// The log of who was let in, for an owner.

import { api } from "../shared/api.js";
import { el, fill } from "../shared/dom.js";
import { dateTime } from "../shared/format.js";
import { toastError } from "../shared/toast.js";
import { table } from "./table.js";

const PAGE = 50;

export class LogSection {
    constructor() {
        this.list = el("div", { class: "people-card", tabindex: 0, role: "group", "aria-label": "Log" });
        this.more = el("button", { class: "button", type: "button", hidden: true, onclick: () => void this.load(true) }, "Older");
        this.element = el("section", { class: "people-section", "aria-labelledby": "log-title" }, el("h2", { id: "log-title" }, "Log"), this.list, el("div", {}, this.more));
        /** @type {Tessera.AccessRecord[]} */
        this.entries = [];
        void this.load();
    }

    /** @param {boolean} [older] */
    async load(older = false) {
        try {
            const { entries } = await api.accessLog(older ? this.entries.at(-1)?.id : undefined, PAGE);
            this.entries = older ? [...this.entries, ...entries] : entries;
            this.more.hidden = entries.length < PAGE;
        } catch (error) {
            toastError(error);
            return;
        }
        if (this.entries.length === 0) fill(this.list, el("p", { class: "empty" }, "Nothing happened yet."));
        else fill(this.list, table(["When", "What", "Who", "From", "More"], this.entries.map((entry) => [dateTime(entry.at), entry.event, entry.name ?? "nobody", entry.address ?? "terminal", entry.detail ?? ""])));
    }
}
