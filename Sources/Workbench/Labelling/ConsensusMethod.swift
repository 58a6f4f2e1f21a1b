import Audit

/// A way to a consensus.
public enum ConsensusMethod: String, Sendable, Codable, CaseIterable {
    /// Everybody counts the same.
    case majority
    /// Everybody counts as much as they are said to.
    case weighted
    /// Everybody counts as far as their answers have shown them to be right, class by class.
    case dawidSkene = "dawid-skene"

    /// - Parameter weights: by name, for `weighted`; who is not named counts 1.
    /// - Returns: the consensus, and how often each person is right, where the method says so.
    func find(
        in table: OpinionTable, weights: [String: Double]
    ) throws -> (consensus: Consensus, accuracies: [Double?]) {
        let unknown = [Double?](repeating: nil, count: table.people.count)
        switch self {
        case .majority: return (VoteShares.majority(table.opinions), unknown)
        case .weighted:
            let all = table.people.map { weights[$0] ?? 1 }
            return (
                table.people.isEmpty
                    ? VoteShares.majority(table.opinions)
                    : try VoteShares.weighted(table.opinions, weights: all), unknown
            )
        case .dawidSkene:
            let fit = DawidSkene().fit(table.opinions)
            return (fit.consensus, table.people.indices.map { fit.accuracy(person: $0) })
        }
    }
}
