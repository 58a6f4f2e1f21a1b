import Workbench

/// A proposal as JSON.
struct ProposalView: Encodable {
    let proposal: Proposal
    var withCandidates = true

    init(_ proposal: Proposal, withCandidates: Bool = true) {
        self.proposal = proposal
        self.withCandidates = withCandidates
    }

    private enum CodingKeys: String, CodingKey {
        case id, kind, at, author, total, recipe, recipeVersion, skipped, candidates
    }

    private struct CandidateView: Encodable {
        let index: Int
        let label: OrNull<String>
        let split: OrNull<String>
        let parents: [Int64]
        let parameters: JSONValue
        let note: OrNull<String>
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(proposal.id, forKey: .id)
        try values.encode(proposal.kind, forKey: .kind)
        try values.encode(proposal.at, forKey: .at)
        try values.encode(proposal.author, forKey: .author)
        try values.encode(proposal.candidates.count, forKey: .total)
        try values.encode(proposal.recipe, forKey: .recipe)
        try values.encode(proposal.recipeVersion, forKey: .recipeVersion)
        guard withCandidates else { return }
        try values.encode(proposal.skipped, forKey: .skipped)
        try values.encode(
            proposal.candidates.map {
                CandidateView(
                    index: $0.index, label: OrNull($0.label), split: OrNull($0.split), parents: $0.parents,
                    parameters: $0.parameters, note: OrNull($0.note))
            }, forKey: .candidates)
    }
}
