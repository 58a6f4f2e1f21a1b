// The balance page: whether train and val look alike, where they do not, and a split that would even it out.

import { api } from "../shared/api.js";
import { basisLine, jobButton, jobProgress, keepReport } from "../shared/audit/stored-report.js";
import { byId, el, refill } from "../shared/dom.js";
import { count } from "../shared/format.js";
import { mountHeader } from "../shared/header.js";
import { numberCard } from "./number-card.js";
import { regionList } from "./region-list.js";
import { resplitPanel } from "./resplit-panel.js";
import { shareTable } from "./share-table.js";

const main = byId("main", HTMLElement);
mountHeader("balance");

const head = el("section", {});
const body = el("div", { class: "balance-body" });
const compute = jobButton("Compare again", "balance");
refill(main, head, jobProgress("balance"), body, resplitPanel());

/** @param {Tessera.StoredReport<Tessera.BalanceReport>} stored */
function show({ report, isStale }) {
    compute.textContent = report ? "Compare again" : "Compare train and val";
    compute.classList.toggle("primary", !report || isStale);
    refill(head,
        el("div", { class: "audit-head" },
            el("div", {}, el("h1", {}, "Balance"),
                el("p", { class: "audit-lead" }, report ? report.verdict : "Does val test what train teaches? Every image is compared with its look-alikes: where a split is missing among them, you see it here. It takes some seconds.")),
            el("div", { class: "audit-actions" }, report && el("a", { class: "button", href: "/map?regions=1" }, "Regions on the map"), compute)),
        report && basisLine(report.basis, isStale));
    refill(body, ...(report ? sections(report) : []));
    main.dataset.ready = report ? "report" : "none";
}

/** @param {Tessera.BalanceReport} report */
function sections(report) {
    return [
        el("section", { class: "balance-numbers", "aria-labelledby": "number-title" },
            el("h2", { id: "number-title", class: "visually-hidden" }, "The number for the whole"),
            numberCard("Within classes", "A val and a train image of the same class: what the mix of classes does not explain.", report.withinClass.separation),
            numberCard("Overall", "Any val and any train image: the mix of classes counts too.", report.overall.separation),
            el("div", { class: "card balance-facts" }, el("dl", {},
                fact("In train", count(report.train)), fact("In val", count(report.val)),
                fact("Images compared", count(report.compared)), fact("In both splits, left out", count(report.torn)),
                fact("Looked at around each", `${report.k} neighbours`)))),
        el("section", { "aria-labelledby": "regions-title" },
            el("h2", { id: "regions-title" }, "Regions where a split is missing"), regionList(report)),
        el("section", { "aria-labelledby": "shares-title" },
            el("h2", { id: "shares-title" }, "Val's share by class and by style"),
            el("p", { class: "small muted audit-note" }, "The mark is where val would end if every row had the same share. Styles are groups that are drawn alike; the Styles page shows them."),
            el("div", { class: "balance-shares" }, shareTable("Class", report.classes), shareTable("Style", report.styles))),
        el("p", { class: "small muted audit-note" }, "Train and val are mixed for this comparison alone; no model sees it. Near duplicates count once. Neighbours share neighbours, so single images prove nothing: a region is judged as a whole, against the strongest that reshuffled splits show anywhere. Where nothing is wrong, 5 datasets in 100 show a region."),
    ];
}

/** @param {string} name @param {string} value */
function fact(name, value) {
    return el("div", {}, el("dt", {}, name), el("dd", { class: "number" }, value));
}

void keepReport({ kind: "balance", load: api.balance, show }).load();
