import GRDB

extension Workspace {
    /// Keeps what somebody says of findings. What an acceptance changes is one change, with the findings as its reason,
    /// in the same transaction as the verdict.
    ///
    /// - Throws: `FindingError`, and `EditError` as for any edit: a cell that somebody set since the audit is a conflict.
    public func judge(_ request: VerdictRequest) throws -> JudgedFindings {
        let authorship = try Authorship(request.author, request.reason)
        guard !request.findings.isEmpty else { throw FindingError.nothingNamed }
        guard request.findings.count <= VerdictRequest.mostFindings else {
            throw FindingError.tooMany(limit: VerdictRequest.mostFindings)
        }
        return try database.write { db in
            let findings = try Self.judgeable(request, in: db)
            let applied = request.verdict == .accept ? try Self.accept(findings, request, authorship, in: db) : nil
            let reader = try FindingReader(db)
            for finding in findings {
                let keyAfter = request.verdict == .accept ? try reader.presentKey(of: finding) : nil
                try Self.append(
                    request.verdict, to: finding, by: authorship, change: applied?.change.id, keyAfter: keyAfter, in: db
                )
            }
            return JudgedFindings(applied: applied, findings: try findings.map { try reader.finding($0.id) })
        }
    }

    private static func judgeable(_ request: VerdictRequest, in db: Database) throws -> [Finding] {
        let reader = try FindingReader(db)
        var seen = Set<Int64>()
        return try request.findings.filter { seen.insert($0).inserted }.map { id in
            let finding = try reader.finding(id)
            switch (finding.state, request.verdict) {
            case (.accepted, _), (.rejected, .reject), (.later, .later):
                throw FindingError.alreadyJudged(id, finding.state)
            case (.gone, _): throw FindingError.gone(id)
            default: return finding
            }
        }
    }

    private static func accept(
        _ findings: [Finding], _ request: VerdictRequest, _ authorship: Authorship, in db: Database
    ) throws -> AppliedChange? {
        let edits = findings.flatMap { finding in
            if let set = request.set { return [Edit(samples: finding.samples, seen: finding.lastChange, set: set)] }
            return finding.change?.edits(seen: finding.lastChange) ?? []
        }
        let plan = try EditPlan(EditRequest(author: authorship.author, edits: edits), in: db)
        guard plan.conflicts.isEmpty else { throw EditError.conflict(plan.conflicts) }
        guard !plan.draft.isEmpty else { return nil }
        let reason = [authorship.reason, words(findings)].compactMap(\.self).joined(separator: " \u{00B7} ")
        return try plan.draft.commit(.edit, author: authorship.author, reason: reason, summary: plan.summary())
    }

    /// Why a change was made: `finding 12: label iii is probably iv`.
    private static func words(_ findings: [Finding]) -> String {
        if findings.count == 1, let finding = findings.first {
            return "finding \(finding.id): \(finding.title.prefix(300))"
        }
        let numbers = findings.prefix(20).map { String($0.id) }.joined(separator: ", ")
        return "\(findings.count) findings: \(numbers)\(findings.count > 20 ? ", \u{2026}" : "")"
    }

    private static func append(
        _ word: FindingVerdict.Word, to finding: Finding, by authorship: Authorship, change: Int64? = nil,
        keyAfter: String? = nil, in db: Database
    ) throws {
        let before = try String.fetchOne(
            db.cachedStatement(sql: "SELECT max(at) FROM findingVerdict WHERE finding = ?"), arguments: [finding.id])
        try db.cachedStatement(
            sql: """
                INSERT INTO findingVerdict (finding, verdict, author, reason, at, change, score, keyAfter)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                finding.id, word.rawValue, authorship.author, authorship.reason, Timestamp.now(after: before),
                change,
                finding.score, keyAfter,
            ])
    }

    /// Takes verdicts back. A change that an acceptance made is undone, and with it every acceptance that was made with
    /// it; a later redo of that undo brings them back.
    ///
    /// - Throws: `FindingError`, and `EditError.conflict` where somebody changed the same cells since.
    public func withdrawVerdicts(of findings: [Int64], author: String) throws -> JudgedFindings {
        let authorship = try Authorship(author, nil)
        guard !findings.isEmpty else { throw FindingError.nothingNamed }
        return try database.write { db in
            let reader = try FindingReader(db)
            var applied: AppliedChange?
            for id in findings {
                let finding = try reader.finding(id)
                guard let verdict = finding.verdict, verdict.verdict != .withdrawn else {
                    throw FindingError.notJudged(id)
                }
                if finding.state == .accepted, let change = verdict.change {
                    applied = try ReversalChoice.undoing(change, force: false, in: db).perform(authorship, in: db)
                } else if applied == nil || finding.state != .open {
                    // One that was accepted with the change that has just been undone is open already.
                    try Self.append(.withdrawn, to: finding, by: authorship, in: db)
                }
            }
            return JudgedFindings(applied: applied, findings: try findings.map { try reader.finding($0) })
        }
    }

    /// All that was said of a finding, oldest first.
    public func verdicts(of finding: Int64) throws -> [FindingVerdict] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql:
                    "SELECT verdict, author, reason, at, change, score FROM findingVerdict WHERE finding = ? ORDER BY id",
                arguments: [finding]
            ).compactMap { row in
                guard let word = FindingVerdict.Word(rawValue: row[0]) else { return nil }
                return FindingVerdict(
                    verdict: word, author: row[1], reason: row[2], at: row[3], change: row[4], score: row[5])
            }
        }
    }

    /// The acceptances and rejections of a kind that hold, in the order in which they were made.
    public func scoredVerdicts(of kind: FindingKind) throws -> [ScoredVerdict] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT v.score, v.verdict FROM \(FindingReader.tables)
                    WHERE f.kind = ? AND (v.verdict = 'reject' OR \(FindingReader.isAccepted("v"))) ORDER BY v.id
                    """, arguments: [kind.rawValue]
            ).map { ScoredVerdict(score: $0[0], isRight: $0[1] as String == "accept") }
        }
    }
}
