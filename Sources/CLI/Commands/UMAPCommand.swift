import ArgumentParser
import Foundation
import Matrices
import Neighbors
import Projection
import Workbench

/// `tessera umap`
struct UMAPCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "umap",
        abstract: "Lay the rows of a matrix out in a few dimensions.",
        discussion: """
            Reads and writes NumPy's .npy; needs no workspace. The same matrix, settings and seed give the same bytes, \
            whatever the number of threads.

            With --transform NEW.npy --output PLACED.npy the rows of NEW.npy are placed on the layout Y.npy of X.npy \
            that is there already, and none of its points moves.
            """)

    enum Method: String, ExpressibleByArgument, CaseIterable {
        case umap, pca
    }

    @Argument(help: ArgumentHelp("The matrix: N rows of D numbers.", valueName: "X.npy"))
    var input: String

    @Argument(help: ArgumentHelp("Where the layout goes: N rows.", valueName: "Y.npy"))
    var layout: String

    @OptionGroup(title: "UMAP") var settings: UMAPSettings

    @Option(help: "umap, or pca: the principal components, at once.")
    var method = Method.umap

    @Option(
        help: ArgumentHelp(
            "A class for each row, as whole numbers, -1 where it is not known: draws those of one class together.",
            valueName: "labels.npy"))
    var labels: String?

    @Option(help: ArgumentHelp("Rows to place on the layout that is there.", valueName: "NEW.npy"))
    var transform: String?

    @Option(name: [.short, .long], help: ArgumentHelp("Where the placed rows go.", valueName: "PLACED.npy"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            """
            Look for neighbours among so many principal components; twice as many, and again, until --least-kept holds. \
            What was kept is told.
            """, valueName: "n"))
    var reduce: Int?

    @Option(help: ArgumentHelp("The share of nearest neighbours that --reduce must keep.", valueName: "share"))
    var leastKept = 0.9

    @Option(help: ArgumentHelp("How many threads; else one for each core.", valueName: "n"))
    var threads: Int?

    @OptionGroup var printing: OutputOptions

    func run() async throws {
        let options = try settings.options()
        guard (1...256).contains(threads ?? 1) else { throw Misuse("--threads must be between 1 and 256.") }
        guard (transform == nil) == (output == nil) else {
            throw Misuse("--transform and --output go together: the rows to place, and where they go.")
        }
        guard labels == nil || (method == .umap && transform == nil) else {
            throw Misuse("--labels is for a new UMAP layout: neither for --method pca nor for --transform.")
        }
        guard method == .umap || transform == nil else { throw Misuse("--transform places rows by UMAP, not by PCA.") }
        if let reduce {
            guard reduce >= 1, (0...1).contains(leastKept) else {
                throw Misuse("--reduce takes a number of columns from 1 on, --least-kept a share between 0 and 1.")
            }
            guard method == .umap, transform == nil, options.metric == .euclidean else {
                throw Misuse(
                    "--reduce is for a new UMAP layout by euclidean distances: neither for --method pca, --transform nor "
                        + "--metric cosine.")
            }
        }
        let reduction = reduce.map { MatrixLayout.Reduction(columns: $0, leastKept: leastKept) }
        let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
        let (input, layout, transform, output, labels, method) = (input, layout, transform, output, labels, method)
        let report = try await ForegroundRun(quiet: printing.quiet) { reporter in
            let run = MatrixLayout(options: options, threads: threads, clock: PhaseClock())
            if let transform, let output {
                return try run.place(transform, on: layout, of: input, into: output, reporting: reporter)
            }
            switch method {
            case .umap:
                return
                    try run.umap(
                        input, labels: labels, reduction: reduction, into: layout, reporting: reporter)
            case .pca: return try run.components(input, into: layout, reporting: reporter)
            }
        }
        try printing.print(report) { report.text }
    }
}
