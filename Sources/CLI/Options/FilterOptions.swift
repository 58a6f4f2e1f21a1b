import ArgumentParser
import Dataset

/// Which samples, in the words of the API's addresses.
struct FilterOptions: ParsableArguments {
    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Only samples for which this holds; may be given more than once.",
            discussion: """
                label=NAME (label= is unlabelled), split=train|val|test|none, tag=NAME, q=TEXT (in the path), \
                state=active|trashed|all, changed=1, column.NAME=VALUE. The same key twice: either value will do.
                """, valueName: "key=value"))
    var conditions: [String] = []

    /// - Throws: `Misuse` where a condition is none.
    func query() throws -> SampleQuery {
        var query = SampleQuery()
        for condition in conditions {
            guard let separator = condition.firstIndex(of: "=") else {
                throw Misuse("--where \(condition) has no \"=\". Write it like --where label=iii.")
            }
            let value = String(condition[condition.index(after: separator)...])
            try Self.add(String(condition[..<separator]), value, to: &query)
        }
        return query
    }

    private static func add(_ key: String, _ value: String, to query: inout SampleQuery) throws {
        switch key {
        case "label": query.labels = (query.labels ?? []) + [value]
        case "split":
            guard value == "none" || value.isEmpty || Split(rawValue: value) != nil else {
                throw Misuse("\"\(value)\" is no split. It is train, val, test or none.")
            }
            query.splits = (query.splits ?? []) + [value == "none" ? "" : value]
        case "tag": query.tags = (query.tags ?? []) + [value]
        case "q": query.text = value
        case "state":
            guard let state = SampleQuery.State(rawValue: value) else {
                throw Misuse("\"\(value)\" is no state. It is active, trashed or all.")
            }
            query.state = state
        case "changed":
            guard value == "1" || value == "0" else { throw Misuse("changed is 1 or 0, not \"\(value)\".") }
            query.changedOnly = value == "1"
        default:
            guard key.hasPrefix("column."), key.count > "column.".count else {
                throw Misuse("\"\(key)\" is no condition. Take label, split, tag, q, state, changed or column.NAME.")
            }
            query.columns[String(key.dropFirst("column.".count)), default: []].append(value)
        }
    }
}
