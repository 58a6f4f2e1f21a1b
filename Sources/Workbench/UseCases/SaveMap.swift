public import Dataset
public import Foundation

/// Saves the newest map, or a named one, as one file: `.html` or `.vl.json`.
public struct SaveMap: UseCase {
    public struct Output: Codable, Sendable, Equatable {
        public let file: String
        public let bytes: Int
    }

    public static let kind = "map"

    /// Where to write; its name decides the format.
    public let file: URL
    /// The folder of the pages.
    public let web: URL
    /// nil is the newest.
    public let projection: Int64?

    public init(file: URL, web: URL, projection: Int64? = nil) {
        self.file = file
        self.web = web
        self.projection = projection
    }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> Output {
        let export = MapExport(workspace: workspace, web: web)
        let progress: (Int, Int) throws -> Void = { done, total in
            try reporter.checkCancelled()
            reporter.report(phase: "making small pictures", done: done, total: total)
        }
        let name = file.lastPathComponent.lowercased()
        let data =
            if name.hasSuffix(".html") || name.hasSuffix(".htm") {
                try export.html(projection: projection, progress: progress)
            } else if name.hasSuffix(".vl.json") || name.hasSuffix(".json") {
                try export.vegaLite(projection: projection, progress: progress)
            } else { throw MapExportError.unknownFormat(file.lastPathComponent) }
        do {
            try data.write(to: file, options: .atomic)
        } catch {
            throw JobFailure(
                code: "not-writable",
                message: "\(file.path) cannot be written: \(error.localizedDescription). Choose another place.")
        }
        return Output(file: file.path, bytes: data.count)
    }
}
