import GRDB

extension Workspace {
    /// The classes, in the order of the label book.
    public func classes() throws -> [ClassEntry] {
        try database.read { db in
            try ClassTable(db).rows.enumerated().map { ClassEntry(id: $1.id, name: $1.name, position: $0) }
        }
    }

    /// Adds a class.
    /// - Parameter position: from 0; nil for its place in the usual order.
    /// - Throws: `EditError.invalidClassName` or `classExists`.
    @discardableResult
    public func addClass(
        _ name: String, position: Int? = nil, author: String, reason: String? = nil
    ) throws -> AppliedChange {
        guard let parsed = ClassName.parse(name) else { throw EditError.invalidClassName(name) }
        return try changeClasses(author, reason, "class \(parsed) added") { table, draft in
            guard table.id(of: parsed) == nil else { throw EditError.classExists(parsed) }
            if let position {
                try table.insert(parsed, at: position, noting: &draft)
            } else {
                try table.add([parsed], noting: &draft)
            }
        }
    }

    /// Adds those classes of a list that are not there, at the end and in the order of the list: that of an export.
    /// - Returns: nil where all are there.
    @discardableResult
    public func addClasses(_ names: [String], author: String, reason: String? = nil) throws -> AppliedChange? {
        let parsed = try names.map { name in
            guard let parsed = ClassName.parse(name) else { throw EditError.invalidClassName(name) }
            return parsed
        }
        let known = Set(try classes().map(\.name))
        let new = parsed.filter { !known.contains($0) }
        guard !new.isEmpty else { return nil }
        return try changeClasses(author, reason, "classes \(new.joined(separator: ", ")) added") { table, draft in
            for name in new where table.id(of: name) == nil {
                try table.insert(name, at: table.rows.count, noting: &draft)
            }
        }
    }

    /// Gives a class another name, another position, or both, as one change.
    /// - Throws: `EditError.unknownClassID`, `invalidClassName`, `classExists` or `nothingToDo`.
    @discardableResult
    public func updateClass(
        _ id: Int64, name: String? = nil, position: Int? = nil, author: String, reason: String? = nil
    ) throws -> AppliedChange {
        let parsed = try name.map { name in
            guard let parsed = ClassName.parse(name) else { throw EditError.invalidClassName(name) }
            return parsed
        }
        guard let before = try classes().first(where: { $0.id == id })?.name else { throw EditError.unknownClassID(id) }
        let words = parsed.map { $0 == before ? nil : "class \(before) renamed to \($0)" } ?? nil
        return try changeClasses(author, reason, words ?? "class \(before) moved") { table, draft in
            if let parsed { try table.rename(id, to: parsed, noting: &draft) }
            if let position { try table.move(id, to: position, noting: &draft) }
        }
    }

    @discardableResult
    public func renameClass(_ id: Int64, to name: String, author: String, reason: String? = nil) throws -> AppliedChange
    {
        try updateClass(id, name: name, author: author, reason: reason)
    }

    /// - Parameter position: from 0; beyond the end is the end.
    @discardableResult
    public func moveClass(_ id: Int64, to position: Int, author: String, reason: String? = nil) throws -> AppliedChange
    {
        try updateClass(id, position: position, author: author, reason: reason)
    }

    private func changeClasses(
        _ author: String, _ reason: String?, _ summary: String,
        _ body: (inout ClassTable, inout ChangeDraft) throws -> Void
    ) throws -> AppliedChange {
        let authorship = try Authorship(author, reason)
        return try database.write { db in
            var draft = try ChangeDraft(db)
            var table = try ClassTable(db)
            try body(&table, &draft)
            guard !draft.isEmpty else { throw EditError.nothingToDo }
            return try draft.commit(.class, author: authorship.author, reason: authorship.reason, summary: summary)
        }
    }
}
