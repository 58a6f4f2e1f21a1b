/// The mean of some values and how far they lie around it.
public struct Spread: Sendable, Equatable {
    public let mean: Double
    /// The standard deviation of a sample (divided by n − 1); 0 for a single value.
    public let deviation: Double

    /// - Parameter values: at least one.
    public init(_ values: [Double]) {
        precondition(!values.isEmpty, "a mean of something")
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        self.mean = mean
        deviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : 0
    }
}
