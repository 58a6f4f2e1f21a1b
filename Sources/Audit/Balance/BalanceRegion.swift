/// A place in the dataset where a split is missing or has more than its share.
public struct BalanceRegion: Sendable, Equatable {
    public enum Side: String, Sendable, Codable {
        /// Val is missing: a model is not tried on what is here.
        case fewVal
        /// Train is missing: a model never sees what it is tried on here.
        case fewTrain
    }

    public let side: Side
    /// Ascending.
    public let units: [Int]
    /// How far beyond chance, over all units: the sum of -ln p.
    public let mass: Double
    /// The share of reshuffled splits that have a region of this mass anywhere. Small is beyond chance; that any
    /// region is called at 0.05 where there is none happens in 5 of 100 datasets, however many units it has.
    public let p: Double
}
