/// How thorough the approximate search is.
struct ApproximateSettings: Sendable, Equatable {
    /// Most rows of a cell.
    var cellSize: Int
    /// Cells in which a row looks for its first neighbours.
    var probes: Int
    /// Cells near to a row's own from which those are chosen.
    var nearCells: Int
    /// Neighbours a row that are kept on the way.
    var width: Int
    /// How many of them are followed to their neighbours.
    var followed: Int
    /// Links back, from rows that count this one among their neighbours.
    var backLinks: Int

    /// Most rounds over the neighbours of neighbours.
    static let mostRounds = 8
    /// Rounds end when fewer than this share of the entries changed.
    static let settled = 0.02

    /// - Parameters:
    ///   - rows: among many rows it takes more links to find one's way.
    ///   - reduced: whether distances are taken in fewer columns than there are, so that more are kept for the ranking.
    ///   - effort: 0, and one more each time that too few neighbours were found.
    init(rows: Int, k: Int, reduced: Bool, effort: Int) {
        let factor = 1 << effort
        let areMany = rows > 80_000
        followed = min(k + (areMany ? 5 : 3), 40) * (effort + 2) / 2
        width = max(followed, reduced ? 2 * k + 4 : k + 5)
        backLinks = (areMany ? 10 : 8) * factor
        // Half-full cells of all probes hold enough for a whole list.
        var size = 128
        while size < 2 * width { size *= 2 }
        cellSize = size
        probes = 4 * factor
        nearCells = 32 * factor
    }
}
