import CKernels
import Matrices

/// Squared distances as |x|² + |y|² - 2xy in blocks, with the best candidates of every row kept on the way.
struct CoarseSearch: Sendable {
    /// Rows moved so that their mean is 0: smaller norms, smaller rounding errors, same distances.
    let centred: Matrix
    /// The squared length of each centred row.
    let norms: [Float]

    /// Rows of a block: the products of two fit in the second cache.
    private static let side = 256

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
    ///
    /// Each product is taken once and offered to both of its rows. The rows are cut in blocks; in a round every block
    /// is matched with one other, so that threads need no locks, and what a row is offered does not depend on them.
    func candidates(_ width: Int, threads: Int, progress: (Double) throws -> Void) rethrows -> Candidates {
        let count = centred.rows
        var found = Candidates(
            width: width, keys: [Float](repeating: .infinity, count: count * width),
            indices: [Int32](repeating: 0, count: count * width))
        let rounds = RoundRobin((count + Self.side - 1) / Self.side).rounds
        try found.keys.withUnsafeMutableBufferPointer { keys in
            try found.indices.withUnsafeMutableBufferPointer { indices in
                let (keys, indices) = (SharedBuffer(keys), SharedBuffer(indices))
                var best = (0..<count).map {
                    tessera_candidates(
                        keys: keys.address($0 * width), indices: indices.address($0 * width), size: 0,
                        capacity: Int32(width))
                }
                try best.withUnsafeMutableBufferPointer { best in
                    let best = SharedBuffer(best)
                    for (number, round) in rounds.enumerated() {
                        try progress(Double(number) / Double(rounds.count))
                        parallelBlocks(round.count, size: 1, threads: threads) { match, _ in
                            compare(round[match].0, round[match].1, best)
                        }
                    }
                }
            }
        }
        return found
    }

    private func rows(of block: Int) -> Range<Int> {
        block * Self.side..<min(centred.rows, (block + 1) * Self.side)
    }

    /// Offers two blocks to each other, or one to itself.
    private func compare(_ first: Int, _ second: Int, _ best: SharedBuffer<tessera_candidates>) {
        let (rows, others, columns) = (rows(of: first), rows(of: second), centred.columns)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.side * (Self.side + 1)) { tile in
            let tile = SharedBuffer(tile)
            centred.values.withUnsafeBufferPointer { values in
                norms.withUnsafeBufferPointer { norms in
                    let (values, norms) = (SharedConstants(values), SharedConstants(norms))
                    BLAS.multiplyByTranspose(
                        values.address(rows.lowerBound * columns), stride: columns, rows: rows.count,
                        values.address(others.lowerBound * columns), stride: columns, rows: others.count,
                        depth: columns, into: tile.address(0), stride: Self.side)
                    guard first != second else {
                        for (offset, row) in rows.enumerated() {
                            tessera_offer(
                                tile.address(offset * Self.side), norms.address(rows.lowerBound), Int64(rows.count),
                                Int32(rows.lowerBound), Int32(row), best.address(row))
                        }
                        return
                    }
                    func side(_ rows: Range<Int>) -> tessera_side {
                        tessera_side(
                            norms: norms.address(rows.lowerBound), best: best.address(rows.lowerBound),
                            count: Int64(rows.count), first: Int32(rows.lowerBound))
                    }
                    var (one, other) = (side(rows), side(others))
                    tessera_offer_both(
                        tile.address(0), Int64(Self.side), &one, &other, tile.address(Self.side * Self.side))
                }
            }
        }
    }
}
