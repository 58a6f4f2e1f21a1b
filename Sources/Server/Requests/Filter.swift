import Dataset

/// Reads FILTER and SORT of an address, the same for every list: `label=iii&split=train&sort=-name`.
enum Filter {
    /// Longest text that is searched for.
    static let textLimit = 1_000

    static func parse(_ query: Query) throws -> SampleQuery {
        var filter = SampleQuery()
        filter.labels = query.all("label")
        filter.splits = query.all("split").map { $0.map { $0 == "none" ? "" : $0 } }
        filter.tags = query.all("tag")
        if let text = query["q"], !text.isEmpty {
            guard text.utf8.count <= textLimit else {
                throw APIError.badRequest("bad-parameter", "q must not be longer than \(textLimit) bytes.")
            }
            filter.text = text
        }
        return filter
    }
}
