// Why a sample is labelled as it is: who said so, when and why, and the thread where it was decided.

import { api } from "./api.js";
import { el, fill } from "./dom.js";
import { ago, dateTime } from "./format.js";

/**
 * Fills an element with the label's origin and the threads about the sample.
 * @param {HTMLElement} host @param {number} id @param {AbortSignal} [signal]
 */
export function drawBlame(host, id, signal) {
    api.blame(id, signal).then((blame) => {
        const label = blame.cells.find((cell) => cell.field === "label");
        fill(host,
            label && el("p", {}, el("strong", {}, label.value ?? "No label"), label.kind === "import" ? " as it was imported" : " by ", label.kind !== "import" && label.author,
                ", ", el("time", { datetime: label.at, title: dateTime(label.at) }, ago(label.at)),
                label.decision !== null && el("span", {}, ": ", el("a", { href: `/talk?thread=${label.thread}` }, label.decision)),
                label.decision === null && label.reason && `: “${label.reason}”`),
            ...blame.threads.slice(0, 5).map((thread) => el("p", {}, el("a", { href: `/talk?thread=${thread.id}` }, thread.question), el("span", { class: "muted" }, ` · ${thread.state}`))),
            el("p", {}, el("a", { href: `/talk?sample=${id}&ask=1` }, "Ask about this image")));
    }, () => fill(host));
}
