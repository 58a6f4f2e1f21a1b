// The styles page: how the images are drawn, across the classes; which style lacks which class; who is typical of a class.

import { api } from "../shared/api.js";
import { basisLine, jobButton, jobProgress, keepReport } from "../shared/audit/stored-report.js";
import { byId, el, refill } from "../shared/dom.js";
import { mountHeader } from "../shared/header.js";
import { styleTable } from "./style-table.js";
import { typicalityStrips } from "./typicality-strips.js";

const main = byId("main", HTMLElement);
mountHeader("styles");

const head = el("section", {});
const body = el("div", { class: "styles-body" });
const compute = jobButton("Group again", "styles");
refill(main, head, jobProgress("styles"), body);

/** @param {Tessera.StoredReport<Tessera.StylesReport>} stored */
function show({ report, isStale }) {
    compute.textContent = report ? "Group again" : "Tell styles apart";
    compute.classList.toggle("primary", !report || isStale);
    refill(head,
        el("div", { class: "audit-head" },
            el("div", {}, el("h1", {}, "Styles"),
                el("p", { class: "audit-lead" }, report ? report.verdict : "The same hand, pen or paper goes through all classes. Here images of different classes that are drawn alike are put together, to see which style lacks which class. It takes some seconds.")),
            el("div", { class: "audit-actions" }, compute)),
        report && basisLine(report.basis, isStale));
    refill(body, ...(report ? sections(report) : []));
    main.dataset.ready = report ? "report" : "none";
}

/** @param {Tessera.StylesReport} report */
function sections(report) {
    return [
        el("section", { "aria-labelledby": "table-title" },
            el("h2", { id: "table-title" }, "Styles and classes"),
            el("p", { class: "small muted audit-note" }, "A row is a style, a column a class. A cell that is marked has fewer images than its row and column let expect; an empty one has none. Open a cell to see its images and take them to the sheet or the map."),
            styleTable(report)),
        el("section", { "aria-labelledby": "typical-title" },
            el("h2", { id: "typical-title" }, "Typical and untypical"),
            el("p", { class: "small muted audit-note" }, "Typical is what has many like it near by in its class; what is least typical is rare, strange, or has a wrong label."),
            typicalityStrips(report)),
    ];
}

void keepReport({ kind: "styles", load: api.styles, show }).load();
