import Dataset
import Foundation
import Workbench

/// The workspace in numbers, as the pages show it.
struct WorkspaceView: Encodable, Sendable {
    let name: String
    /// Drawn by chance when the workspace was made.
    let identity: String
    let isDemo: Bool
    /// The folder's own name; its path stays on this machine.
    let directoryName: String
    let counts: Counts
    let classes: [DatasetSummary.ClassCount]
    let splits: [String]
    let tags: [DatasetSummary.TagCount]
    let columns: [ColumnInfo]
    let embeddings: [EmbeddingInfo]
    let projections: [ProjectionView]
    let lastChange: Int64
    let canUndo: Bool
    let canRedo: Bool
    let version: String

    struct Counts: Encodable, Sendable {
        let samples: Int
        let images: Int
        let unlabeled: Int
        let trashed: Int
    }

    struct ProjectionView: Encodable, Sendable {
        let id: Int64
        let model: String
        let method: String
        let createdAt: String
        let count: Int
        let parameters: JSONValue
        let seed: UInt64

        init(_ info: ProjectionInfo) {
            id = info.id
            model = info.model
            method = info.method
            createdAt = info.createdAt
            count = info.count
            parameters = (try? JSONValue(text: info.parameters)) ?? .object([:])
            seed = info.seed
        }
    }

    /// - Parameter author: whose undo is meant.
    init(of workspace: Workspace, author: String) throws {
        let summary = try workspace.summary()
        name = summary.name
        identity = try workspace.identity()
        isDemo = summary.isDemo
        directoryName = workspace.directory.root.lastPathComponent
        counts = Counts(
            samples: summary.samples, images: summary.images, unlabeled: summary.unlabeled, trashed: summary.trashed)
        classes = summary.classes
        splits = summary.splits
        tags = summary.tags
        columns = summary.columns
        embeddings = try workspace.embeddings()
        projections = try workspace.projections().map(ProjectionView.init)
        lastChange = summary.lastChange
        canUndo = try workspace.undoable(by: author) != nil
        canRedo = try workspace.redoable(by: author) != nil
        version = ServerVersion.current
    }
}
