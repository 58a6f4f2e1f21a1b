import Foundation
import GRDB

/// What happened between two points: changes after one and up to another, and what was said in that time.
public struct HistorySpan: Sendable, Codable, Equatable {
    /// Changes with a greater number, …
    public let from: Int64
    /// … and up to this one.
    public let to: Int64
    /// ISO 8601 in UTC with milliseconds.
    public let fromAt: String
    public let toAt: String
}

extension Workspace {
    /// The span between two points.
    ///
    /// - Parameters:
    ///   - from: a version, the number of a change, a day (`2026-11-24`) or a moment (`2026-11-24T09:30`, in UTC); nil is
    ///     the newest version before `to`, else the beginning.
    ///   - to: the same; nil is now.
    /// - Throws: `VersionError`.
    public func span(from: String?, to: String?) throws -> HistorySpan {
        let end: (change: Int64, at: String)
        if let to { end = try point(to, isEnd: true) } else { end = (try lastChange(), Timestamp.now()) }
        let start: (change: Int64, at: String)
        if let from {
            start = try point(from, isEnd: false)
        } else if let version = try versions().first(where: { $0.change < end.change }) {
            start = (version.change, version.createdAt)
        } else {
            start = (0, "")
        }
        guard start.change <= end.change else { throw VersionError.unknown(from ?? "") }
        return HistorySpan(from: start.change, to: end.change, fromAt: start.at, toAt: end.at)
    }

    private func point(_ text: String, isEnd: Bool) throws -> (change: Int64, at: String) {
        if let version = try versions().first(where: { $0.name == text }) { return (version.change, version.createdAt) }
        if let moment = Self.moment(text, isEnd: isEnd) {
            let change = try database.read { db in
                try Int64.fetchOne(
                    db,
                    sql: "SELECT max(id) FROM change WHERE at \(isEnd ? "<=" : "<") ?", arguments: [moment])
            }
            return (change ?? 0, moment)
        }
        let change = try change(ofVersion: text)
        return (change, try self.change(change)?.at ?? "")
    }

    /// A day or a moment in the form of the history; of a day its first or its last millisecond.
    private static func moment(_ text: String, isEnd: Bool) -> String? {
        guard let match = text.wholeMatch(of: #/(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d))?Z?)?/#) else {
            return nil
        }
        guard let time = match.2 else { return "\(match.1)T\(isEnd ? "23:59:59.999" : "00:00:00.000")Z" }
        return "\(match.1)T\(time):\(match.3 ?? "00").\(isEnd ? "999" : "000")Z"
    }
}
