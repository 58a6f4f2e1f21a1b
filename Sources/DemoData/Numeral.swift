/// The ten classes of the demo dataset, in the order of the label book.
enum Numeral: String, CaseIterable, Codable, Sendable {
    case i, ii, iii, iv, v, vi, vii, viii, ix, x

    /// The letters from left to right, lower case.
    var letters: [Character] { Array(rawValue) }

    /// What a hurried person takes it for: one stroke more or less, or the same strokes the other way round.
    var lookAlikes: [Numeral] {
        switch self {
        case .i: [.ii, .v]
        case .ii: [.iii, .i, .v]
        case .iii: [.ii, .vii, .iv]
        case .iv: [.vi, .ix, .v]
        case .v: [.x, .iv, .vi]
        case .vi: [.iv, .vii, .v]
        case .vii: [.viii, .vi, .iii]
        case .viii: [.vii, .iii]
        case .ix: [.iv, .x, .vi]
        case .x: [.v, .ix]
        }
    }
}
