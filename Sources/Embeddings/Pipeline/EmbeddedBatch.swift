public import Matrices

/// What came of some neighbouring pictures of those that were asked for.
public struct EmbeddedBatch: Sendable {
    /// The pictures that this is about, by their place in what was asked for.
    public let range: Range<Int>
    /// Those that have a vector, ascending.
    public let indices: [Int]
    /// Row i is the vector of picture `indices[i]`.
    public let vectors: Matrix
    /// Those that have none.
    public let failures: [PictureFailure]
}
