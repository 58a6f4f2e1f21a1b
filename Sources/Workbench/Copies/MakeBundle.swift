public import Dataset
public import Foundation
public import Interchange

/// Packs all that this copy of the workspace knows into one file, for another copy.
public struct MakeBundle: UseCase {
    public static let kind = "bundle"

    public let file: URL
    /// Only images of samples that came in after this change; nil is all.
    public let since: Int64?

    public init(file: URL, since: Int64? = nil) {
        self.file = file
        self.since = since
    }

    public var isForPages: Bool { false }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> BundleWriter.Report {
        try BundleWriter().write(workspace, to: file, since: since) { phase, done, total in
            try reporter.checkCancelled()
            reporter.report(phase: phase, done: done, total: total)
        }
    }
}
