/// The orders that were asked for last, so that each is made once and then only cut into pages.
struct OrderCache {
    /// Which order: what is asked for, and of what.
    struct Key: Hashable {
        let query: SampleQuery
        let change: Int64
        let projection: Int64?

        /// - Parameter query: its page is left out, for all pages are of one order.
        init(_ query: SampleQuery, change: Int64, projection: Int64?) {
            var query = query
            query.offset = 0
            query.limit = nil
            query.projection = projection
            self.query = query
            self.change = change
            self.projection = projection
        }
    }

    /// Sixteen orders of a million samples.
    static let mostBytes = 64 << 20
    static let most = 256

    private var orders: [Key: SampleOrder] = [:]
    /// The one used last comes last.
    private var used: [Key] = []
    private(set) var bytes = 0

    var count: Int { orders.count }

    mutating func order(_ key: Key) -> SampleOrder? {
        guard let order = orders[key] else { return nil }
        touch(key)
        return order
    }

    mutating func keep(_ order: SampleOrder, as key: Key) {
        guard orders[key] == nil else { return }
        orders[key] = order
        used.append(key)
        bytes += Self.size(of: order)
        // The one that was just made is kept, whatever its size: its next page is about to be asked for.
        while bytes > Self.mostBytes || used.count > Self.most, used.count > 1 {
            let oldest = used.removeFirst()
            if let gone = orders.removeValue(forKey: oldest) { bytes -= Self.size(of: gone) }
        }
    }

    private mutating func touch(_ key: Key) {
        guard let place = used.firstIndex(of: key) else { return }
        used.append(used.remove(at: place))
    }

    private static func size(of order: SampleOrder) -> Int { 4 * order.count + 1_024 }
}
