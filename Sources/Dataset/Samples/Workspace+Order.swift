import GRDB
import Synchronization

extension Workspace {
    /// The samples that a query selects, its page aside, as a change left the dataset.
    ///
    /// Made once and kept for a while, so that a page costs what its samples cost. As an earlier change left it, it is
    /// made from the history, so a reader may come back to it after any time.
    ///
    /// - Parameter change: nil for the newest.
    /// - Throws: `QueryError`, where there is no such change, column or projection.
    public func order(of query: SampleQuery, at change: Int64? = nil) throws -> SampleOrder {
        let needs = TableNeeds(query)
        let (newest, projection) = try database.read { db in
            (
                try Int64.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0,
                needs.similarity ? try projectionID(query.projection, in: db) : nil
            )
        }
        if let change, !(0...newest).contains(change) { throw QueryError.unknownChange(change) }
        let key = OrderCache.Key(query, change: change ?? newest, projection: projection)
        if let kept = orders.withLock({ $0.order(key) }) { return kept }
        let table = try sampleTable(needs, at: change)
        let points = try projection.map { try projectionPoints($0) }
        let selection = try query.selection.map { try selections.ranges(of: $0) }
        let rows = try table.rows(matching: query, points: points, selection: selection)
        let order = SampleOrder(
            change: table.change, projection: projection, samples: rows.map { UInt32(clamping: table.ids[Int($0)]) })
        orders.withLock { $0.keep(order, as: .init(query, change: table.change, projection: projection)) }
        return order
    }

    /// The table with what a query needs, as a change left the dataset.
    ///
    /// One thread at a time takes in what is new, with a reader that began after it was let in: so the database never is
    /// older than the table.
    /// - Important: not from within a read of the database, which this waits for.
    func sampleTable(_ needs: TableNeeds, at change: Int64? = nil) throws -> SampleTable {
        try samples.withLock { kept in
            try database.read { db in
                try kept.catchUp(in: db)
                try kept.read(needs, in: db)
                return try change.map { try kept.rewound(to: $0, in: db) } ?? kept
            }
        }
    }

    /// Reads what queries look at before somebody asks, part by part, so that nobody waits long for one.
    ///
    /// Two to five seconds for a million samples, in the background; nothing worth telling for a few thousand.
    public func readAhead() throws {
        var query = SampleQuery()
        // What the map asks for comes first.
        _ = try summary()
        var none = query
        none.limit = 0
        _ = try columns(["id", "label", "split", "tags", "state", "x", "y", "order", "column.*"], matching: none)
        query.text = "/"
        _ = try sampleTable(TableNeeds(query))
        for field in [SortKey.Field.name, .path, .bytes] {
            query.sort = [SortKey(field)]
            _ = try sampleTable(TableNeeds(query))
        }
    }

    /// What is kept of orders: bytes, and how many.
    package var keptOrders: (bytes: Int, count: Int) { orders.withLock { ($0.bytes, $0.count) } }
}
