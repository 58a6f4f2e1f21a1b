public import Matrices

/// A split with val's share in every class and in every group of look-alikes of a class, by as few moves as that takes.
///
/// 1. What is torn between the splits is put together, where most of it is.
/// 2. The units of each class are parted in cells of look-alikes (k-means). A cell whose val share is further from the
///    wanted one than `tolerance` standard deviations of a draw by chance is brought to it; the others are left alone.
/// 3. Each class is brought to its number of val samples, taking from the cells that are furthest off.
///
/// Of a cell those units move first that have the least (or most) of val around them.
public struct Resplit: Sendable, Equatable {
    public struct Options: Sendable, Codable, Equatable {
        /// The share of val, 0 … 1; nil keeps the one that is there.
        public var valShare: Double?
        /// Units that a cell has, more or less.
        public var cellSize: Int
        /// A cell within so many standard deviations of its share is left as it is.
        public var tolerance: Double
        public var seed: UInt64

        public init(valShare: Double? = nil, cellSize: Int = 25, tolerance: Double = 1, seed: UInt64 = 42) {
            self.valShare = valShare
            self.cellSize = cellSize
            self.tolerance = tolerance
            self.seed = seed
        }
    }

    /// Of each unit whether it is in val afterwards.
    public let isVal: [Bool]
    /// The cell of each unit.
    public let cells: [Int]
    /// The share of val that was aimed at.
    public let valShare: Double

    /// - Parameters:
    ///   - units: what moves as one.
    ///   - matrix: a row a unit.
    ///   - neighbors: of each unit; what is around a unit decides who moves first.
    public init(
        units: [ResplitUnit], matrix: Matrix, neighbors: NeighborLists, options: Options = Options(), threads: Int,
        progress: (Double) throws -> Void = { _ in }
    ) throws {
        precondition(units.count == matrix.rows && units.count == neighbors.count, "all are of the same units")
        let samples = units.reduce(0) { $0 + $1.samples }
        let share = options.valShare ?? Double(units.reduce(0) { $0 + $1.vals }) / Double(max(1, samples))
        let labels = (units.map(\.label).max() ?? -1) + 1
        var moves = ResplitMoves(units: units, neighbors: neighbors, share: share, tolerance: options.tolerance)
        var cells = [Int](repeating: 0, count: units.count)
        var firstCell = 0
        for label in 0..<labels {
            try progress(Double(label) / Double(labels))
            let members = units.indices.filter { units[$0].label == label }
            guard !members.isEmpty else { continue }
            let parts = max(1, members.count / max(1, options.cellSize))
            let groups = try KMeans(
                matrix.selecting(members), count: parts, seed: options.seed, starts: 1, rounds: 15, threads: threads
            ).groups
            var inCells = [[Int]](repeating: [], count: parts)
            for (member, group) in zip(members, groups) {
                cells[member] = firstCell + group
                inCells[group].append(member)
            }
            firstCell += parts
            moves.even(inCells)
        }
        isVal = moves.isVal
        self.cells = cells
        valShare = share
    }
}
