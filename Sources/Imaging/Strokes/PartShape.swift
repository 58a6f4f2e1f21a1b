/// What the parts of a class look like, as far as cutting them apart needs it: the strokes that a level line through
/// the upper half of a letter meets.
public enum PartShape: Sendable, Equatable {
    /// One stroke: i, l.
    case stem
    /// Two strokes that meet at the foot: v.
    case wedge
    /// Two strokes that cross: x.
    case cross

    /// - Parameter name: of a part in the label book; case does not matter.
    /// - Returns: nil for what no shape is known of.
    public init?(named name: String) {
        switch name.lowercased() {
        case "i", "l", "1", "|": self = .stem
        case "v": self = .wedge
        case "x": self = .cross
        default: return nil
        }
    }

    /// Strokes that a level line meets.
    var strokes: Int { self == .stem ? 1 : 2 }
}
