// What samples were made of others: said where a sample is opened, and asked about before a parent goes to the trash.

import { api, ApiError } from "./api.js";
import { openDialog } from "./dialog.js";
import { el, fill } from "./dom.js";
import { plural } from "./format.js";
import { selectionLink } from "./selection.js";
import { toastError } from "./toast.js";

/** As many children as the server names. */
const NAMED = 500;

/**
 * Before samples go to the trash: where others were made of them, asks whether those go too.
 * @param {number[]} ids
 * @returns {Promise<number[] | null>} what else is to go, mostly nothing; null: nothing goes at all
 */
export async function askForDerived(ids) {
    try {
        const { derived } = await api.derivedCount(ids);
        if (derived === 0) return [];
        const answer = await openDialog({
            title: `${plural(derived, "image")} ${derived === 1 ? "was" : "were"} made of ${ids.length === 1 ? "this one" : "these"}`,
            body: [el("p", {}, "Derived images stand on their own: they can stay, or go to the trash with what they were made of. Undo brings either back.")],
            actions: [{ label: "Cancel", value: "" }, { label: "They go too", value: "all" }, { label: "They stay", value: "only", kind: "primary" }],
        });
        if (answer === null) return null;
        return answer === "all" ? (await api.derivedSamples(ids)).samples : [];
    } catch (error) {
        // What the server doesn't know has no children; whether it can go to the trash is for the edit itself to say.
        if (error instanceof ApiError && error.status === 404) return [];
        toastError(error);
        return null;
    }
}

/**
 * Where a sample comes from and what was made of it, in a line; empty where neither.
 * @param {number} sample
 * @param {AbortSignal} [signal]
 */
export function lineageLine(sample, signal) {
    const line = el("p", { class: "small lineage" });
    api.lineage(sample, signal).then(({ derivation, children, childCount }) => {
        const parents = derivation?.parents ?? [];
        const near = derivation?.parameters?.why?.near ?? [];
        fill(line,
            derivation && selectionLink("/sheet", parents, {}, parents.length === 1 ? `Made of sample ${parents[0]}` : `Made of ${plural(parents.length, "sample")}`),
            derivation && ` ${derivation.recipe ? `by the recipe ${derivation.recipe}, version ${derivation.recipeVersion}` : ""} by ${derivation.author}${derivation.isStale ? "; no longer fits what it was made of" : ""}. `,
            near.length > 0 && selectionLink("/sheet", near.map((each) => each.sample), {}, `For ${near.length === 1 ? `sample ${near[0].sample}` : plural(near.length, "sample")} of val`), near.length > 0 && `, which the fixed model took for ${[...new Set(near.map((each) => each.predicted))].join(", ")}. `,
            childCount > 0 && selectionLink("/sheet", children.map((child) => child.sample), {}, childCount > NAMED ? `The first ${NAMED} of ${plural(childCount, "image")} made of it` : `${plural(childCount, "image")} made of it`));
    }).catch(() => {});
    return line;
}
