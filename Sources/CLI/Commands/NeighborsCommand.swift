import ArgumentParser
import Foundation
import Neighbors
import Workbench

/// `tessera neighbors`
struct NeighborsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "neighbors",
        abstract: "Find the nearest neighbours of every row of a matrix.",
        discussion: """
            Reads an .npy file and writes the row numbers of the neighbours, nearest first, as N × k int32. Needs no \
            workspace. The same matrix and seed give the same file, whatever the number of threads.
            """)

    @Argument(
        help: ArgumentHelp("The rows: N × D numbers.", valueName: "X.npy"), completion: .file(extensions: ["npy"]))
    var input: String

    @Argument(help: ArgumentHelp("Where the row numbers go.", valueName: "OUT.npy"))
    var output: String

    @Option(name: .customShort("k"), help: ArgumentHelp("Neighbours a row, itself not counted.", valueName: "count"))
    var k = 15

    @Option(help: ArgumentHelp("Where the distances go, N × k float32.", valueName: "file"))
    var distances: String?

    @Flag(help: "Compare all rows with all, however many there are.")
    var exact = false

    @Option(help: ArgumentHelp("euclidean or cosine.", valueName: "metric"))
    var metric = "euclidean"

    @Option(help: "Another seed gives another, equally good search of many rows.")
    var seed: UInt64 = 42

    @Option(help: ArgumentHelp("Threads; all cores where it is left out.", valueName: "count"))
    var threads: Int?

    @OptionGroup var options: OutputOptions

    func run() async throws {
        guard (1...1_000).contains(k) else { throw Misuse("-k must be between 1 and 1,000.") }
        guard (threads ?? 1) >= 1 else { throw Misuse("--threads must be 1 or more.") }
        guard let metric = Metric(rawValue: metric) else {
            throw Misuse("--metric must be euclidean or cosine.")
        }
        let work = NeighborsOfFile(
            input: input, output: output, distances: distances, k: k, metric: metric, exact: exact, seed: seed,
            threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
        let report = try await ForegroundRun(quiet: options.quiet) { try work.run(reporting: $0) }
        try options.print(report) {
            let recall = Int((report.recall * 1_000).rounded())
            return "\(output): \(Words.count(report.k, "neighbour")) of \(Words.count(report.rows, "row")), "
                + (report.method == "exact"
                    ? "exact" : "approximate, about \(recall / 10).\(recall % 10) % of them found")
                + String(format: ", %.2f s", report.seconds)
        }
    }
}
