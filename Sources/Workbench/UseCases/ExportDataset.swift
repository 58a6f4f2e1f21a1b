public import Dataset
import Foundation
public import Interchange

/// Writes the dataset as class folders with `metadata.jsonl`, byte for byte as it was imported.
public struct ExportDataset: UseCase {
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

    public var isForPages: Bool { place.isNamed }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> ExportReport {
        try FolderWriter().export(workspace, to: place.url(in: workspace)) { done, total in
            try reporter.checkCancelled()
            reporter.report(phase: "exporting", done: done, total: total)
        }
    }
}
