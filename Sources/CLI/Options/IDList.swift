import ArgumentParser

/// `1,2,10-20` on the command line: the ids of samples.
struct IDList: ExpressibleByArgument {
    let ids: [Int64]

    /// More ids than this are better named by a filter.
    private static let most = 1_000_000

    init?(argument: String) {
        var ids: [Int64] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first > 0, last >= first,
                last - first < Self.most, ids.count < Self.most
            else { return nil }
            ids += first...last
        }
        self.ids = ids
    }
}
