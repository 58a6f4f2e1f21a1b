import ArgumentParser
import Dataset
import Foundation
import Interchange
import Workbench

/// `tessera verify DIR`
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Compare an export with the workspace: every digest, label and split.",
        discussion: "Exit code 1 where anything differs.")

    @Argument(help: ArgumentHelp("The folder of the export.", valueName: "folder"))
    var folder: String

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let target = URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL
        let useCase = VerifyExport(place: .folder(target))
        let report = try await JobRun(workspace: common.open(), common: common)(useCase, author: author.name)
        try common.print(report) {
            report.isFaithful
                ? "\(target.path): \(Words.count(report.checked, "sample")), every digest, label and split is as in the workspace"
                : report.problems.map { "\($0.path): \($0.message)" }.joined(separator: "\n") + "\n"
                    + "\(Words.count(report.problems.count, "problem")). Export again into a new folder."
        }
        if !report.isFaithful { throw ExitCode(ExitStatus.failed.rawValue) }
    }
}
