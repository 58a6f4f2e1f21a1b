import Dataset

/// A room as those in it see it: who voted what is told when the votes are revealed, not before.
struct RoomView: Encodable, Sendable {
    struct Count: Encodable, Sendable {
        let label: String
        let voters: [String]
    }

    let code: String
    let version: Int64
    let isClosed: Bool
    let isRevealed: Bool
    let sample: Int64?
    let classes: [String]
    /// People who have joined, and how many of them have voted.
    let voters: Int
    let voted: Int
    /// By class; nil, and left out, until revealed.
    let votes: [Count]?
    /// What the one who asks voted; left out where they have not.
    let mine: String?

    /// - Parameter voter: the token of the one who asks.
    init(_ room: Room, voter token: String?, in workspace: Workspace) throws {
        code = room.code
        version = room.version
        isClosed = room.closedAt != nil
        isRevealed = room.isRevealed
        sample = room.sample
        classes = try workspace.classes().map(\.name)
        let all = try workspace.votes(inRoom: room.code)
        voters = all.voters
        voted = all.votes.count
        votes =
            room.isRevealed
            ? classes.compactMap { name in
                let names = all.votes.filter { $0.label == name }.map(\.voter)
                return names.isEmpty ? nil : Count(label: name, voters: names)
            } : nil
        let name = try token.flatMap { try workspace.voterName(token: $0, inRoom: room.code) }
        mine = all.votes.first { $0.voter == name }?.label
    }

    private enum CodingKeys: String, CodingKey {
        case code, version, isClosed, isRevealed, sample, classes, voters, voted, votes, mine
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(code, forKey: .code)
        try container.encode(version, forKey: .version)
        try container.encode(isClosed, forKey: .isClosed)
        try container.encode(isRevealed, forKey: .isRevealed)
        try container.encode(sample, forKey: .sample)
        try container.encode(classes, forKey: .classes)
        try container.encode(voters, forKey: .voters)
        try container.encode(voted, forKey: .voted)
        try container.encodeIfPresent(votes, forKey: .votes)
        try container.encodeIfPresent(mine, forKey: .mine)
    }
}
