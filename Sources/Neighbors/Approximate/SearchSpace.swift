import Matrices

/// The rows as the approximate search sees them: euclidean, moved to the middle, perhaps in fewer columns.
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
        let centre = Self.middle(of: prepared)
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

    /// Rows that decide on the middle.
    private static let sample = 255

    /// The median of each column, of some rows: a row far away does not move it, as it would the mean, and so costs the
    /// others none of their digits.
    static func middle(of matrix: Matrix) -> [Float] {
        let count = min(sample, matrix.rows)
        guard count > 0 else { return [Float](repeating: 0, count: matrix.columns) }
        let rows = (0..<count).map { $0 * matrix.rows / count }
        return (0..<matrix.columns).map { column in
            rows.map { matrix[$0, column] }.sorted()[count / 2]
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
