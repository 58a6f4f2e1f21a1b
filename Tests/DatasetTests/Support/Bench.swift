import Dataset
import Foundation

/// A workspace for a test, and short words for what people do with it.
struct Bench {
    let folder: TemporaryFolder
    let workspace: Workspace

    init(name: String = "numerals") throws {
        folder = try TemporaryFolder()
        workspace = try Workspace.create(at: folder["w.tessera"], name: name)
    }

    /// Takes samples in: their bytes are their path, so that each has an image of its own.
    @discardableResult
    func take(_ samples: [Incoming], importID: Int64 = 1) throws -> ImportBatchResult {
        try workspace.importBatch(try samples.map(incoming), author: "importer", importID: importID)
    }

    func incoming(_ sample: Incoming) throws -> IncomingSample {
        let image = try workspace.stage(Array((sample.content ?? sample.path).utf8))
        return IncomingSample(
            sourcePath: SourcePath(sample.path), image: image, width: 8, height: 8, format: "png", label: sample.label,
            split: sample.split, tags: sample.tags, columns: sample.columns)
    }

    @discardableResult
    func edit(
        _ samples: [Int64], by author: String = "Ada", revisions: [Int64]? = nil, createClasses: Bool = false,
        _ set: CellChanges
    ) throws -> AppliedChange {
        let edit = Edit(samples: samples, revisions: revisions, set: set)
        return try workspace.apply(EditRequest(author: author, edits: [edit], createClasses: createClasses))
    }

    func sample(_ id: Int64) throws -> Sample {
        guard let sample = try workspace.samples([id]).first else { throw EditError.unknownSample(id) }
        return sample
    }
}

struct Incoming {
    var path: String
    var label: String?
    var split: String?
    var tags: [String] = []
    var columns: [String: ColumnValue] = [:]
    /// Of the file; nil: its path.
    var content: String?

    init(
        _ path: String, _ label: String? = nil, _ split: String? = nil, tags: [String] = [],
        columns: [String: ColumnValue] = [:], content: String? = nil
    ) {
        self.path = path
        self.label = label
        self.split = split
        self.tags = tags
        self.columns = columns
        self.content = content
    }
}
