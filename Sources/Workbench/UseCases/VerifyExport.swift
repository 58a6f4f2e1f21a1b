public import Dataset
import Foundation
public import Interchange

/// Reads an export back and compares every digest, label and split with the workspace.
public struct VerifyExport: UseCase {
    public static let kind = "verify"

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

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> VerifyReport {
        try ExportVerifier().verify(workspace, at: place.url(in: workspace)) { done, total in
            try reporter.checkCancelled()
            reporter.report(phase: "verifying", done: done, total: total)
        }
    }
}
