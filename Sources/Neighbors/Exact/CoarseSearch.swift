import CKernels
import Matrices

/// Squared distances as |x|² + |y|² - 2xy in blocks, with the best candidates of every row kept on the way.
struct CoarseSearch: Sendable {
    /// Rows moved so that their mean is 0: smaller norms, smaller rounding errors, same distances.
    let centred: Matrix
    /// The squared length of each centred row.
    let norms: [Float]

    private static let rowBlock = 192
    private static let columnBlock = 1_024

    init(_ matrix: Matrix) {
        centred = matrix.centred()
        let columns = Int64(matrix.columns)
        norms = centred.values.withUnsafeBufferPointer { values in
            let rows = SharedConstants(values)
            return (0..<matrix.rows).map { tessera_squared_length(rows.address($0 * matrix.columns), columns) }
        }
    }

    /// Candidates of every row.
    struct Candidates {
        let width: Int
        var keys: [Float]
        var indices: [Int32]
    }

    /// How far a coarse squared distance to this row may be off, and then some: the accumulated rounding of a product of
    /// D terms in sixteen or so partial sums.
    func errorBound(_ row: Int, _ largestNorm: Float) -> Float {
        let lengths = norms[row].squareRoot() + largestNorm.squareRoot()
        return Float.ulpOfOne * (Float(centred.columns) / 4 + 16) * lengths * lengths
    }

    /// The `width` best of each row, by (key, row number), where the key is the coarse squared distance without the
    /// row's own norm.
    func candidates(_ width: Int, threads: Int, progress: (Double) throws -> Void) rethrows -> Candidates {
        let count = centred.rows
        var found = Candidates(
            width: width, keys: [Float](repeating: .infinity, count: count * width),
            indices: [Int32](repeating: 0, count: count * width))
        let blocks = (count + Self.rowBlock - 1) / Self.rowBlock
        let round = max(1, threads) * 4
        for start in stride(from: 0, to: blocks, by: round) {
            try progress(Double(start) / Double(blocks))
            let rows = start * Self.rowBlock..<min(count, (start + round) * Self.rowBlock)
            found.keys.withUnsafeMutableBufferPointer { keys in
                found.indices.withUnsafeMutableBufferPointer { indices in
                    let keys = SharedBuffer(keys)
                    let indices = SharedBuffer(indices)
                    parallelBlocks(rows.count, size: Self.rowBlock, threads: threads) { _, block in
                        scan(
                            rows.lowerBound + block.lowerBound..<rows.lowerBound + block.upperBound, width, keys,
                            indices)
                    }
                }
            }
        }
        return found
    }

    private func scan(_ rows: Range<Int>, _ width: Int, _ keys: SharedBuffer<Float>, _ indices: SharedBuffer<Int32>) {
        let columns = centred.columns
        var best = rows.map {
            tessera_candidates(
                keys: keys.address($0 * width), indices: indices.address($0 * width), size: 0, capacity: Int32(width))
        }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.rowBlock * Self.columnBlock) { tile in
            let tile = SharedBuffer(tile)
            centred.values.withUnsafeBufferPointer { values in
                norms.withUnsafeBufferPointer { norms in
                    let values = SharedConstants(values)
                    let norms = SharedConstants(norms)
                    for first in stride(from: 0, to: centred.rows, by: Self.columnBlock) {
                        let others = min(Self.columnBlock, centred.rows - first)
                        BLAS.multiplyByTranspose(
                            values.address(rows.lowerBound * columns), stride: columns, rows: rows.count,
                            values.address(first * columns), stride: columns, rows: others,
                            depth: columns, into: tile.address(0), stride: Self.columnBlock)
                        for (offset, row) in rows.enumerated() {
                            tessera_offer(
                                tile.address(offset * Self.columnBlock), norms.address(first), Int64(others),
                                Int32(first), Int32(row), &best[offset])
                        }
                    }
                }
            }
        }
    }
}
