public import Dataset
import Foundation

/// What was grown in a workspace: `reports/grow-….json`, a file each, rewritten after every round.
public struct GrowthShelf: Sendable {
    private let workspace: Workspace

    public init(_ workspace: Workspace) {
        self.workspace = workspace
    }

    /// Newest first.
    public func all() -> [Growth] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: workspace.directory.reports.path)) ?? []
        return names.filter { $0.hasPrefix("grow-") && $0.hasSuffix(".json") }
            .compactMap { try? growth(String($0.dropLast(5))) }
            .sorted { ($1.at, $1.id) < ($0.at, $0.id) }
    }

    /// - Throws: ``GrowError/unknown(_:)``.
    public func growth(_ id: String) throws -> Growth {
        guard ProposalShelf.isID(id), let data = try? Data(contentsOf: file(id)),
            let growth = try? JSONDecoder().decode(Growth.self, from: data)
        else { throw GrowError.unknown(id) }
        return growth
    }

    /// The change by which what it proposed came into the dataset, where it did and that is in effect.
    public func accepted(_ growth: Growth) throws -> Change? {
        try ProposalShelf(workspace).changeOfAccepted(growth.id)
    }

    func keep(_ growth: Growth) throws {
        try FileManager.default.createDirectory(at: workspace.directory.reports, withIntermediateDirectories: true)
        try DurableFile.write([UInt8](JSONEncoder().encode(growth)), to: file(growth.id).path)
    }

    private func file(_ id: String) -> URL {
        workspace.directory.reports.appendingPathComponent("\(id).json")
    }
}
