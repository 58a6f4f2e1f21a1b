/// A projection with its points.
public struct StoredProjection: Sendable, Equatable {
    public let info: ProjectionInfo
    /// SHA-256 of the image of each row.
    public let digests: [String]
    /// x and y of each row: 2 × N numbers.
    public let coordinates: [Float]
    /// Rows in the order in which look-alikes are next to each other: a permutation of 0 ..< N.
    public let order: [Int32]
}
