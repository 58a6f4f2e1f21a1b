import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera import DIR`
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read a folder of images into the workspace.",
        discussion: """
            The folder is split/class/image, class/image, a flat folder with metadata.csv or metadata.jsonl, or just \
            images. What is there already is left as it is, so the command can be given again. What cannot be taken is \
            listed with its reason and stops nothing.

            The workspace is made where there is none: at -w or TESSERA_WORKSPACE, else as NAME.tessera in the \
            current folder, NAME being the imported folder's.
            """)

    @Argument(help: ArgumentHelp("The folder to read.", valueName: "folder"))
    var folder: String

    @Option(help: ArgumentHelp("Refuse pictures with more pixels than this.", valueName: "count"))
    var maxPixels: Int?

    @Option(help: ArgumentHelp("Refuse files with more bytes than this.", valueName: "count"))
    var maxBytes: Int?

    @Option(help: ArgumentHelp("Why; it is kept in the history.", valueName: "text"))
    var reason: String?

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let workspace: String
        let report: ImportReport

        func encode(to encoder: any Encoder) throws {
            try report.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(workspace, forKey: .workspace)
        }

        enum Key: String, CodingKey { case workspace }
    }

    func run() async throws {
        guard maxPixels ?? 1 > 0, maxBytes ?? 1 > 0 else {
            throw Misuse("--max-pixels and --max-bytes must be 1 or more.")
        }
        let source = URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL
        let useCase = ImportFolder(folder: source, maxPixels: maxPixels, maxBytes: maxBytes, reason: reason)
        try useCase.checkFolder()
        let workspace = try openOrCreate(for: source)
        let report = try await JobRun(workspace: workspace, common: common)(useCase, author: author.name)
        try common.print(Output(workspace: workspace.directory.root.path, report: report)) {
            Self.text(report, workspace.directory.root, quiet: common.quiet)
        }
    }

    private func openOrCreate(for source: URL) throws -> Workspace {
        let root: URL
        do {
            root = try common.location()
        } catch WorkspaceError.notFound {
            root = CommonOptions.currentFolder.appendingPathComponent(
                source.lastPathComponent + ".tessera", isDirectory: true)
        }
        if WorkspaceDirectory(root: root).isWorkspace { return try Workspace.open(root) }
        let name = root.lastPathComponent
        return try Workspace.create(at: root, name: name.hasSuffix(".tessera") ? String(name.dropLast(8)) : name)
    }

    private static func text(_ report: ImportReport, _ root: URL, quiet: Bool) -> String {
        var lines = [
            "\(root.path): \(Words.count(report.added, "sample")) added"
                + (report.alreadyThere > 0 ? ", \(Words.count(report.alreadyThere)) there already" : "")
                + (report.refused.isEmpty ? "" : ", \(Words.count(report.refused.count, "file")) refused")
        ]
        if let derived = report.derived {
            let left = report.withoutParents ?? 0
            lines.append(
                "\(Words.count(derived)) of them derived"
                    + (left > 0
                        ? "; \(Words.count(left)) more are ordinary samples here, without what they were made of" : ""))
        }
        if !quiet, !report.refused.isEmpty {
            lines += ["", RefusalTable.text(Array(report.refused.prefix(20)))]
            if report.refused.count > 20 {
                lines.append("… and \(Words.count(report.refused.count - 20)) more: `tessera refusals` lists all.")
            }
        }
        return lines.joined(separator: "\n")
    }
}
