import CKernels
package import Matrices

/// Rows in the form in which every metric is a euclidean distance, and so one search serves all.
///
/// For `cosine` rows are scaled to length 1: then |u - v|² / 2 is 1 - cos. A row of zeros gets a coordinate of its
/// own, which puts it at a right angle to every other row and on top of other rows of zeros.
package struct PreparedRows: Sendable {
    package let metric: Metric
    package let matrix: Matrix

    /// - Parameter placeForZeros: whether `cosine` keeps the coordinate of rows of zeros where there are none, so that
    ///   matrices which are prepared one by one can be compared.
    package init(_ source: Matrix, metric: Metric, placeForZeros: Bool = false) {
        self.metric = metric
        switch metric {
        case .euclidean: matrix = source
        case .cosine: matrix = Self.unitLength(source, placeForZeros)
        }
    }

    /// The squared euclidean distance of two rows, by differences: exact 0 for equal rows.
    package func squaredDistance(_ a: Int, _ b: Int) -> Float {
        matrix.values.withUnsafeBufferPointer {
            let rows = SharedConstants($0)
            return tessera_squared_distance(
                rows.address(a * matrix.columns), rows.address(b * matrix.columns), Int64(matrix.columns))
        }
    }

    /// A distance in the metric from the squared euclidean distance of prepared rows.
    package func distance(fromSquared squared: Float) -> Float {
        metric.distance(fromSquared: squared)
    }

    private static func unitLength(_ source: Matrix, _ placeForZeros: Bool) -> Matrix {
        let lengths = (0..<source.rows).map { row -> Float in
            // Scaled by the largest entry first, so that squares neither overflow nor vanish.
            let values = source.row(row)
            let largest = values.reduce(0) { max($0, abs($1)) }
            guard largest > 0 else { return 0 }
            return largest * values.reduce(Float(0)) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
        }
        let extra = placeForZeros || lengths.contains(0) ? 1 : 0
        var prepared = Matrix(rows: source.rows, columns: source.columns + extra)
        for row in 0..<source.rows {
            if lengths[row] == 0 {
                prepared[row, source.columns] = 1
                continue
            }
            for column in 0..<source.columns { prepared[row, column] = source[row, column] / lengths[row] }
        }
        return prepared
    }
}
