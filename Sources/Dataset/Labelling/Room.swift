/// A room in which one person shows samples and others vote.
public struct Room: Sendable, Codable, Equatable {
    /// Who knows it may vote; drawn by chance, 49 bits.
    public let code: String
    public let author: String
    public let createdAt: String
    public let closedAt: String?
    /// What is being asked; nil before the first.
    public let sample: Int64?
    /// Whether the votes are shown.
    public let isRevealed: Bool
    /// Grows with everything that happens in it.
    public let version: Int64

    /// Without letters and digits that look alike.
    static let alphabet = Array("23456789abcdefghjkmnpqrstuvwxyz")
    static let codeLength = 10
    public static let mostVoters = 500
    public static let longestName = 60
}

/// The votes for the sample that a room shows.
public struct RoomVotes: Sendable, Codable, Equatable {
    public struct Vote: Sendable, Codable, Equatable {
        public let voter: String
        public let label: String
    }

    /// People who have joined.
    public let voters: Int
    /// In the order of the voters' names.
    public let votes: [Vote]
}
