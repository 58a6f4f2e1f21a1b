// The sheet as a spreadsheet: out as a file, and a file back, shown before anything is written.

import { api, apiURL } from "../shared/api.js";
import { openDialog } from "../shared/dialog.js";
import { el } from "../shared/dom.js";
import { plural } from "../shared/format.js";
import { icon } from "../shared/icons.js";
import { toast, toastError } from "../shared/toast.js";

/** Rows of each kind that the dialog lists. */
const SHOWN = 50;

/** @type {Record<string, string>} */
const TYPES = { xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", csv: "text/csv", tsv: "text/tab-separated-values" };

/**
 * The items of the menu.
 * @param {() => URLSearchParams} query what the sheet shows
 * @returns {(import("../shared/menu.js").MenuItem | string | null)[]}
 */
export function spreadsheetItems(query) {
    const save = (/** @type {string} */ ending) => location.assign(apiURL(`/sheet/export.${ending}`, query()));
    return [
        "What the sheet shows, as a file",
        { label: "Spreadsheet with pictures (.xlsx)", icon: icon("download"), run: () => save("xlsx") },
        { label: "Text (.csv)", icon: icon("download"), run: () => save("csv") },
        { label: "Text with tabs (.tsv)", icon: icon("download"), run: () => save("tsv") },
        null,
        { label: "Read an edited one back…", icon: icon("open"), run: choose },
    ];
}

function choose() {
    const input = el("input", { type: "file", accept: ".xlsx,.csv,.tsv" });
    input.addEventListener("change", () => {
        const file = input.files?.[0];
        if (file) void look(file);
    });
    input.click();
}

/** @param {File} file */
async function look(file) {
    const type = TYPES[file.name.split(".").at(-1)?.toLowerCase() ?? ""];
    if (!type) {
        toastError(new Error("Choose a file whose name ends in .xlsx, .csv or .tsv."));
        return;
    }
    try {
        const plan = await api.readSheet(file, type, {});
        const answer = await openDialog({
            title: file.name, wide: true, body: describe(plan),
            actions: [{ label: "Close", value: "" }, ...actions(plan)],
        });
        if (!answer) return;
        const written = await api.readSheet(file, type, { apply: "1", conflicts: answer });
        toast(written.change ? `Written as change ${written.change}.` : "Nothing was left to write.");
    } catch (error) {
        toastError(error);
    }
}

/** @param {Tessera.SheetPlan} plan @returns {import("../shared/dialog.js").Action[]} */
function actions(plan) {
    if (plan.conflicts.length > 0) {
        return [
            { label: "Write, keep theirs", value: "theirs", kind: "primary" },
            { label: "Write, mine over theirs", value: "mine", kind: "danger" },
        ];
    }
    return plan.changes.length > 0 ? [{ label: `Write ${plural(plan.changes.length, "cell")}`, value: "refuse", kind: "primary" }] : [];
}

/** @param {Tessera.SheetPlan} plan @returns {Node[]} */
function describe(plan) {
    const { changes, conflicts, problems, notices } = plan;
    return [
        el("p", {}, `${plural(plan.rows, "row")} read, ${plural(plan.matched, "sample")} found. ${changes.length === 0 ? "Nothing would change." : `${plural(changes.length, "cell")} would change.`}`),
        ...notices.map((text) => el("p", { class: "small muted" }, text)),
        section("Changes", ["Row", "Image", "Field", "Now", "In the file"], changes.map((cell) => [cell.row, cell.path, cell.field, cell.from ?? "", cell.to ?? ""])),
        section("Changed by others since", ["Row", "Image", "Field", "Theirs", "Yours", "By"], conflicts.map((clash) => [clash.row, clash.path, clash.field, clash.theirs ?? "", clash.yours ?? "", clash.author])),
        section("Not understood, and left as it is", ["Row", "Column", "Why"], problems.map((problem) => [problem.row ?? "", problem.column ?? "", problem.words])),
    ].flatMap((node) => node ?? []);
}

/** @param {string} title @param {string[]} head @param {(string | number)[][]} rows */
function section(title, head, rows) {
    if (rows.length === 0) return null;
    const more = rows.length > SHOWN ? el("p", { class: "small muted" }, `and ${plural(rows.length - SHOWN, "more", "more")}`) : null;
    return el("section", { class: "plan" }, el("h3", {}, `${title} (${rows.length})`),
        el("div", { class: "plan-rows", tabindex: 0, role: "group", "aria-label": title }, el("table", {},
            el("thead", {}, el("tr", {}, ...head.map((text) => el("th", { scope: "col" }, text)))),
            el("tbody", {}, ...rows.slice(0, SHOWN).map((row) => el("tr", {}, ...row.map((cell) => el("td", {}, cell))))))), more);
}
