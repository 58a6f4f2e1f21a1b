/// All pairs of rows within a distance of each other, nearest first, or as many of them as were asked for.
public struct NearPairs: Sendable, Equatable {
    public struct Pair: Sendable, Equatable {
        /// The smaller row number.
        public let first: Int32
        public let second: Int32
        public let distance: Float

        public init(first: Int32, second: Int32, distance: Float) {
            self.first = first
            self.second = second
            self.distance = distance
        }
    }

    /// By (distance, first, second).
    public let pairs: [Pair]
    /// The distance that was asked for.
    public let radius: Float
    /// Whether there are more pairs than were asked for. Those that are given are the nearest; there may be others as
    /// near as the last one.
    public let isCapped: Bool

    /// The distance up to which every pair is given, exclusive where it is capped.
    public var completeRadius: Float { isCapped ? pairs.last?.distance ?? 0 : radius }
}
