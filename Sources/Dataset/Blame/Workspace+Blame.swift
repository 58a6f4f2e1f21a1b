import GRDB

extension Workspace {
    /// Why a sample is as it is: for each cell the change that made it so.
    /// - Throws: `EditError.unknownSample`.
    public func blame(of sample: Int64) throws -> SampleBlame {
        let history = try history(of: sample)
        guard let present = try samples([sample]).first, let origin = history.last else {
            throw EditError.unknownSample(sample)
        }
        var query = ThreadQuery()
        query.sample = sample
        let threads = try threads(matching: query)
        let decisions = try decisions(of: Set(history.map(\.change)))
        func cell(_ field: String, _ value: String?, _ source: ChangedCell) -> SampleBlame.Cell {
            let decision = decisions[source.change]
            return SampleBlame.Cell(
                field: field, value: value, before: source.field == CellField.wholeSample ? nil : source.before,
                change: source.change, at: source.at, author: source.author, reason: source.reason, kind: source.kind,
                thread: decision?.thread, decision: decision?.text)
        }
        func newest(_ field: String) -> ChangedCell { history.first { $0.field == field } ?? origin }
        var cells = [
            cell("label", present.label, newest("label")), cell("split", present.split, newest("split")),
            cell("state", present.state.rawValue, newest("state")),
        ]
        for tag in present.tags { cells.append(cell("tag", tag, Self.source(ofTag: tag, in: history) ?? origin)) }
        for (name, value) in present.columns.sorted(by: { $0.key < $1.key }) {
            cells.append(cell("column.\(name)", value.display, newest("column.\(name)")))
        }
        return SampleBlame(sample: sample, cells: cells, threads: threads)
    }

    /// The change that added a tag last.
    private static func source(ofTag tag: String, in history: [ChangedCell]) -> ChangedCell? {
        func has(_ text: String?) -> Bool { (text ?? "").split(separator: ", ").contains { $0 == tag } }
        return history.first { $0.field == "tags" && has($0.after) && !has($0.before) }
    }

    private func decisions(of changes: Set<Int64>) throws -> [Int64: (thread: Int64, text: String)] {
        try database.read { db in
            let find = try db.cachedStatement(
                sql: "SELECT thread, text FROM threadMessage WHERE change = ? ORDER BY id LIMIT 1")
            var found: [Int64: (thread: Int64, text: String)] = [:]
            for change in changes {
                if let row = try Row.fetchOne(find, arguments: [change]) { found[change] = (row[0], row[1]) }
            }
            return found
        }
    }
}
