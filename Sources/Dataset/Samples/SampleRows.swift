import GRDB

/// Runs a `SampleQuery` and collects some of its columns, row by row, without an object for each.
///
/// Similarity is an order of images that lies in a file, so SQL does not know it: SQL sorts by the keys before it and
/// numbers the runs of equal keys, and each run is then put in the order of the ranks.
struct SampleRows {
    let selection: SampleSelection
    let query: SampleQuery
    let points: ProjectionPoints?

    /// Calls `prepare` once with the rows' number, then `visit` for each row.
    ///
    /// - Parameter expressions: what to select; `visit` finds them in the row at 0…
    /// - Returns: the permutation to put the visited rows in order (and cut), nil where they came in order.
    func each(
        _ expressions: [String], in db: Database, visit: (Row) throws -> Void
    ) throws -> [Int]? {
        var selected = expressions
        if let similarity = selection.similarity {
            selected.append("s.image")
            selected.append(similarity.after.map { "dense_rank() OVER (ORDER BY \($0))" } ?? "0")
        }
        var sql = """
            SELECT \(selected.joined(separator: ", ")) FROM sample s
            \(Self.needs("i.", selected, selection) ? "JOIN image i ON i.id = s.image" : "")
            \(Self.needs("c.", selected, selection) ? "LEFT JOIN class c ON c.id = s.class" : "")
            \(selection.joins) WHERE \(selection.condition)
            """
        if selection.similarity == nil {
            sql += " ORDER BY \(selection.order)"
            if query.limit != nil || query.offset > 0 {
                sql += " LIMIT \(max(query.limit ?? -1, -1)) OFFSET \(max(query.offset, 0))"
            }
        } else {
            sql += " ORDER BY s.id"
        }
        let rows = try Row.fetchCursor(db, sql: sql, arguments: selection.arguments)
        guard let similarity = selection.similarity else {
            while let row = try rows.next() { try visit(row) }
            return nil
        }
        var keys: [(run: Int64, rank: UInt32)] = []
        while let row = try rows.next() {
            try visit(row)
            let rank = points?.rank(of: row[expressions.count] as Int64) ?? ColumnTable.missing
            keys.append((row[expressions.count + 1], rank))
        }
        return cut(order(of: keys, descending: similarity.descending))
    }

    /// The rows came by id, which therefore decides between equal ones.
    private func order(of keys: [(run: Int64, rank: UInt32)], descending: Bool) -> [Int] {
        let missing = ColumnTable.missing
        return keys.indices.sorted { left, right in
            let (a, b) = (keys[left], keys[right])
            if a.run != b.run { return a.run < b.run }
            if a.rank == b.rank { return left < right }
            if a.rank == missing || b.rank == missing { return b.rank == missing }
            return descending ? a.rank > b.rank : a.rank < b.rank
        }
    }

    private func cut(_ order: [Int]) -> [Int] {
        let start = min(max(query.offset, 0), order.count)
        let rest = order[start...]
        return query.limit.map { Array(rest.prefix(max($0, 0))) } ?? Array(rest)
    }

    private static func needs(_ prefix: String, _ selected: [String], _ selection: SampleSelection) -> Bool {
        (selected + [selection.order, selection.condition]).contains { $0.contains(prefix) }
    }
}
