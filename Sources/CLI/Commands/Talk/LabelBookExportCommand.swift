import ArgumentParser
import Foundation
import Workbench

/// `tessera labelbook export FILE`
struct LabelBookExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Save the label book as one page (.html) or as Markdown with pictures beside it (.md).")

    @Argument(help: ArgumentHelp("The file to write.", valueName: "file"))
    var file: String

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let file: String
        let bytes: Int
    }

    func run() async throws {
        let workspace = try common.open()
        let target = URL(fileURLWithPath: file).standardizedFileURL
        let bytes = try await ForegroundRun(quiet: common.quiet) { reporter in
            try LabelBookExport(workspace: workspace).write(to: target) { done, total in
                try reporter.checkCancelled()
                reporter.report(phase: "making small pictures", done: done, total: total)
            }
        }
        try common.print(Output(file: target.path, bytes: bytes)) {
            "\(target.path): \(Words.count(bytes)) bytes written"
        }
    }
}
