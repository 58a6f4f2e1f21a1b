public import Dataset

/// What happened between two points, for those who were not there.
public struct SessionReport: Codable, Sendable, Equatable {
    public struct Rule: Codable, Sendable, Equatable {
        public let label: String
        public let entry: LabelBookEntry
    }

    public struct Person: Codable, Sendable, Equatable {
        public let name: String
        public internal(set) var changes = 0
        public internal(set) var messages = 0
    }

    public let workspace: String
    public let span: HistorySpan
    /// Threads that were decided in this time, with their messages.
    public let decided: [TalkThread]
    /// Threads in which something was said and that wait for an answer or a decision, with their messages.
    public let open: [TalkThread]
    /// What was written into the label book and is in it.
    public let written: [Rule]
    public let difference: VersionDifference
    public let disagreements: [Disagreement]
    /// Most work first.
    public let people: [Person]
    /// Conflicts between two copies that wait for a decision.
    public let conflicts: [MergeConflict]

    /// Threads of each kind that are told.
    static let mostThreads = 500

    /// - Throws: `VersionError`.
    public init(_ workspace: Workspace, from: String? = nil, to: String? = nil) throws {
        let span = try workspace.span(from: from, to: to)
        self.span = span
        self.workspace = try workspace.summary().name
        func isWithin(_ at: String) -> Bool { at > span.fromAt && at <= span.toAt }
        var query = ThreadQuery()
        query.limit = Self.mostThreads
        let threads = try workspace.threads(matching: query).filter { $0.lastAt > span.fromAt }
            .map { try workspace.thread($0.id) }
        let said = threads.filter { thread in thread.messages?.contains { isWithin($0.at) } ?? false }
        decided = said.filter { thread in
            thread.messages?.contains { $0.kind == .decision && isWithin($0.at) } ?? false
        }.sorted { $0.id < $1.id }
        let isDecided = Set(decided.map(\.id))
        open = said.filter { $0.state != .decided && !isDecided.contains($0.id) }.sorted { $0.id < $1.id }
        written = try workspace.labelBook().pages.flatMap { page in
            ([page.definition].compactMap { $0 } + page.examples + page.nearMisses + page.rules)
                .filter { isWithin($0.at) }.map { Rule(label: page.name, entry: $0) }
        }
        difference = try workspace.difference(from: span.from, to: span.to, limit: 1_000)
        disagreements = try workspace.disagreements(in: span)
        conflicts = try workspace.conflicts()
        var people: [String: Person] = [:]
        let changes = try workspace.changes(after: span.from, limit: Int(clamping: span.to - span.from))
        for change in changes where change.id <= span.to {
            people[change.author, default: Person(name: change.author)].changes += 1
        }
        for message in said.flatMap({ $0.messages ?? [] }) where isWithin(message.at) {
            people[message.author, default: Person(name: message.author)].messages += 1
        }
        self.people = people.values.sorted {
            ($1.changes + $1.messages, $0.name) < ($0.changes + $0.messages, $1.name)
        }
    }
}
