public import Dataset

/// A growth as it is told to programs: with what became of its proposal, and what is not there as `null`.
public struct GrowthOverview: Sendable, Encodable {
    public let growth: Growth
    /// The change that brought what it proposed into the dataset; nil where none is in effect.
    public let accepted: Int64?
    /// Whether its proposal waits for somebody.
    public let isWaiting: Bool
    /// Whether each candidate is told, too.
    private let withPicks: Bool

    public init(_ growth: Growth, withPicks: Bool, in workspace: Workspace) throws {
        self.growth = growth
        self.withPicks = withPicks
        accepted = try GrowthShelf(workspace).accepted(growth)?.id
        isWaiting = growth.proposal != nil && (try? ProposalShelf(workspace).proposal(growth.id)) != nil
    }

    private enum CodingKeys: String, CodingKey {
        case id, author, at, finishedAt, asked, trainer, seeds, val, pool, runs, rounds, best, stop, proposal, proposed
        case accepted, isWaiting, picks
    }

    private struct PickView: Encodable {
        let round: Int
        let label: String
        let parent: Int64
        let note: String
        let near: [Growth.Near]
        let parameters: GrowParameters
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(growth.id, forKey: .id)
        try values.encode(growth.author, forKey: .author)
        try values.encode(growth.at, forKey: .at)
        try values.encode(growth.finishedAt, forKey: .finishedAt)
        try values.encode(growth.asked, forKey: .asked)
        try values.encode(growth.trainer, forKey: .trainer)
        try values.encode(growth.seeds, forKey: .seeds)
        try values.encode(growth.val, forKey: .val)
        try values.encode(growth.pool, forKey: .pool)
        try values.encode(growth.runs, forKey: .runs)
        try values.encode(growth.rounds, forKey: .rounds)
        try values.encode(growth.best, forKey: .best)
        try values.encode(growth.stop, forKey: .stop)
        try values.encode(growth.proposal, forKey: .proposal)
        try values.encode(growth.proposed.count, forKey: .proposed)
        try values.encode(accepted, forKey: .accepted)
        try values.encode(isWaiting, forKey: .isWaiting)
        guard withPicks else { return }
        try values.encode(
            growth.picks.map {
                PickView(
                    round: $0.round, label: $0.label, parent: $0.parent, note: $0.note, near: $0.near,
                    parameters: $0.parameters)
            }, forKey: .picks)
    }
}
