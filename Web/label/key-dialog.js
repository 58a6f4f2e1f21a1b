// Choosing the keys: which hand, and a key of one's own for a class or an action.

import { openDialog } from "../shared/dialog.js";
import { el, fill } from "../shared/dom.js";
import { keyName } from "../shared/keys.js";
import { ACTIONS, actionKeys, keysOf } from "./key-plan.js";

const HANDS = /** @type {const} */ ([["digits", "Digits, also those of the number pad"], ["left", "Left hand"], ["right", "Right hand"]]);
/** Keys that the browser or the page needs. */
const TAKEN = new Set(["Tab", "Enter", "?", "F", "L", "C"]);

/**
 * @param {string[]} names of the classes
 * @param {import("./key-plan.js").KeyPlan} before
 * @returns {Promise<import("./key-plan.js").KeyPlan | null>} null: as it was
 */
export async function askKeys(names, before) {
    /** @type {import("./key-plan.js").KeyPlan} */
    let plan = { hand: before.hand, own: { ...before.own } };
    const list = el("div", { class: "key-list" });
    const said = el("p", { class: "small", role: "status" });

    /** @param {string} id the name of a class, or `:action` */
    const shownKeys = (id) => (id.startsWith(":") ? actionKeys(plan, /** @type {import("./key-plan.js").Action} */ (id.slice(1))) : [keysOf(names, plan).get(id) ?? "none"]);

    /** @param {string} id @param {string} words */
    const line = (id, words) => {
        const button = el("button", { class: "button key-button", type: "button", "aria-label": `Key for ${words}: ${shownKeys(id).join(" or ")}. Press it, then the new key` },
            ...shownKeys(id).map((key) => el("kbd", {}, key)));
        button.addEventListener("click", () => {
            fill(button, "press a key…");
            button.addEventListener("keydown", (event) => {
                if (event.key === "Tab" || event.key === "Escape") return draw();
                event.preventDefault();
                event.stopPropagation();
                take(id, words, keyName(event));
            }, { once: true });
        });
        return el("div", { class: "key-line" }, el("span", {}, words), button);
    };

    /** @param {string} id @param {string} words @param {string} key */
    const take = (id, words, key) => {
        const others = [...names.filter((name) => name !== id).map((name) => [name, name]),
            ...Object.entries(ACTIONS).filter(([action]) => `:${action}` !== id).map(([action, { words: told }]) => [`:${action}`, told])];
        const holder = TAKEN.has(key) || key.length > 12 ? "the page itself" : others.find(([other]) => shownKeys(other).includes(key) && (other.startsWith(":") || plan.own[other]))?.[1];
        if (holder) said.textContent = `${key} belongs to ${holder} already.`;
        else {
            plan.own[id] = key;
            said.textContent = `${key} is ${words} now.`;
        }
        draw();
    };

    const draw = () => fill(list, ...names.map((name) => line(name, name)), ...Object.entries(ACTIONS).map(([action, { words }]) => line(`:${action}`, words)));

    draw();
    const answer = await openDialog({
        title: "Keys",
        body: [
            el("fieldset", { class: "key-hands" }, el("legend", { class: "small muted" }, "One hand does it all"),
                ...HANDS.map(([hand, words]) => el("label", { class: "check" },
                    el("input", { type: "radio", name: "hand", checked: plan.hand === hand, onchange: () => {
                        plan = { hand, own: {} };
                        draw();
                    } }), words))),
            el("p", { class: "small muted" }, "Keys come from the names of the classes. Press one here to choose another."),
            list, said,
        ],
        actions: [{ label: "Cancel", value: "" }, { label: "Keep", value: "keep", kind: "primary" }],
    });
    return answer === "keep" ? plan : null;
}
