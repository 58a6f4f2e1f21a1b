import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera info`
struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Count the samples by class and split, and tell what else there is.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        let report = WorkspaceReport(
            workspace: workspace.directory.root.path, summary: try workspace.summary(),
            embeddings: try workspace.embeddings(), projections: try workspace.projections(),
            waiting: try ProjectEmbedding.waiting(in: workspace))
        try common.print(report) { report.text }
    }
}
