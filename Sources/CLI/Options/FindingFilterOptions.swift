import ArgumentParser
import Dataset

/// Which findings.
struct FindingFilterOptions: ParsableArguments {
    @Option(
        name: .customLong("class"),
        help: ArgumentHelp(
            "Only findings that doubt this label or have a sample of this class; may be given more than once.",
            valueName: "name"))
    var classes: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only findings with a sample in this split: train, val, test or none; may be given more than once.",
            valueName: "split"))
    var split: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only findings in this state; may be given more than once.",
            discussion: "open (which is meant otherwise), accepted, rejected, later, gone or all.", valueName: "state"))
    var state: [String] = []

    /// - Throws: `Misuse`.
    func query() throws -> FindingQuery {
        var query = FindingQuery()
        query.limit = .max
        if !classes.isEmpty { query.labels = classes }
        if !split.isEmpty {
            query.splits = try split.map { name in
                guard name == "none" || Split(rawValue: name) != nil else {
                    throw Misuse("--split must be train, val, test or none.")
                }
                return name == "none" ? "" : name
            }
        }
        if state.contains("all") {
            query.states = nil
        } else if !state.isEmpty {
            query.states = try state.map { name in
                guard let state = FindingState(rawValue: name) else {
                    throw Misuse("--state must be open, accepted, rejected, later, gone or all.")
                }
                return state
            }
        }
        return query
    }

    /// - Returns: nil where none is named.
    /// - Throws: `Misuse`.
    static func kinds(_ names: [String]) throws -> [FindingKind]? {
        guard !names.isEmpty else { return nil }
        return try names.map { name in
            guard let kind = FindingKind(rawValue: name) else {
                throw Misuse(
                    "\"\(name)\" is no kind of finding. The kinds are \(FindingKind.allCases.map(\.rawValue).joined(separator: ", "))."
                )
            }
            return kind
        }
    }
}
