/// Moves units between train and val, cell by cell.
struct ResplitMoves {
    private let units: [ResplitUnit]
    private let share: Double
    private let tolerance: Double
    private(set) var isVal: [Bool]
    /// Of each unit how many more of its neighbours are in val than the share says.
    private var excess: [Double]
    /// Of each unit those that have it as a neighbour.
    private let admirers: [[Int32]]

    init(units: [ResplitUnit], neighbors: NeighborLists, share: Double, tolerance: Double) {
        self.units = units
        self.share = share
        self.tolerance = tolerance
        // A torn unit goes where most of it is, else to train.
        let isVal = units.map { 2 * $0.vals > $0.samples }
        self.isVal = isVal
        var admirers = [[Int32]](repeating: [], count: units.count)
        excess = units.indices.map { unit in
            for other in neighbors[unit] { admirers[Int(other)].append(Int32(unit)) }
            return Double(neighbors[unit].count { isVal[Int($0)] }) - share * Double(neighbors[unit].count)
        }
        self.admirers = admirers
    }

    /// Brings the cells of one class to val's share, then the class.
    mutating func even(_ cells: [[Int]]) {
        for cell in cells {
            let samples = size(of: cell)
            let wanted = share * Double(samples)
            let chance = (Double(samples) * share * (1 - share)).squareRoot()
            guard abs(Double(vals(of: cell)) - wanted) > tolerance * chance else { continue }
            move(Int(wanted.rounded()) - vals(of: cell), in: cell)
        }
        let members = cells.flatMap(\.self)
        var lacking = Int((share * Double(size(of: members))).rounded()) - vals(of: members)
        while lacking != 0 {
            // One at a time, from the cell that is furthest off in the direction that the class needs.
            let sign = lacking > 0 ? 1.0 : -1.0
            let offset = cells.map { sign * (share * Double(size(of: $0)) - Double(vals(of: $0))) }
            let order = cells.indices.sorted { (offset[$1], $0) < (offset[$0], $1) }
            var found: Int?
            for cell in order where found == nil {
                found = next(toVal: lacking > 0, atMost: abs(lacking), in: cells[cell])
            }
            guard let unit = found else { return }
            toggle(unit)
            lacking -= lacking > 0 ? units[unit].samples : -units[unit].samples
        }
    }

    private mutating func move(_ count: Int, in cell: [Int]) {
        var left = count
        while left != 0, let unit = next(toVal: left > 0, atMost: abs(left), in: cell) {
            toggle(unit)
            left -= left > 0 ? units[unit].samples : -units[unit].samples
        }
    }

    /// What is around a unit changes with every move, so that moves spread out.
    private mutating func toggle(_ unit: Int) {
        isVal[unit].toggle()
        for other in admirers[unit] { excess[Int(other)] += isVal[unit] ? 1 : -1 }
    }

    /// The unit that should change sides next; nil where none is small enough.
    private func next(toVal: Bool, atMost size: Int, in cell: [Int]) -> Int? {
        cell.filter { isVal[$0] != toVal && units[$0].samples <= size && !isTorn($0) }.min { a, b in
            let (first, second) = toVal ? (excess[a], excess[b]) : (-excess[a], -excess[b])
            return (first, a) < (second, b)
        }
    }

    /// What was just put together stays.
    private func isTorn(_ unit: Int) -> Bool { units[unit].vals > 0 && units[unit].vals < units[unit].samples }

    private func size(of cell: [Int]) -> Int { cell.reduce(0) { $0 + units[$1].samples } }
    private func vals(of cell: [Int]) -> Int { cell.reduce(0) { $0 + (isVal[$1] ? units[$1].samples : 0) } }
}
