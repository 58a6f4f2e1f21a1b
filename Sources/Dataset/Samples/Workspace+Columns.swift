import GRDB

extension Workspace {
    /// Some fields of all samples that a query selects, a column at a time.
    ///
    /// Fields: `id`, `revision`, `bytes`, `width`, `height`, `order` (rank in the similarity order) as integers; `x`,
    /// `y` as numbers; `label`, `split`, `state`, `tags` (a set's tags joined by U+001F), `name`, `path` as texts;
    /// `column.NAME` as the column's kind. The dictionary of `label` is all classes in order, that of `split` is train,
    /// val, test.
    ///
    /// - Throws: `QueryError`.
    public func columns(_ fields: [String], matching query: SampleQuery) throws -> ColumnTable {
        try database.read { db in
            var rows = try sampleRows(query, needsPoints: !Set(fields).isDisjoint(with: ["x", "y", "order"]), in: db)
            var selection = rows.selection
            var collectors = try fields.map { try ColumnCollector($0, selection: &selection, in: db) }
            rows = SampleRows(selection: selection, query: query, points: rows.points)
            var count = 0
            let order = try rows.each(collectors.map(\.expression), in: db) { row in
                for index in collectors.indices { collectors[index].take(row, at: index, points: rows.points) }
                count += 1
            }
            return ColumnTable(
                count: order?.count ?? count,
                lastChange: try Int64.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0,
                columns: collectors.map { $0.column(inOrder: order) })
        }
    }
}
