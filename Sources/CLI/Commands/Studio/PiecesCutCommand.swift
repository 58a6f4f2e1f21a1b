import ArgumentParser
import Dataset
import Workbench

/// `tessera pieces cut`
struct PiecesCutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cut",
        abstract: "Cut drawings into the parts of their class and keep these as pieces.",
        discussion: """
            Example: tessera pieces cut --where label=viii --where split=train --limit 20

            Drawings of which it cannot be told where a part ends are left out.
            """)

    @OptionGroup var filter: FilterOptions

    @Option(name: [.short, .long], help: "How many drawings at most.")
    var limit = 50

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let pieces: [Piece]
        /// Drawings that were cut, and that could not be.
        let cut: Int
        let skipped: Int
    }

    func run() async throws {
        guard !filter.conditions.isEmpty else { throw Misuse("Say which drawings: --where label=viii.") }
        let workspace = try common.open()
        let ids = Array(try workspace.sampleIDs(matching: filter.query()).prefix(max(0, limit)))
        let name = author.name
        let output = try await ForegroundRun(quiet: common.quiet) { reporter in
            let cutter = PieceCutter(workspace)
            var pieces: [Piece] = []
            var skipped = 0
            for (done, id) in ids.enumerated() {
                try reporter.checkCancelled()
                reporter.report(phase: "cutting", done: done, total: ids.count)
                do {
                    pieces += try cutter.cutParts(of: id, author: name)
                } catch is StudioError {
                    skipped += 1
                }
            }
            return Output(pieces: pieces, cut: ids.count - skipped, skipped: skipped)
        }
        try common.print(output) {
            "\(Words.count(output.pieces.count, "piece")) of \(Words.count(output.cut, "drawing")); "
                + "\(Words.count(output.skipped)) could not be cut."
        }
    }
}
