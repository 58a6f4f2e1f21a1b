// What the sheet shows: filter and sort, as the address holds them and as the API takes them.

/**
 * @typedef {object} SheetQuery
 * @property {string[]} labels "" is unlabelled
 * @property {string[]} splits "none" is without a split
 * @property {string[]} tags
 * @property {string} text
 * @property {boolean} changed
 * @property {"active" | "trashed"} state
 * @property {[string, string][]} columns imported columns and the value wanted
 * @property {{field: string, descending: boolean} | null} sort
 */

/** @returns {SheetQuery} */
export function emptyQuery() {
    return { labels: [], splits: [], tags: [], text: "", changed: false, state: "active", columns: [], sort: null };
}

/** @param {URLSearchParams} parameters @returns {SheetQuery} */
export function readQuery(parameters) {
    const sort = (parameters.get("sort") ?? "").split(",")[0];
    return {
        labels: parameters.getAll("label"),
        splits: parameters.getAll("split"),
        tags: parameters.getAll("tag"),
        text: parameters.get("q") ?? "",
        changed: parameters.get("changed") === "1",
        state: parameters.get("state") === "trashed" ? "trashed" : "active",
        columns: [...parameters].filter(([name]) => name.startsWith("column.")).map(([name, value]) => [name.slice(7), value]),
        sort: sort ? { field: sort.replace(/^-/, ""), descending: sort.startsWith("-") } : null,
    };
}

/**
 * The query as the API takes it, which is also how the address shows it.
 * @param {SheetQuery} query
 * @returns {URLSearchParams}
 */
export function writeQuery(query) {
    const parameters = new URLSearchParams();
    for (const label of query.labels) parameters.append("label", label);
    for (const split of query.splits) parameters.append("split", split);
    for (const tag of query.tags) parameters.append("tag", tag);
    for (const [name, value] of query.columns) parameters.append(`column.${name}`, value);
    if (query.text) parameters.set("q", query.text);
    if (query.changed) parameters.set("changed", "1");
    if (query.state === "trashed") parameters.set("state", "trashed");
    if (query.sort) parameters.set("sort", (query.sort.descending ? "-" : "") + query.sort.field);
    return parameters;
}

/** @param {SheetQuery} query */
export function isFiltered(query) {
    return query.labels.length + query.splits.length + query.tags.length + query.columns.length > 0 || query.text !== "" || query.changed || query.state === "trashed";
}
