public import Dataset

/// Which samples, as people write it: `label=iii`, `split=none`, `q=writer7`, in the words of the API's addresses.
///
/// Conditions of different keys must all hold; of the same key, one of them must.
public struct SampleConditions: Codable, Sendable, Equatable {
    public let conditions: [String]

    public init(_ conditions: [String]) {
        self.conditions = conditions
    }

    /// - Throws: ``ConditionError``.
    public func query() throws(ConditionError) -> SampleQuery {
        var query = SampleQuery()
        for condition in conditions {
            guard let separator = condition.firstIndex(of: "=") else { throw .noValue(condition) }
            let value = String(condition[condition.index(after: separator)...])
            try Self.add(String(condition[..<separator]), value, to: &query)
        }
        return query
    }

    private static func add(_ key: String, _ value: String, to query: inout SampleQuery) throws(ConditionError) {
        switch key {
        case "label": query.labels = (query.labels ?? []) + [value]
        case "split":
            guard value == "none" || value.isEmpty || Split(rawValue: value) != nil else {
                throw .badValue(key: key, value: value, allowed: "train, val, test or none")
            }
            query.splits = (query.splits ?? []) + [value == "none" ? "" : value]
        case "tag": query.tags = (query.tags ?? []) + [value]
        case "q": query.text = value
        case "selection": query.selection = value
        case "state":
            guard let state = SampleQuery.State(rawValue: value) else {
                throw .badValue(key: key, value: value, allowed: "active, trashed or all")
            }
            query.state = state
        case "changed":
            guard value == "1" || value == "0" else { throw .badValue(key: key, value: value, allowed: "1 or 0") }
            query.changedOnly = value == "1"
        default:
            guard key.hasPrefix("column."), key.count > "column.".count else { throw .unknownKey(key) }
            query.columns[String(key.dropFirst("column.".count)), default: []].append(value)
        }
    }
}
