import GRDB
import Synchronization

extension Workspace {
    /// The dataset in numbers. Counted once a change.
    public func summary() throws -> DatasetSummary {
        try database.read { db in
            let newest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0
            if let kept = summaries.withLock({ $0 }), kept.lastChange == newest { return kept }
            let summary = try Self.summary(in: db, lastChange: newest)
            summaries.withLock { $0 = summary }
            return summary
        }
    }

    private static func summary(in db: Database, lastChange: Int64) throws -> DatasetSummary {
        var byClass: [Int64: [String: Int]] = [:]
        var unlabeled: [String: Int] = [:]
        var all: [String: Int] = [:]
        var byTagSet: [Int64: Int] = [:]
        var trashed = 0
        // In the order of an index that has all of it, so no sample is read.
        let groups = try Row.fetchCursor(
            db,
            sql: """
                SELECT class, state, coalesce(split, 'none'), tagSet, count(*) FROM sample
                GROUP BY class, state, split, tagSet
                """)
        while let group = try groups.next() {
            let split: String = group[2]
            let count: Int = group[4]
            guard group[1] as String == SampleStatus.active.rawValue else {
                trashed += count
                continue
            }
            all[split, default: 0] += count
            byTagSet[group[3], default: 0] += count
            if let id = group[0] as Int64? {
                byClass[id, default: [:]][split, default: 0] += count
            } else {
                unlabeled[split, default: 0] += count
            }
        }
        let classes = try ClassTable(db).rows.map { row in
            let counts = complete(byClass[row.id] ?? [:])
            return DatasetSummary.ClassCount(
                id: row.id, name: row.name, total: counts.values.reduce(0, +), bySplit: counts)
        }
        let about = try Row.fetchOne(db, sql: "SELECT name, isDemo FROM workspace")
        return DatasetSummary(
            name: about?[0] ?? "", isDemo: about?[1] ?? false, samples: all.values.reduce(0, +),
            images: try Int.fetchOne(db, sql: "SELECT count(*) FROM image") ?? 0,
            unlabeled: unlabeled.values.reduce(0, +), trashed: trashed, classes: classes, bySplit: complete(all),
            unlabeledBySplit: complete(unlabeled), splits: Split.allCases.map(\.rawValue),
            tags: try tagCounts(byTagSet, in: db), columns: try ColumnInfo.all(in: db), lastChange: lastChange)
    }

    private static func complete(_ counts: [String: Int]) -> [String: Int] {
        counts.merging(["train": 0, "val": 0, "test": 0, "none": 0]) { count, _ in count }
    }

    private static func tagCounts(_ bySet: [Int64: Int], in db: Database) throws -> [DatasetSummary.TagCount] {
        var counts: [String: Int] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, tags FROM tagSet") {
            guard let count = bySet[row[0]] else { continue }
            for tag in TagSet(stored: row[1]).names { counts[tag, default: 0] += count }
        }
        return counts.sorted { $0.key < $1.key }.map { .init(name: $0.key, count: $0.value) }
    }
}
