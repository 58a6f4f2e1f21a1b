// A recipe while it is being written: what the form shows and what the API takes.

/** @typedef {"copies" | "perClass" | "perClassAndStyle" | "perClassAndColumn"} GoalKind */

/** @type {[GoalKind, string, number][]} */
export const GOALS = [
    ["copies", "copies of every image", 2],
    ["perClass", "images for every class", 300],
    ["perClassAndStyle", "images for every class and style", 80],
    ["perClassAndColumn", "images for every class and value of a column", 80],
];

/** @returns {Studio.Recipe} */
export function freshRecipe() {
    return { transforms: [], goal: { copies: 1 }, source: ["split=train"], seed: 42, tags: [] };
}

/** @param {Studio.RecipeGoal} goal @returns {{kind: GoalKind, number: number}} */
export function readGoal(goal) {
    const found = GOALS.find(([kind]) => goal[kind] !== undefined);
    return found ? { kind: found[0], number: goal[found[0]] ?? found[2] } : { kind: "copies", number: 1 };
}

/** @param {GoalKind} kind @param {number} number @param {string} column @returns {Studio.RecipeGoal} */
export function writeGoal(kind, number, column) {
    return kind === "perClassAndColumn" ? { perClassAndColumn: number, column } : { [kind]: number };
}

/** @param {Studio.Transform} transform as it is used most @returns {Studio.RecipeTransform} */
export function usualTransform({ kind, parameters }) {
    /** @type {Studio.RecipeTransform} */
    const made = { kind, probability: 1 };
    for (const { name, usual } of parameters) made[name] = [...usual];
    return made;
}

/** @param {Studio.RecipeTransform} transform @param {Studio.TransformParameter} parameter @returns {[number, number]} */
export function rangeOf(transform, { name, usual }) {
    const value = transform[name];
    if (Array.isArray(value) && value.length === 2) return [Number(value[0]), Number(value[1])];
    return typeof value === "number" ? [value, value] : usual;
}

/**
 * What keeps a recipe from being made, in words; empty: nothing.
 * @param {Studio.Recipe} recipe @param {Studio.Transform[]} transforms
 */
export function trouble(recipe, transforms) {
    if (recipe.transforms.length === 0) return "Add a transform first.";
    for (const each of recipe.transforms) {
        const known = transforms.find(({ kind }) => kind === each.kind);
        if (!known) return `This server does not know the transform “${each.kind}”.`;
        if (!(each.probability > 0 && each.probability <= 1)) return `${known.title}: how often is a number above 0, up to 1.`;
        for (const parameter of known.parameters) {
            const [low, high] = rangeOf(each, parameter);
            if (!(low <= high)) return `${known.title}: ${parameter.title} goes from the smaller to the larger number.`;
            if (low < parameter.low || high > parameter.high) return `${known.title}: ${parameter.title} lies between ${parameter.low} and ${parameter.high}.`;
        }
    }
    const { kind, number } = readGoal(recipe.goal);
    if (!Number.isInteger(number) || number < 1) return "How many is a whole number, 1 at least.";
    if (kind === "perClassAndColumn" && !recipe.goal.column) return "Choose the column.";
    return "";
}
