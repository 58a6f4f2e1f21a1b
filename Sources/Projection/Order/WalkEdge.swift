/// A step between two rows, whichever way.
struct WalkEdge: Sendable {
    /// The smaller row number.
    let low: Int32
    let high: Int32
    let length: Float

    init(_ a: Int32, _ b: Int32, length: Float) {
        low = min(a, b)
        high = max(a, b)
        self.length = length
    }

    /// By length; equal ones by row numbers, so that the order is always the same.
    static func precedes(_ a: WalkEdge, _ b: WalkEdge) -> Bool {
        (a.length, a.low, a.high) < (b.length, b.low, b.high)
    }
}
