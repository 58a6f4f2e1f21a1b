import ArgumentParser
import Dataset

/// Which findings are judged, and why.
struct FindingChoiceOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The findings: 1,2,10-20.", valueName: "ids"))
    var numbers: IDList?

    @Option(
        help: ArgumentHelp(
            "All open findings of a kind with at least --least-score, instead of numbers.", valueName: "kind"))
    var all: String?

    @Option(help: ArgumentHelp("With --all: only findings with at least this score, 0 to 1.", valueName: "score"))
    var leastScore: Double?

    @Option(help: ArgumentHelp("Why; it is kept with the verdict and its change.", valueName: "text"))
    var reason: String?

    func ids(in workspace: Workspace) throws -> [Int64] {
        guard (numbers == nil) != (all == nil) else {
            throw Misuse("Name the findings by their numbers or by --all KIND.")
        }
        guard leastScore == nil || all != nil else { throw Misuse("--least-score needs --all.") }
        if let numbers { return numbers.ids }
        var query = FindingQuery()
        query.kinds = try FindingFilterOptions.kinds([all ?? ""])
        query.limit = .max
        return try workspace.findings(query).findings.filter { $0.score >= leastScore ?? 0 }.map(\.id)
    }
}
