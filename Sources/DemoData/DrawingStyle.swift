/// The ways in which the demo's writers draw.
enum DrawingStyle: String, CaseIterable, Codable, Sendable {
    /// Upper case with serifs, each letter its own or one bar over all.
    case serif
    /// Upper case without serifs.
    case plain
    /// Lower case with dots.
    case lower
    /// A thick marker.
    case marker
    /// On ruled or squared paper.
    case ruled
    /// A bad scan: specks, streaks, broken strokes.
    case scanned

    /// How many writers draw in this style.
    var writerCount: Int {
        switch self {
        case .serif, .plain: 5
        case .lower: 4
        case .marker, .ruled, .scanned: 3
        }
    }
}
