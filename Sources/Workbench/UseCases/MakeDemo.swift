public import Dataset
import DemoData
import Foundation

/// Draws the demo dataset beside the workspace's own folders and does the whole walk on it: import, embed, project.
public struct MakeDemo: UseCase {
    public static let kind = "demo"

    public let seed: UInt64
    /// Images to draw.
    public let count: Int

    public init(seed: UInt64 = 2021, count: Int = 2_000) {
        self.seed = seed
        self.count = count
    }

    private enum CodingKeys: String, CodingKey {
        case seed, count
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            seed: try values.decodeIfPresent(UInt64.self, forKey: .seed) ?? 2021,
            count: try values.decodeIfPresent(Int.self, forKey: .count) ?? 2_000)
    }

    /// Whether the walk was done to its end in this workspace, whatever people did to it since.
    public func isDone(in workspace: Workspace) throws -> Bool {
        try workspace.jobs(limit: 1_000).contains { $0.kind == Self.kind && $0.state == JobState.done.rawValue }
    }

    public var isForPages: Bool { false }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> DemoReport {
        let folder = workspace.directory.root.appendingPathComponent("demo", isDirectory: true)
        let images = folder.appendingPathComponent("images", isDirectory: true)
        // The images folder appears whole or not at all.
        if !FileManager.default.fileExists(atPath: images.path) {
            _ = try DemoDataset(seed: seed, count: count).write(
                to: folder, threads: ProcessInfo.processInfo.activeProcessorCount
            ) { done, total in
                try reporter.checkCancelled()
                reporter.report(phase: "drawing", done: done, total: total)
            }
        }
        _ = try ImportFolder(folder: images, reason: "demo data").run(in: workspace, reporting: reporter)
        _ = try EmbedImages().run(in: workspace, reporting: reporter)
        _ = try ProjectEmbedding().run(in: workspace, reporting: reporter)
        return try report(of: workspace)
    }

    /// What there is.
    public func report(of workspace: Workspace) throws -> DemoReport {
        DemoReport(
            samples: try workspace.summary().samples, refused: try workspace.refusals(importID: nil).count,
            models: try workspace.embeddings().map(\.model), projection: try workspace.projections().first?.id)
    }
}
