// How many images there are, how many more there may be, and how many of each class were derived.

import { promptDialog } from "../../shared/dialog.js";
import { el, refill } from "../../shared/dom.js";
import { count, plural } from "../../shared/format.js";
import { progressBar } from "../../shared/job-card.js";
import { toast, toastError } from "../../shared/toast.js";
import { studioApi } from "../studio-api.js";

export class Budget {
    constructor() {
        this.element = el("div", { class: "budget" });
        this.stale = el("div");
        this.classes = el("div", { class: "table-scroll" });
    }

    async load() {
        try {
            this.show(await studioApi.numbers());
        } catch (error) {
            toastError(error);
        }
    }

    /** @param {Studio.Numbers} numbers */
    show({ budget, used, left, derived, stale, classes }) {
        this.element.classList.toggle("is-over", left < 0);
        refill(this.element,
            el("span", { class: "small number" }, el("strong", {}, left >= 0 ? `${count(left)} more` : `${count(-left)} too many`), ` · ${count(used)} of ${plural(budget, "image")} in train and val, ${count(derived)} of them derived `,
                el("button", { class: "button quiet", type: "button", "data-key": "budget", onclick: () => void this.change(budget) }, "Change")),
            progressBar(Math.min(1, used / Math.max(1, budget)), "How much of the budget is used"));
        refill(this.stale, stale > 0 && el("div", { class: "room-card" },
            el("p", {}, `${plural(stale, "derived image")} no longer fit${stale === 1 ? "s" : ""}: what ${stale === 1 ? "it was" : "they were"} made of got another label since.`),
            el("div", { class: "room-tools" }, el("button", { class: "button", type: "button", "data-key": "refresh", onclick: () => void this.refresh() }, "Label them by the rules of now"),
                el("span", { class: "small muted" }, "What is not allowed any more goes to the trash. What was drawn by hand stays as it is."))));
        refill(this.classes, el("table", { class: "rules-table" },
            el("thead", {}, el("tr", {}, ...["Class", "train", "val", "derived in train", "derived in val"].map((name) => el("th", { scope: "col" }, name)))),
            el("tbody", {}, ...classes.map((each) => el("tr", {}, el("th", { scope: "row" }, each.name),
                ...[each.train, each.val, each.derived.train ?? 0, each.derived.val ?? 0].map((images) => el("td", { class: "number" }, images === 0 ? "–" : count(images))))))));
    }

    /** @param {number} budget */
    async change(budget) {
        const text = await promptDialog({ title: "The budget", label: "Images in train and val together, at most", value: String(budget), yes: "Keep" });
        if (text === null) return;
        const number = Number(text.replaceAll(/[,\s]/g, ""));
        if (!Number.isInteger(number) || number < 1) {
            toast("A budget is a whole number, such as 10000.", { kind: "error" });
            return;
        }
        try {
            this.show(await studioApi.setBudget(number));
        } catch (error) {
            toastError(error);
        }
    }

    async refresh() {
        try {
            const { change } = await studioApi.refreshStale();
            toast(change.summary);
        } catch (error) {
            toastError(error);
        }
        await this.load();
    }
}
