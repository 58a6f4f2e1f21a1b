import Foundation
import GRDB

/// Who asks for samples to look at, and from which they are chosen.
public struct HandOutRequest: Sendable {
    public var person: String
    /// One window or program of the person: two of them get different samples.
    public var holder: String
    public var count: Int
    /// Those that the holder was handed before and still means to answer; all others of theirs are free again.
    public var keeping: [Int64]
    /// Seconds for which nobody else is handed them.
    public var seconds: Double
    /// The samples, the most informative first.
    public var order: [Int64]
    /// Where in `order` to begin: before it there is nothing left for this person.
    public var start: Int
    /// Only these; nil: any.
    public var among: Set<Int64>?

    public init(
        person: String, holder: String, count: Int, keeping: [Int64] = [], seconds: Double = 120, order: [Int64],
        start: Int = 0, among: Set<Int64>? = nil
    ) {
        self.person = person
        self.holder = holder
        self.count = count
        self.keeping = keeping
        self.seconds = seconds
        self.order = order
        self.start = start
        self.among = among
    }
}

/// What somebody was handed.
public struct HandOut: Sendable, Equatable {
    public struct Item: Sendable, Equatable {
        public let sample: Int64
        /// Whether it is handed out because people do not agree on it.
        public let isContested: Bool
    }

    public let items: [Item]
    /// Where to begin the next time.
    public let start: Int
}

extension Workspace {
    /// Hands out samples: first those on which people do not agree, the most contested first, then the most informative
    /// of those that too few have answered. Nobody is handed what they answered already, nor what somebody else has
    /// before them.
    public func handOut(_ request: HandOutRequest) throws -> HandOut {
        try database.write { db in
            let leases = Leases(db: db, request: request)
            try leases.renew()
            var items = try leases.contested(limit: request.count)
            let (more, start) = try leases.informative(
                limit: request.count - items.count, without: Set(items.map(\.sample)))
            items += more
            try leases.take(items.map(\.sample))
            return HandOut(items: items, start: start)
        }
    }

    /// Gives back what a holder was handed.
    public func giveBack(holder: String) throws {
        try database.write { db in
            try db.execute(sql: "DELETE FROM lease WHERE holder = ?", arguments: [holder])
        }
    }
}

/// One hand-out within its transaction.
private struct Leases {
    let db: Database
    let request: HandOutRequest
    let wanted: Int
    let now = Date().timeIntervalSince1970

    init(db: Database, request: HandOutRequest) {
        self.db = db
        self.request = request
        wanted = (try? LabellingRules.current(in: db).answersWanted) ?? 1
    }

    func renew() throws {
        try db.execute(
            sql: "DELETE FROM lease WHERE until < ? OR holder = ?", arguments: [now, request.holder])
        try take(request.keeping)
    }

    func take(_ samples: [Int64]) throws {
        let insert = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO lease (sample, holder, until) VALUES (?, ?, ?)")
        for sample in samples { try insert.execute(arguments: [sample, request.holder, now + request.seconds]) }
    }

    func contested(limit: Int) throws -> [HandOut.Item] {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT t.sample FROM tally t JOIN sample s ON s.id = t.sample AND s.state = 'active'
                    WHERE t.contest > 0 AND t.labels < ?1
                    AND NOT EXISTS (SELECT 1 FROM lease l WHERE l.sample = t.sample)
                    AND NOT EXISTS (SELECT 1 FROM annotation n WHERE n.sample = t.sample AND n.person = ?2)
                    ORDER BY t.contest DESC, t.sample
                    """), arguments: [wanted + LabellingRules.extraForContested, request.person])
        var items: [HandOut.Item] = []
        while items.count < limit, let row = try rows.next() {
            let sample: Int64 = row[0]
            if request.among?.contains(sample) == false { continue }
            items.append(HandOut.Item(sample: sample, isContested: true))
        }
        return items
    }

    func informative(limit: Int, without taken: Set<Int64>) throws -> (items: [HandOut.Item], start: Int) {
        let look = try db.cachedStatement(
            sql: """
                SELECT s.state = 'active', coalesce((SELECT labels FROM tally WHERE sample = s.id), 0),
                    EXISTS (SELECT 1 FROM annotation WHERE sample = s.id AND person = ?2),
                    EXISTS (SELECT 1 FROM lease WHERE sample = s.id)
                FROM sample s WHERE s.id = ?1
                """)
        var items: [HandOut.Item] = []
        var start = min(max(0, request.start), request.order.count)
        var isPrefix = true
        var place = start
        while items.count < limit, place < request.order.count {
            defer { place += 1 }
            let sample = request.order[place]
            guard let row = try Row.fetchOne(look, arguments: [sample, request.person]) else { continue }
            let isActive: Bool = row[0]
            let labels: Int = row[1]
            let isAnswered: Bool = row[2]
            let isLeased: Bool = row[3]
            if !isActive || labels >= wanted || isAnswered {
                if isPrefix { start = place + 1 }
                continue
            }
            isPrefix = false
            if isLeased || taken.contains(sample) || request.among?.contains(sample) == false { continue }
            items.append(HandOut.Item(sample: sample, isContested: false))
        }
        return (items, start)
    }
}
