import GRDB

/// The split of derived samples: that of their parents, and none where these are in different splits. So nothing that
/// was made of a train image is ever in val, whatever is moved and by whom.
struct SplitsOfDerived {
    private let parents: Statement
    private let children: Statement
    private let everyone: Statement

    /// - Returns: nil where nothing is derived.
    init?(_ db: Database) throws {
        guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM derivationParent)") == true else { return nil }
        parents = try db.cachedStatement(sql: "SELECT parent FROM derivationParent WHERE sample = ?")
        everyone = try db.cachedStatement(sql: "SELECT sample FROM derivation ORDER BY sample")
        children = try db.cachedStatement(sql: "SELECT sample FROM derivationParent WHERE parent = ?")
    }

    /// Brings what is derived from moved samples after them.
    /// - Throws: `EditError.derivedSplit` where a derived sample is to go where its parents are not.
    func follow(_ draft: inout ChangeDraft) throws {
        let moved = draft.samplesChanging(.split)
        var waiting = moved
        while let parent = waiting.popLast() {
            for child in try Int64.fetchAll(children, arguments: [parent]) {
                let split = try common(of: child, &draft) ?? .null
                guard try draft.cell(.split, of: child).after != split else { continue }
                try draft.set(.split, of: child, to: split)
                waiting.append(child)
            }
        }
        for sample in moved {
            guard let split = try common(of: sample, &draft) else { continue }
            guard try draft.cell(.split, of: sample).after == split else { throw EditError.derivedSplit(sample) }
        }
    }

    /// Brings every derived sample to the split of its parents, wherever it is.
    func followAll(_ draft: inout ChangeDraft) throws {
        var waiting = try Int64.fetchAll(everyone)
        while let sample = waiting.popLast() {
            guard let split = try common(of: sample, &draft), try draft.cell(.split, of: sample).after != split else {
                continue
            }
            try draft.set(.split, of: sample, to: split)
            waiting += try Int64.fetchAll(children, arguments: [sample])
        }
    }

    /// - Returns: nil where the sample is not derived.
    private func common(of sample: Int64, _ draft: inout ChangeDraft) throws -> DatabaseValue? {
        let parents = try Int64.fetchAll(parents, arguments: [sample])
        guard !parents.isEmpty else { return nil }
        return try Self.common(of: parents, &draft)
    }

    static func common(of parents: [Int64], _ draft: inout ChangeDraft) throws -> DatabaseValue {
        var split: DatabaseValue?
        for parent in parents {
            let value = try draft.cell(.split, of: parent).after
            if let split, split != value { return .null }
            split = value
        }
        return split ?? .null
    }
}
