// What may be done to the images of a class (mirror, rotate, …): rules that the studio keeps in the label book.

import { apiURL } from "../shared/api.js";

/**
 * @typedef {{outcome: "same" | "becomes" | "forbidden", label: string | null, limit: number | null}} Rule
 * @typedef {{name: string, parts?: string[], chain?: {label: string, instruction: string}[], rules: Record<string, Rule>}} RulesOfClass
 */

/**
 * @returns {Promise<Map<string, string[]>>} by class, in words; empty where nobody made rules, or there is no studio
 */
export async function transformRules() {
    /** @type {Map<string, string[]>} */
    const words = new Map();
    const response = await fetch(apiURL("/rules"), { headers: { Accept: "application/json" } }).catch(() => null);
    if (!response?.ok) return words;
    /** @type {{classes: RulesOfClass[]}} */
    const { classes } = await response.json();
    for (const { name, parts, chain, rules } of classes) {
        const lines = Object.entries(rules).map(([transform, rule]) => sentence(transform, rule));
        if (parts && parts.length > 0) lines.push(`Its parts from left to right: ${parts.join(", ")}`);
        for (const step of chain ?? []) lines.push(`${step.instruction}: it becomes ${step.label}`);
        if (lines.length > 0) words.set(name, lines);
    }
    return words;
}

/** @param {string} transform @param {Rule} rule */
function sentence(transform, { outcome, label, limit }) {
    const what = transform.replaceAll("-", " ");
    const words = what[0].toUpperCase() + what.slice(1);
    if (outcome === "becomes") return `${words}: it becomes ${label}`;
    if (outcome === "forbidden") return `${words}: never`;
    return `${words}: it stays what it is${limit === null || limit === undefined ? "" : `, up to ${limit} degrees`}`;
}
