import GRDB

extension Workspace {
    /// The dataset in numbers.
    public func summary() throws -> DatasetSummary {
        try database.read { db in
            let about = try Row.fetchOne(db, sql: "SELECT name, isDemo FROM workspace")
            var byClass: [Int64: [String: Int]] = [:]
            var unlabeled: [String: Int] = [:]
            var all: [String: Int] = [:]
            let groups = try Row.fetchCursor(
                db,
                sql: """
                    SELECT class, coalesce(split, 'none'), count(*) FROM sample
                    WHERE state = 'active' GROUP BY class, split
                    """)
            while let group = try groups.next() {
                let split: String = group[1]
                let count: Int = group[2]
                all[split, default: 0] += count
                if let id = group[0] as Int64? {
                    byClass[id, default: [:]][split] = count
                } else {
                    unlabeled[split] = count
                }
            }
            let classes = try Row.fetchAll(db, sql: "SELECT id, name FROM class ORDER BY rank, id").map { row in
                let counts = Self.complete(byClass[row[0]] ?? [:])
                return DatasetSummary.ClassCount(
                    id: row[0], name: row[1], total: counts.values.reduce(0, +), bySplit: counts)
            }
            return DatasetSummary(
                name: about?[0] ?? "", isDemo: about?[1] ?? false, samples: all.values.reduce(0, +),
                images: try Int.fetchOne(db, sql: "SELECT count(*) FROM image") ?? 0,
                unlabeled: unlabeled.values.reduce(0, +),
                trashed: try Int.fetchOne(db, sql: "SELECT count(*) FROM sample WHERE state = 'trashed'") ?? 0,
                classes: classes, bySplit: Self.complete(all), unlabeledBySplit: Self.complete(unlabeled),
                splits: Split.allCases.map(\.rawValue), tags: try Self.tagCounts(in: db),
                columns: try ColumnInfo.all(in: db),
                lastChange: try Int64.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0)
        }
    }

    private static func complete(_ counts: [String: Int]) -> [String: Int] {
        counts.merging(["train": 0, "val": 0, "test": 0, "none": 0]) { count, _ in count }
    }

    private static func tagCounts(in db: Database) throws -> [DatasetSummary.TagCount] {
        var counts: [String: Int] = [:]
        let sets = try Row.fetchCursor(
            db,
            sql: """
                SELECT t.tags, count(*) FROM sample s JOIN tagSet t ON t.id = s.tagSet
                WHERE s.state = 'active' AND t.id <> 1 GROUP BY t.id
                """)
        while let set = try sets.next() {
            for tag in TagSet(stored: set[0]).names { counts[tag, default: 0] += set[1] }
        }
        return counts.sorted { $0.key < $1.key }.map { .init(name: $0.key, count: $0.value) }
    }
}
