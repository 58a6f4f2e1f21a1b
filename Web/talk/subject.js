// What a question is about, as the address says it.

/** @typedef {{sample: number | null, selection: string | null, classes: string[], words: string}} Subject */

/** @param {URLSearchParams} query @returns {Subject | null} null: about nothing yet */
export function readSubject(query) {
    const sample = Number(query.get("sample")) || null;
    const selection = query.get("selection") || null;
    const classes = (query.get("classes")?.split(",") ?? query.getAll("class")).filter(Boolean).slice(0, 2);
    const parts = [];
    if (classes.length > 0) parts.push(classes.length === 1 ? `class ${classes[0]}` : classes.join(" or "));
    if (sample) parts.push(`sample ${sample}`);
    if (selection) parts.push("the images chosen");
    return parts.length === 0 ? null : { sample, selection, classes, words: parts.join(", ") };
}
