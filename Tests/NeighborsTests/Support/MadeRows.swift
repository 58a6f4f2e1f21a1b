import Matrices

/// Rows that are made up for tests.
enum MadeRows {
    /// Normal in every column; whole numbers bring many exact ties.
    static func normal(_ rows: Int, _ columns: Int, seed: UInt64, whole: Bool = false) -> Matrix {
        var random = SeededRandom(seed: seed)
        return Matrix(
            rows: rows, columns: columns,
            values: (0..<rows * columns).map { _ in
                whole ? Float(Int.random(in: -2...2, using: &random)) : Float(random.normal())
            })
    }

    /// Like an embedding: groups of rows that vary in a few directions, seen in many columns, with a little noise; one
    /// in fifty is nearly the same as an earlier one.
    static func embedding(_ rows: Int, _ columns: Int, groups: Int = 20, seed: UInt64) -> Matrix {
        let hidden = 10
        var random = SeededRandom(seed: seed)
        let mix = (0..<hidden * columns).map { _ in Float(random.normal()) }
        let middles = (0..<groups * hidden).map { _ in Float(random.normal()) * 1.5 }
        var matrix = Matrix(rows: rows, columns: columns)
        for row in 0..<rows {
            if row > 50, row % 50 == 0 {
                let earlier = Int.random(in: 0..<row, using: &random)
                for column in 0..<columns {
                    matrix[row, column] = matrix[earlier, column] + 1e-3 * Float(random.normal())
                }
                continue
            }
            let group = Int.random(in: 0..<groups, using: &random)
            let place = (0..<hidden).map { middles[group * hidden + $0] + Float(random.normal()) }
            for column in 0..<columns {
                var sum: Float = 0.05 * Float(random.normal())
                for axis in 0..<hidden { sum += place[axis] * mix[axis * columns + column] }
                matrix[row, column] = sum / 3
            }
        }
        return matrix
    }
}
