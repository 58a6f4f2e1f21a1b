import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera map OUT.html`
struct MapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map",
        abstract: "Save the map as one HTML file, or as a Vega-Lite chart.",
        discussion: "OUT.html is a page that works without a server; OUT.vl.json opens in Altair and the Vega editor.")

    @Argument(help: ArgumentHelp("The file to write: .html or .vl.json.", valueName: "file"))
    var file: String

    @Option(
        help: ArgumentHelp("Which projection, by its number in `tessera info`; else the newest.", valueName: "number"))
    var projection: Int64?

    @OptionGroup var filter: FilterOptions

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() async throws {
        _ = try filter.query()
        let useCase = SaveMap(
            file: URL(fileURLWithPath: file).standardizedFileURL, web: try ProgramFolders.web(), projection: projection,
            samples: SampleConditions(filter.conditions))
        guard useCase.format != nil else { throw Misuse("\(MapExportError.unknownFormat(file))") }
        let report = try await JobRun(workspace: common.open(), common: common)(useCase, author: author.name)
        try common.print(report) { "\(report.file): \(Words.count(report.bytes)) bytes" }
    }
}
