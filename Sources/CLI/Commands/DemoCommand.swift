import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera demo [DIR]`
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Draw a dataset with the flaws of real ones, and do the whole walk on it.",
        discussion: """
            Hand-drawn Roman numerals i to x: drawn, imported, embedded and projected. Where the workspace is there \
            and whole, nothing is done again.
            """)

    @Argument(help: ArgumentHelp("The workspace to make.", valueName: "folder"))
    var folder: String?

    @Option(help: "Another seed draws other images.")
    var seed: UInt64 = 2021

    @Option(help: "How many images.")
    var count = 2_000

    @Flag(help: "Serve it afterwards, as `tessera serve` does.")
    var serve = false

    @OptionGroup var address: ServeOptions

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let workspace: String
        let report: DemoReport

        func encode(to encoder: any Encoder) throws {
            try report.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(workspace, forKey: .workspace)
        }

        enum Key: String, CodingKey { case workspace }
    }

    func run() async throws {
        if serve { try address.validateHost() }
        guard folder == nil || common.workspace == nil else {
            throw Misuse("The workspace is named twice. Leave out -w or the folder.")
        }
        let named = folder ?? common.workspace ?? "demo.tessera"
        let root = URL(fileURLWithPath: named, isDirectory: true).standardizedFileURL
        let workspace =
            WorkspaceDirectory(root: root).isWorkspace
            ? try Workspace.open(root) : try Workspace.create(at: root, name: "Roman numerals", isDemo: true)
        let useCase = MakeDemo(seed: seed, count: count)
        if try !useCase.isDone(in: workspace) {
            let report = try await JobRun(workspace: workspace, common: common)(useCase, author: author.name)
            if !serve { try show(report, workspace) }
        } else if !serve {
            try show(useCase.report(of: workspace), workspace)
        }
        if serve { try await address.serve(workspace, common: common) }
    }

    private func show(_ report: DemoReport, _ workspace: Workspace) throws {
        let root = workspace.directory.root.path
        try common.print(Output(workspace: root, report: report)) {
            "\(root): \(Words.count(report.samples, "sample")), \(Words.count(report.refused, "file")) refused. "
                + "See it with `tessera serve -w \(root)`."
        }
    }
}
