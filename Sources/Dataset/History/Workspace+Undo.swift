import GRDB

extension Workspace {
    /// Takes a change back, by a change of its own.
    ///
    /// An import is undone as a whole, all its batches: its samples go to the trash. Undoing an undo is a redo, undoing
    /// a redo an undo.
    ///
    /// - Parameters:
    ///   - change: any change by anybody; nil for the author's newest that is in effect and is not an import.
    ///   - force: also set cells that were changed since; else those are an `EditError.conflict`.
    ///   - key: with it, asking again does it once.
    /// - Returns: nil where `change` is nil and the author has nothing to undo.
    @discardableResult
    public func undo(
        author: String, change: Int64? = nil, force: Bool = false, key: RequestKey? = nil
    ) throws -> AppliedChange? {
        let authorship = try Authorship(author, nil)
        return try database.write { db in
            try key.once(in: db) {
                let newest = try ReversalChoice.newestToUndo(by: authorship.author, in: db)
                guard let change = change ?? newest else { return nil }
                return try ReversalChoice.undoing(change, force: force, in: db).perform(authorship, in: db)
            }
        }
    }

    /// Does again what was undone, by a change of its own.
    ///
    /// - Parameter change: one that is undone, or its undo; nil for the author's newest undo since their newest edit.
    /// - Returns: nil where `change` is nil and the author has nothing to redo.
    @discardableResult
    public func redo(
        author: String, change: Int64? = nil, force: Bool = false, key: RequestKey? = nil
    ) throws -> AppliedChange? {
        let authorship = try Authorship(author, nil)
        return try database.write { db in
            try key.once(in: db) {
                let newest = try ReversalChoice.newestToRedo(by: authorship.author, in: db)
                guard let change = change ?? newest else { return nil }
                return try ReversalChoice.redoing(change, force: force, in: db).perform(authorship, in: db)
            }
        }
    }

    /// The change that `undo(author:)` would take back.
    public func undoable(by author: String) throws -> Int64? {
        try database.read { db in try ReversalChoice.newestToUndo(by: author, in: db) }
    }

    /// The undo that `redo(author:)` would take back.
    public func redoable(by author: String) throws -> Int64? {
        try database.read { db in try ReversalChoice.newestToRedo(by: author, in: db) }
    }
}
