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
        // Before the transaction, for it waits for those that read.
        let request = try request.namingSamples(of: self)
        return try database.write { db in
            let plan = try EditPlan(request, in: db)
            guard plan.conflicts.isEmpty else { throw EditError.conflict(plan.conflicts) }
            guard !plan.draft.isEmpty else { throw EditError.nothingToDo }
            return try plan.draft.commit(
                .edit, author: authorship.author, reason: authorship.reason, summary: plan.summary())
        }
    }
}

extension EditRequest {
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
