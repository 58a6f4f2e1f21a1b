public import Matrices

/// Groups of rows around their means.
///
/// Lloyd's iteration from starts drawn by k-means++; of several, the one with the least sum of squares. The result
/// depends on the seed and not on the threads: distances are taken row by row, means column by column, each in one
/// order. Groups are numbered by size, the largest first.
///
/// - SeeAlso: Arthur and Vassilvitskii 2007, "k-means++: the advantages of careful seeding"; scikit-learn's KMeans.
public struct KMeans: Sendable {
    /// Of each row.
    public let groups: [Int]
    /// Groups × D.
    public let centres: Matrix
    /// The sum of the squared distances of the rows to their centres.
    public let spread: Double

    /// - Parameters:
    ///   - count: groups; at most as many as there are rows are made.
    ///   - starts: from how many draws the best is taken.
    ///   - progress: gets the share that is done, from the calling thread; throwing cancels.
    public init(
        _ matrix: Matrix, count: Int, seed: UInt64, starts: Int = 4, rounds: Int = 60, threads: Int,
        progress: (Double) throws -> Void = { _ in }
    ) throws {
        let count = max(1, min(count, matrix.rows))
        let rows = Rows(matrix, threads: threads)
        var best: (groups: [Int], centres: Matrix, spread: Double)?
        for start in 0..<max(1, starts) {
            var random = SeededRandom(seed: seed, stream: UInt64(start) &+ 0x6B6D)
            var centres = rows.start(count: count, random: &random)
            var near = rows.nearest(centres)
            for round in 0..<rounds {
                try progress((Double(start) + Double(round) / Double(rounds)) / Double(max(1, starts)))
                centres = rows.means(near.groups, keeping: centres)
                let next = rows.nearest(centres)
                let isSettled = next.groups == near.groups
                near = next
                if isSettled { break }
            }
            if near.spread < best?.spread ?? .infinity { best = (near.groups, centres, near.spread) }
        }
        let found = best ?? ([], Matrix(rows: 0, columns: matrix.columns), 0)
        let order = Self.bySize(found.groups, count: count)
        var numbers = [Int](repeating: 0, count: count)
        for (number, group) in order.enumerated() { numbers[group] = number }
        groups = found.groups.map { numbers[$0] }
        centres = found.centres.rows == count ? found.centres.selecting(order) : found.centres
        spread = found.spread
    }

    private static func bySize(_ groups: [Int], count: Int) -> [Int] {
        var sizes = [Int](repeating: 0, count: count)
        for group in groups { sizes[group] += 1 }
        return (0..<count).sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    }
}

private struct Rows: Sendable {
    let matrix: Matrix
    let threads: Int
    let squares: [Float]

    init(_ matrix: Matrix, threads: Int) {
        self.matrix = matrix
        self.threads = threads
        squares = (0..<matrix.rows).map { row in matrix.row(row).reduce(0) { $0 + $1 * $1 } }
    }

    /// Each next centre is a row drawn with a probability that grows with its squared distance to those there are.
    func start(count: Int, random: inout SeededRandom) -> Matrix {
        guard matrix.rows > 0 else { return Matrix(rows: 0, columns: matrix.columns) }
        var chosen = [Int.random(in: 0..<matrix.rows, using: &random)]
        var apart = squaredDistances(to: matrix.selecting(chosen)).map { Double(max(0, $0)) }
        while chosen.count < count {
            let total = apart.reduce(0, +)
            var left = random.unit() * total
            var next = matrix.rows - 1
            for row in apart.indices {
                left -= apart[row]
                if left < 0 {
                    next = row
                    break
                }
            }
            chosen.append(next)
            for (row, value) in squaredDistances(to: matrix.selecting([next])).enumerated() {
                apart[row] = min(apart[row], Double(max(0, value)))
            }
        }
        return matrix.selecting(chosen)
    }

    /// N × centres squared distances, row after row.
    func squaredDistances(to centres: Matrix) -> [Float] {
        let lengths = (0..<centres.rows).map { row in centres.row(row).reduce(Float(0)) { $0 + $1 * $1 } }
        let (depth, wide) = (matrix.columns, centres.rows)
        return [Float](unsafeUninitializedCapacity: matrix.rows * wide) { buffer, filled in
            let out = SharedBuffer(buffer)
            matrix.values.withUnsafeBufferPointer { values in
                centres.values.withUnsafeBufferPointer { others in
                    let (a, b) = (SharedConstants(values), SharedConstants(others))
                    parallelBlocks(matrix.rows, size: 256, threads: threads) { _, range in
                        BLAS.multiplyByTranspose(
                            a.address(range.lowerBound * depth), stride: depth, rows: range.count, b.address(0),
                            stride: depth, rows: wide, depth: depth, alpha: -2,
                            into: out.address(range.lowerBound * wide), stride: wide)
                        for row in range {
                            for centre in 0..<wide { out[row * wide + centre] += squares[row] + lengths[centre] }
                        }
                    }
                }
            }
            filled = matrix.rows * wide
        }
    }

    func nearest(_ centres: Matrix) -> (groups: [Int], spread: Double) {
        let distances = squaredDistances(to: centres)
        var spread = 0.0
        let groups = (0..<matrix.rows).map { row -> Int in
            var best = 0
            let start = row * centres.rows
            for centre in 1..<max(1, centres.rows) where distances[start + centre] < distances[start + best] {
                best = centre
            }
            spread += Double(max(0, distances[start + best]))
            return best
        }
        return (groups, spread)
    }

    /// The mean of each group's rows; a group that lost all its rows keeps its centre.
    func means(_ groups: [Int], keeping centres: Matrix) -> Matrix {
        var sizes = [Int](repeating: 0, count: centres.rows)
        for group in groups { sizes[group] += 1 }
        let known = sizes
        var result = centres
        let wide = matrix.columns
        result.values.withUnsafeMutableBufferPointer { buffer in
            let out = SharedBuffer(buffer)
            matrix.values.withUnsafeBufferPointer { values in
                let source = SharedConstants(values)
                parallelRanges(wide, threads: threads) { columns in
                    var sums = [Double](repeating: 0, count: known.count * columns.count)
                    for row in groups.indices {
                        let start = groups[row] * columns.count
                        for (place, column) in columns.enumerated() {
                            sums[start + place] += Double(source[row * wide + column])
                        }
                    }
                    for group in known.indices where known[group] > 0 {
                        for (place, column) in columns.enumerated() {
                            out[group * wide + column] = Float(
                                sums[group * columns.count + place] / Double(known[group]))
                        }
                    }
                }
            }
        }
        return result
    }
}
