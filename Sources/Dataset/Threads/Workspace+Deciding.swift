import GRDB

extension Workspace {
    /// Decides a thread: the words, the rule for the label book and the relabelling are kept together or not at all.
    ///
    /// The relabelling is a change like any other, with the decision as its reason; `blame` leads from its samples to
    /// the thread.
    ///
    /// - Returns: the thread, and the change where labels differed from what was decided.
    /// - Throws: `ThreadError`, `LabelBookError`, `EditError`.
    public func decide(
        _ thread: Int64, _ decision: ThreadDecision, author: String
    ) throws -> (thread: TalkThread, change: AppliedChange?) {
        let authorship = try Authorship(author, nil)
        let text = try ThreadWriter.text(decision.text)
        return try database.write { db in
            _ = try Self.thread(thread, in: db)
            let applied = try decision.relabelling.flatMap {
                try Self.relabel($0, for: thread, because: text, author: authorship.author, in: db)
            }
            let named = decision.relabelling?.label ?? decision.rule?.label
            let message = try ThreadWriter(db).append(
                .init(
                    kind: .decision, author: authorship.author, text: text,
                    classID: try named.map { try Self.classID($0, in: db) }, change: applied?.change.id),
                to: thread)
            if let rule = decision.rule {
                try LabelBookWriter(db).append(
                    LabelBookWriter.Edit(
                        classID: try Self.classID(rule.label, in: db), kind: .rule,
                        text: try LabelBookWriter.text(rule.text, of: .rule), examples: rule.examples,
                        nearMisses: rule.nearMisses, thread: thread, message: message, author: authorship.author))
            }
            return (try Self.thread(thread, in: db), applied)
        }
    }

    private static func relabel(
        _ relabelling: ThreadDecision.Relabelling, for thread: Int64, because text: String, author: String,
        in db: Database
    ) throws -> AppliedChange? {
        guard !relabelling.samples.isEmpty else { return nil }
        let reason = "Thread \(thread): \(text)"
        let request = EditRequest(
            author: author, reason: String(decoding: reason.utf8.prefix(Authorship.longestReason), as: UTF8.self),
            edits: [
                Edit(
                    samples: relabelling.samples, seen: relabelling.seen,
                    set: CellChanges(label: .set(relabelling.label)))
            ])
        let plan = try EditPlan(request, in: db)
        guard plan.conflicts.isEmpty else { throw EditError.conflict(plan.conflicts) }
        guard !plan.draft.isEmpty else { return nil }
        // The last character may have been cut within.
        let kept = request.reason.map { $0.hasSuffix("\u{FFFD}") ? String($0.dropLast()) : $0 }
        return try plan.draft.commit(.edit, author: author, reason: kept, summary: plan.summary())
    }

    /// The thread whose decision made a change.
    public func thread(ofChange change: Int64) throws -> Int64? {
        try database.read { db in
            try Int64.fetchOne(
                db, sql: "SELECT thread FROM threadMessage WHERE change = ? ORDER BY id LIMIT 1", arguments: [change])
        }
    }
}
