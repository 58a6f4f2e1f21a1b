import GRDB

/// Two people who said different things of the same samples.
public struct Disagreement: Sendable, Codable, Equatable {
    public enum Kind: String, Sendable, Codable {
        /// One set a label that the other had set otherwise.
        case relabelled
        /// They named different classes in one thread.
        case answered
    }

    public let kind: Kind
    /// Who said it first, and what; nil for no label.
    public let first: String
    public let firstLabel: String?
    public let second: String
    public let secondLabel: String?
    /// Ids, ascending.
    public let samples: [Int64]
    /// The thread that they answered in.
    public let thread: Int64?
}

extension Workspace {
    /// Who disagreed with whom on what within a span, most samples first. Imports have no opinion, and who changes a
    /// label of their own changes their mind.
    public func disagreements(in span: HistorySpan) throws -> [Disagreement] {
        try database.read { db in try Self.relabelled(span, in: db) + Self.answered(span, in: db) }
    }

    private static func relabelled(_ span: HistorySpan, in db: Database) throws -> [Disagreement] {
        let words = CellWords(db)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT l.sample, p.author, l.before, c.author, l.after
                FROM sampleCell l JOIN change c ON c.id = l.change
                JOIN change p ON p.id = (
                    SELECT max(o.change) FROM sampleCell o WHERE o.sample = l.sample AND o.change < l.change
                    AND o.field IN ('label', 'sample'))
                WHERE l.field = 'label' AND l.change > ? AND l.change <= ? AND c.kind = 'edit' AND p.kind = 'edit'
                AND p.author <> c.author ORDER BY l.sample
                """, arguments: [span.from, span.to])
        struct Key: Hashable {
            let first: String
            let firstLabel: String?
            let second: String
            let secondLabel: String?
        }
        var samples: [Key: Set<Int64>] = [:]
        while let row = try rows.next() {
            let key = Key(
                first: row[1], firstLabel: try words.words(row[2], field: "label"), second: row[3],
                secondLabel: try words.words(row[4], field: "label"))
            samples[key, default: []].insert(row[0])
        }
        return samples.map { key, ids in
            Disagreement(
                kind: .relabelled, first: key.first, firstLabel: key.firstLabel, second: key.second,
                secondLabel: key.secondLabel, samples: ids.sorted(), thread: nil)
        }.sorted { ($1.samples.count, $0.first, $0.second) < ($0.samples.count, $1.first, $1.second) }
    }

    private static func answered(_ span: HistorySpan, in db: Database) throws -> [Disagreement] {
        let threads = try ThreadReader(db).threads(
            """
            WHERE EXISTS (SELECT 1 FROM threadMessage m WHERE m.thread = t.id AND m.at > ? AND m.at <= ?
                AND m.class IS NOT NULL) ORDER BY t.id
            """, [span.fromAt, span.toAt], withMessages: true)
        return threads.flatMap { thread -> [Disagreement] in
            var said: [(person: String, label: String)] = []
            var found: [Disagreement] = []
            for message in thread.messages ?? [] where message.kind == .answer {
                guard let label = message.label else { continue }
                for other in said where other.person != message.author && other.label != label {
                    found.append(
                        Disagreement(
                            kind: .answered, first: other.person, firstLabel: other.label, second: message.author,
                            secondLabel: label, samples: thread.samples, thread: thread.id))
                }
                said.removeAll { $0.person == message.author }
                said.append((message.author, label))
            }
            return found
        }
    }
}
