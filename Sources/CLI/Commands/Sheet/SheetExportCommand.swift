import ArgumentParser
import Dataset
import Foundation
import Interchange
import Workbench

/// `tessera sheet export FILE`
struct SheetExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write samples as .xlsx with pictures and drop-downs, or as .csv or .tsv.",
        discussion: """
            Edit label, split, tags, state and the imported columns in any spreadsheet, then `tessera sheet import`. \
            Leave id, path and revision as they are; rows may be sorted, moved and deleted.
            """)

    @Argument(help: ArgumentHelp("The file to write: .xlsx, .csv or .tsv.", valueName: "file"))
    var file: String

    @OptionGroup var filter: FilterOptions

    @Option(help: ArgumentHelp("By what to sort, as `tessera list` takes it.", valueName: "key"))
    var sort: String?

    @Option(
        help: ArgumentHelp("The longer side of the pictures in pixels, up to 256; 0 for none.", valueName: "pixels"))
    var thumbnails = 64

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() async throws {
        _ = try filter.query()
        guard (0...256).contains(thumbnails) else { throw Misuse("--thumbnails must be 0 to 256.") }
        for key in (sort ?? "").split(separator: ",") where SortKey(String(key)) == nil {
            throw Misuse("\"\(key)\" is nothing to sort by. See `tessera list --help`.")
        }
        let url = URL(fileURLWithPath: file).standardizedFileURL
        do {
            _ = try SheetFormat(fileName: url.lastPathComponent)
        } catch {
            throw Misuse("\(error)")
        }
        let useCase = SheetExport(
            file: url, samples: SampleConditions(filter.conditions), sort: sort, thumbnails: thumbnails)
        let report = try await JobRun(workspace: common.open(), common: common)(useCase, author: author.name)
        try common.print(report) {
            let missing =
                report.missingPictures > 0 ? "; \(Words.count(report.missingPictures, "picture")) cannot be shown" : ""
            return "\(report.file): \(Words.count(report.rows, "row")), \(Words.count(report.bytes)) bytes\(missing)"
        }
    }
}
