/// How far apart two rows are.
public enum Metric: String, Sendable, Codable, CaseIterable {
    /// The length of the difference.
    case euclidean
    /// One minus the cosine of the angle: 0 for the same direction, 1 for a right angle, 2 for the opposite.
    /// Two rows of zeros are at 0, a row of zeros is at 1 from every other row.
    case cosine

    /// A distance from the squared euclidean distance of prepared rows (see `PreparedRows`).
    package func distance(fromSquared squared: Float) -> Float {
        switch self {
        case .euclidean: squared.squareRoot()
        case .cosine: squared / 2
        }
    }

    /// The squared euclidean distance of prepared rows from a distance.
    package func squared(fromDistance distance: Float) -> Float {
        switch self {
        case .euclidean: distance * distance
        case .cosine: distance * 2
        }
    }
}
