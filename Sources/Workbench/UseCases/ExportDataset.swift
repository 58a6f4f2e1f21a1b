public import Dataset
import Foundation
import Interchange

/// Writes the dataset as class folders with `metadata.jsonl`, byte for byte as it was imported.
public struct ExportDataset: UseCase {
    public struct Output: Codable, Sendable, Equatable {
        public let folder: String
        public let files: Int
        public let bytes: Int
    }

    public static let kind = "export"

    public let place: ExportPlace

    public init(place: ExportPlace) {
        self.place = place
    }

    public init(from decoder: any Decoder) throws {
        place = try ExportPlace(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        try place.encode(to: encoder)
    }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> Output {
        let folder = place.url(in: workspace)
        let report = try FolderWriter().export(workspace, to: folder) { done, total in
            try reporter.checkCancelled()
            reporter.report(phase: "exporting", done: done, total: total)
        }
        return Output(folder: folder.path, files: report.files, bytes: report.bytes)
    }
}
