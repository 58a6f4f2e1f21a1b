public import Dataset
import Foundation

/// What a report was computed on.
public struct ReportBasis: Codable, Sendable, Equatable {
    /// The embedding: one model, or several joined by `+`.
    public let model: String
    /// Vectors of each of its models.
    public let vectors: [Int]
    /// The id of the newest change that it has seen.
    public let lastChange: Int64
    public let seed: UInt64
    /// Active samples that it looked at.
    public let samples: Int
    /// Different images among them.
    public let images: Int
    /// ISO 8601, UTC.
    public let createdAt: String

    /// Whether both stand for the same data, whenever they were made.
    func isSame(as other: ReportBasis) -> Bool {
        model == other.model && vectors == other.vectors && lastChange == other.lastChange && seed == other.seed
            && samples == other.samples
    }
}

/// A report of an audit, as it is kept in the workspace.
public protocol AuditReport: Codable, Sendable {
    static var name: String { get }
    var basis: ReportBasis { get }
}

/// A report, and whether the dataset is still as it was.
public struct StoredReport<Report: AuditReport>: Sendable {
    public let report: Report
    /// Whether anything was changed since.
    public let isStale: Bool

    /// The report that is there; nil where there is none, or one that an older Tessera wrote.
    public static func read(from workspace: Workspace) throws -> StoredReport? {
        guard let data = try workspace.report(name: Report.name),
            let report = try? JSONDecoder().decode(Report.self, from: data)
        else { return nil }
        let isStale = try workspace.lastChange() != report.basis.lastChange
        return StoredReport(report: report, isStale: isStale)
    }
}

extension AuditReport {
    func save(in workspace: Workspace) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try workspace.saveReport(encoder.encode(self), name: Self.name)
    }
}
