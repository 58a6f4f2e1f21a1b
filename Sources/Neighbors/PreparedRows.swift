import CKernels
package import Matrices

/// Rows in the form in which every metric is a euclidean distance, and so one search serves all.
///
/// For `cosine` rows are scaled to length 1: then |u - v|² / 2 is 1 - cos. A row of zeros gets a coordinate of its
/// own, which puts it at a right angle to every other row and on top of other rows of zeros.
package struct PreparedRows: Sendable {
    package let metric: Metric
    package private(set) var matrix: Matrix

    /// - Parameter placeForZeros: whether `cosine` keeps the coordinate of rows of zeros where there are none, so that
    ///   matrices which are prepared one by one can be compared.
    package init(_ source: Matrix, metric: Metric, placeForZeros: Bool = false, threads: Int = 1) {
        self.metric = metric
        switch metric {
        case .euclidean: matrix = source
        case .cosine: matrix = Self.unitLength(source, placeForZeros, threads)
        }
    }

    /// Adds rows of the same kind at the end.
    mutating func append(_ other: PreparedRows) {
        precondition(
            other.metric == metric && other.matrix.columns == matrix.columns, "rows of the same kind")
        matrix = Matrix(
            rows: matrix.rows + other.matrix.rows, columns: matrix.columns,
            values: matrix.values + other.matrix.values)
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

    private static func unitLength(_ source: Matrix, _ placeForZeros: Bool, _ threads: Int) -> Matrix {
        let columns = source.columns
        var lengths = [Float](repeating: 0, count: source.rows)
        source.values.withUnsafeBufferPointer { values in
            lengths.withUnsafeMutableBufferPointer { lengths in
                let (values, lengths) = (SharedConstants(values), SharedBuffer(lengths))
                parallelBlocks(source.rows, size: 1_024, threads: threads) { _, some in
                    for row in some {
                        lengths[row] = tessera_length(values.address(row * columns), Int64(columns))
                    }
                }
            }
        }
        let wide = columns + (placeForZeros || lengths.contains(0) ? 1 : 0)
        var prepared = Matrix(rows: source.rows, columns: wide)
        prepared.values.withUnsafeMutableBufferPointer { target in
            source.values.withUnsafeBufferPointer { values in
                let (target, values, lengths) = (SharedBuffer(target), SharedConstants(values), lengths)
                parallelBlocks(source.rows, size: 1_024, threads: threads) { _, some in
                    for row in some {
                        if lengths[row] == 0 {
                            target[row * wide + columns] = 1
                            continue
                        }
                        for column in 0..<columns {
                            target[row * wide + column] = values[row * columns + column] / lengths[row]
                        }
                    }
                }
            }
        }
        return prepared
    }
}
