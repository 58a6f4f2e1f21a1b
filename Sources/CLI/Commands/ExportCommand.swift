import ArgumentParser
import Dataset
import Foundation
import Interchange
import Workbench

/// `tessera export DIR`
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the dataset as class folders with metadata.jsonl.",
        discussion: "`tessera verify` proves that every byte, label and split arrived.")

    @Argument(help: ArgumentHelp("The folder to write; a new one, or that of an earlier export.", valueName: "folder"))
    var folder: String

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let target = URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL
        let useCase = ExportDataset(place: .folder(target))
        let report = try await JobRun(workspace: common.open(), common: common)(useCase, author: author.name)
        try common.print(report) {
            "\(report.folder): \(Words.count(report.samples, "sample")), \(Words.count(report.bytes)) bytes written"
                + (report.renamed > 0 ? ", \(Words.count(report.renamed)) under another name" : "")
        }
    }
}
