import Dataset

/// Reads FILTER and SORT of an address, the same for every list: `label=iii&split=train&sort=-name`.
enum Filter {
    /// Longest text that is searched for, in bytes.
    static let textLimit = 1_000
    /// Values of one condition.
    static let valueLimit = 500

    static func parse(_ query: Query) throws -> SampleQuery {
        var filter = SampleQuery()
        filter.labels = try values(query.all("label"), of: "label")
        filter.splits = try values(query.all("split"), of: "split")?.map { $0 == "none" ? "" : $0 }
        filter.tags = try values(query.all("tag"), of: "tag")
        if let text = query["q"], !text.isEmpty {
            guard text.utf8.count <= textLimit else { throw bad("q must not be longer than \(textLimit) bytes.") }
            filter.text = text
        }
        filter.selection = query["selection"]
        if let text = query["state"] {
            guard let state = SampleQuery.State(rawValue: text) else {
                throw bad("state must be active, trashed or all.")
            }
            filter.state = state
        }
        switch query["changed"] {
        case nil, "0": break
        case "1": filter.changedOnly = true
        default: throw bad("changed must be 0 or 1.")
        }
        for (name, value) in query.items where name.hasPrefix("column.") {
            filter.columns[String(name.dropFirst("column.".count)), default: []].append(value)
        }
        for (name, given) in filter.columns { _ = try values(given, of: "column.\(name)") }
        filter.projection = try query.integer("projection", in: 1...Int64.max)
        filter.sort = try sort(query["sort"])
        return filter
    }

    private static func sort(_ text: String?) throws -> [SortKey] {
        let parts = (text ?? "").split(separator: ",")
        guard parts.count <= 8 else { throw bad("sort must not have more than 8 fields.") }
        return try parts.map { part in
            guard let key = SortKey(String(part)) else {
                throw bad("There is no field \u{201C}\(part.prefix(80))\u{201D} to sort by.")
            }
            return key
        }
    }

    private static func values(_ values: [String]?, of name: String) throws -> [String]? {
        guard let values else { return nil }
        guard values.count <= valueLimit else { throw bad("\(name) must not have more than \(valueLimit) values.") }
        return values
    }

    private static func bad(_ message: String) -> APIError { .badRequest("bad-parameter", message) }
}
