// What is shown: which findings, which of them is open, and what this page has judged. Everything is in the address, so
// that a reload or a sent link shows the same.

import { api } from "../shared/api.js";

const PAGE = 50;

/** @typedef {{kinds: Tessera.FindingKind[], label: string, split: string, state: string}} Filter */

export class FindingsState {
    constructor() {
        const query = new URLSearchParams(location.search);
        /** @type {Filter} */
        this.filter = {
            kinds: /** @type {Tessera.FindingKind[]} */ (query.getAll("kind")),
            label: query.get("class") ?? "",
            split: query.get("split") ?? "",
            state: query.get("state") ?? "open",
        };
        /** @type {Tessera.Finding[]} */
        this.findings = [];
        this.total = 0;
        /** @type {string | null} */
        this.next = null;
        /** @type {number | null} */
        this.selected = Number(query.get("finding")) || null;
        /** @type {number[][]} the latest last: what `u` takes back */
        this.judged = [];
        this.asked = 0;
    }

    /** @returns {URLSearchParams} */
    query() {
        const query = new URLSearchParams();
        for (const kind of this.filter.kinds) query.append("kind", kind);
        if (this.filter.label) query.set("class", this.filter.label);
        if (this.filter.split) query.set("split", this.filter.split);
        query.set("state", this.filter.state);
        return query;
    }

    /** Puts what is shown into the address. */
    remember() {
        const query = this.query();
        if (this.selected) query.set("finding", String(this.selected));
        history.replaceState(null, "", `/audit?${query}`);
    }

    /**
     * Loads the first findings anew.
     * @returns {Promise<boolean>} false where a later call overtook it
     */
    async load() {
        const mine = ++this.asked;
        const query = this.query();
        query.set("limit", String(PAGE));
        const page = await api.findings(query);
        if (mine !== this.asked) return false;
        this.findings = page.findings;
        this.total = page.total;
        this.next = page.next ?? null;
        // One that a link names is shown also where it is farther down, or judged.
        if (this.selected && this.index < 0) {
            const named = await api.finding(this.selected).catch(() => null);
            if (mine !== this.asked) return false;
            if (named) this.findings.unshift(named.finding);
        }
        if (this.index < 0) this.selected = this.findings[0]?.id ?? null;
        this.remember();
        return true;
    }

    /** Loads those that follow. */
    async more() {
        if (!this.next) return;
        const mine = this.asked;
        const query = this.query();
        query.set("limit", String(PAGE));
        query.set("after", this.next);
        const page = await api.findings(query);
        if (mine !== this.asked) return;
        this.findings.push(...page.findings.filter((finding) => !this.findings.some((other) => other.id === finding.id)));
        this.next = page.next ?? null;
    }

    get index() {
        return this.findings.findIndex((finding) => finding.id === this.selected);
    }

    /** @returns {Tessera.Finding | null} */
    get finding() {
        return this.findings[this.index] ?? null;
    }

    /** @param {Tessera.Finding[]} changed as the server has them now */
    take(changed) {
        for (const finding of changed) {
            const place = this.findings.findIndex((other) => other.id === finding.id);
            if (place >= 0) this.findings[place] = finding;
        }
    }
}
