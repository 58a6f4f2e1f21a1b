public import Neighbors

/// The neighbours of each unit, nearest first; some units may have fewer than others.
public struct NeighborLists: Sendable, Equatable {
    /// The neighbours of unit `i` lie at `starts[i] ..< starts[i + 1]` of `members`.
    public let starts: [Int]
    public let members: [Int32]

    public var count: Int { starts.count - 1 }

    public subscript(unit: Int) -> ArraySlice<Int32> { members[starts[unit]..<starts[unit + 1]] }

    public init(_ lists: [[Int32]]) {
        var starts = [0]
        for list in lists { starts.append(starts[starts.count - 1] + list.count) }
        self.starts = starts
        members = lists.flatMap(\.self)
    }

    /// The neighbours among units, from those among rows: a unit is looked for from the row that stands for it, found
    /// by whichever of its rows is nearest, and counts once.
    ///
    /// - Parameters:
    ///   - graph: neighbours among rows; more than `k` of them, for some rows belong to one unit or to none.
    ///   - unitOf: the unit of each row; nil for rows that do not count.
    ///   - rows: the row that stands for each unit.
    ///   - k: the most neighbours that a unit gets.
    public init(_ graph: NeighborGraph, unitOf: [Int?], rows: [Int], k: Int) {
        self.init(
            rows.indices.map { unit in
                var list: [Int32] = []
                for row in graph.neighbors(of: rows[unit]) where list.count < k {
                    guard let other = unitOf[Int(row)], other != unit, !list.contains(Int32(other)) else { continue }
                    list.append(Int32(other))
                }
                return list
            })
    }
}
