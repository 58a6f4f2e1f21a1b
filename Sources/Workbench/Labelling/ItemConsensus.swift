import Audit

/// What people agree on of one item of a file.
public struct ItemConsensus: Sendable, Codable, Equatable {
    public let item: String
    /// nil where they do not agree.
    public let label: String?
    /// Of the likeliest class, 0 to 1.
    public let probability: Double
    public let answers: Int

    /// - Returns: the items with as many answers as are needed, in the order of the table.
    /// - Throws: ``ConsensusError/unknownPerson(_:)``.
    public static func find(in table: OpinionTable, options: ConsensusOptions) throws -> [ItemConsensus] {
        for name in options.weights.keys.sorted() where !table.people.contains(name) {
            throw ConsensusError.unknownPerson(name)
        }
        let (consensus, _) = try options.method.find(in: table, weights: options.weights)
        return table.items.indices.compactMap { item in
            let answers = table.opinions.of(item: item).count
            guard answers >= options.minAnswers else { return nil }
            let winner = consensus.winner(of: item).flatMap { $0.probability >= options.minProbability ? $0 : nil }
            return ItemConsensus(
                item: table.items[item], label: winner.map { table.classes[$0.answer] },
                probability: consensus.probabilities(of: item).max() ?? 0, answers: answers)
        }
    }
}
