/// How neighbours are looked for.
public enum SearchMethod: String, Sendable, Codable, CaseIterable {
    /// Exact where that is quick, approximate where it saves time: see ``SearchCost``.
    case automatic
    /// All rows are compared with all: the result is that of the definition.
    case exact
    /// Most neighbours are found, in time that hardly grows faster than the number of rows.
    case approximate
}
