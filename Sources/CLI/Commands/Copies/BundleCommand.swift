import ArgumentParser
import Dataset
import Foundation
import Interchange
import Workbench

/// `tessera bundle FILE`
struct BundleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Pack all that this copy of the workspace knows into one file, for another copy.",
        discussion: "On the other laptop: tessera merge FILE.")

    @Argument(help: ArgumentHelp("The file to write.", valueName: "file"))
    var file: String

    @Option(
        help: ArgumentHelp(
            "Leave out images that were there at this version or change: the other copy has them.",
            valueName: "version"))
    var since: String?

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let workspace = try common.open()
        let since = try since.map { try workspace.change(ofVersion: $0) }
        let useCase = MakeBundle(file: URL(fileURLWithPath: file).standardizedFileURL, since: since)
        let report = try await JobRun(workspace: workspace, common: common)(useCase, author: author.name)
        try common.print(report) {
            "\(report.file): \(Words.count(report.changes, "change")), \(Words.count(report.samples, "sample")), "
                + "\(Words.count(report.images, "image")), \(Words.count(report.bytes)) bytes"
        }
    }
}
