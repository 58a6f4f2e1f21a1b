public import Dataset
public import Foundation

/// Saves the newest map, or a named one, as one file: `.html` or `.vl.json`.
public struct SaveMap: UseCase {
    public struct Output: Codable, Sendable, Equatable {
        public let file: String
        public let bytes: Int
    }

    /// What a map can be saved as.
    public enum Format: Sendable {
        /// One HTML file with the same interaction as the page.
        case page
        /// A Vega-Lite specification with its data.
        case chart
    }

    public static let kind = "map"

    /// Where to write; its name decides the format.
    public let file: URL
    /// The folder of the pages.
    public let web: URL
    /// nil is the newest.
    public let projection: Int64?
    public let samples: SampleConditions

    public init(file: URL, web: URL, projection: Int64? = nil, samples: SampleConditions = SampleConditions([])) {
        self.samples = samples
        self.file = file
        self.web = web
        self.projection = projection
    }

    /// What the name of the file asks for; nil where it is neither.
    public var format: Format? {
        let name = file.lastPathComponent.lowercased()
        if name.hasSuffix(".html") || name.hasSuffix(".htm") { return .page }
        return name.hasSuffix(".vl.json") ? .chart : nil
    }

    public var isForPages: Bool { false }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> Output {
        let export = MapExport(workspace: workspace, web: web)
        let progress: (Int, Int) throws -> Void = { done, total in
            try reporter.checkCancelled()
            reporter.report(phase: "making small pictures", done: done, total: total)
        }
        let query = try samples.query()
        let data =
            switch format {
            case .page?: try export.html(projection: projection, matching: query, progress: progress)
            case .chart?: try export.vegaLite(projection: projection, matching: query, progress: progress)
            case nil: throw MapExportError.unknownFormat(file.lastPathComponent)
            }
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
