import Matrices

/// The rows as the approximate search sees them: euclidean, moved so that their mean is 0, perhaps in fewer columns.
struct SearchSpace: Sendable {
    let matrix: Matrix
    /// What is subtracted from each row.
    let centre: [Float]
    /// Whether distances are only near to those of the prepared rows.
    let isReduced: Bool

    var rows: Int { matrix.rows }
    var columns: Int { matrix.columns }

    /// - Parameter prepared: as `PreparedRows` makes them.
    init(_ prepared: Matrix, seed: UInt64, threads: Int) {
        let centre = prepared.columnMeans(threads: threads)
        if let reduced = Subspace.reduce(prepared, centre: centre, seed: seed, threads: threads) {
            matrix = reduced
            self.centre = [Float](repeating: 0, count: reduced.columns)
            isReduced = true
        } else {
            matrix = prepared
            self.centre = centre
            isReduced = false
        }
    }

    /// Calls `body` with the addresses of the rows and of the centre.
    func withAddresses<Result>(
        _ body: (SharedConstants<Float>, SharedConstants<Float>) throws -> Result
    ) rethrows -> Result {
        try matrix.values.withUnsafeBufferPointer { values in
            try centre.withUnsafeBufferPointer { centre in
                try body(SharedConstants(values), SharedConstants(centre))
            }
        }
    }
}
