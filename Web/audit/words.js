// Kinds and states of findings in the reader's words.

/** @type {Record<Tessera.FindingKind, string>} */
export const KINDS = {
    labels: "Label errors",
    conflicts: "Label conflicts",
    leaks: "Leaks",
    duplicates: "Duplicates",
    junk: "Junk",
    outliers: "Outliers",
    cues: "Spurious cues",
    regions: "Hard regions",
    annotators: "Annotators",
    balance: "Balance",
};

/** @type {Record<Tessera.FindingState, string>} */
export const STATES = { open: "Open", accepted: "Accepted", rejected: "Rejected", later: "Later", gone: "No longer there" };

/** @param {Tessera.FindingKind} kind such as "Label error" */
export function one(kind) {
    return { labels: "Label error", conflicts: "Label conflict", leaks: "Leak", duplicates: "Duplicate", junk: "Junk", outliers: "Outlier", cues: "Spurious cue", regions: "Hard region", annotators: "Annotator", balance: "Balance" }[kind];
}

/** @param {number} share such as "78 %" */
export function percent(share) {
    return `${Math.round(100 * share)} %`;
}

/** @param {number} score such as "0.973"; rounded down, so that 1 is 1 only */
export function decimal(score) {
    return (Math.floor(score * 1000) / 1000).toFixed(3);
}
