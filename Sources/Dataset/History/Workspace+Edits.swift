import GRDB

extension Workspace {
    /// Makes one change of all edits of a request, or none.
    ///
    /// Where an edit says what its author had seen, a cell that somebody else set to something else since is a conflict;
    /// cells that nobody touched, single tags added or taken away, and a wish that is fulfilled already are none.
    ///
    /// - Throws: `EditError`; then nothing was changed.
    public func apply(_ request: EditRequest) throws -> AppliedChange {
        let authorship = try Authorship(request.author, request.reason)
        // Its selections may be forgotten by now.
        if let key = request.key, let before = try database.read({ try key.change(in: $0) }) { return before }
        // Before the transaction, for it waits for those that read.
        let request = try request.namingSamples(of: self)
        return try database.write { db in
            let applied = try request.key.once(in: db) { try request.apply(authorship, in: db) }
            guard let applied else { throw EditError.nothingToDo }
            return applied
        }
    }
}

extension EditRequest {
    /// Makes the change within a transaction; the samples are all named.
    func apply(_ authorship: Authorship, in db: Database) throws -> AppliedChange {
        let plan = try EditPlan(self, in: db)
        guard plan.conflicts.isEmpty else { throw EditError.conflict(plan.conflicts) }
        guard !plan.draft.isEmpty else { throw EditError.nothingToDo }
        return try plan.draft.commit(
            .edit, author: authorship.author, reason: authorship.reason, summary: plan.summary())
    }

    /// The request with the samples of its selections named.
    fileprivate func namingSamples(of workspace: Workspace) throws -> EditRequest {
        var request = self
        for index in request.edits.indices {
            guard let selection = request.edits[index].selection else { continue }
            request.edits[index].samples += try workspace.sampleIDs(inSelection: selection)
            request.edits[index].selection = nil
        }
        return request
    }
}
