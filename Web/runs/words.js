// How runs and their scores are said.

/** @param {number | undefined} share such as "64.4 %" */
export function percent(share) {
    return share === undefined ? "–" : `${(100 * share).toFixed(1)} %`;
}

/** @param {number} share such as "+1.2 points" */
export function points(share) {
    const value = 100 * share;
    return `${value >= 0 ? "+" : "−"}${Math.abs(value).toFixed(1)} points`;
}

/** @param {number} value */
export function pValue(value) {
    return value < 0.0001 ? "p < 0.0001" : `p = ${value.toFixed(value < 0.01 ? 4 : 2)}`;
}

/** @param {Tessera.Interval} interval such as "62.1 to 66.5 %" */
export function range(interval) {
    return `${(100 * interval.low).toFixed(1)} to ${(100 * interval.high).toFixed(1)} %`;
}

/** @param {Tessera.RunGroup} group what it was trained on, such as "v2, without mirrored" */
export function title(group) {
    const { version, whatIf, folds } = group;
    const parts = [version.name ?? (version.change === 0 ? "the empty dataset" : `change ${version.change}`)];
    for (const batch of whatIf.without) parts.push(`without ${batch}`);
    for (const batch of whatIf.with) parts.push(`with ${batch}`);
    if (folds > 0) parts.push(`${folds} folds`);
    return parts.join(", ");
}

/** @param {string} set as people say it */
export function setName(set) {
    if (set === "none") return "no split";
    return set === "all" ? "everything" : set;
}

/** @param {Tessera.RunGroup} group the run that stands for it: the first that is done */
export function leading(group) {
    return group.runs.find((run) => run.state === "done") ?? group.runs[0];
}
