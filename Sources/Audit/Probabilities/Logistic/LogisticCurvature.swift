import Matrices

/// What the loss looks like near its start, solved for: the inverse of h · FᵀF + penalty with F the features.
///
/// At weights of 0 every class is as probable, and the second derivatives of the cross-entropy are 1/K times FᵀF: the first
/// step is Newton's own. Later they shrink unevenly; that is what the memory of the steps learns. With it a fit takes
/// some twenty looks at the data instead of hundreds.
struct LogisticCurvature: Sendable {
    private enum Form: Sendable {
        /// The lower triangle of D × D.
        case triangle([Float])
        case diagonal([Float])
    }

    private let form: Form
    private let features: Int
    /// Of the intercepts.
    private let intercept: Float

    /// More features than this are taken one by one: the triangle would cost more than it saves.
    private static let mostFeatures = 4_096
    /// So many rows say well enough what all look like.
    private static let mostRows = 16_384

    /// FᵀF over the rows that have a label, scaled to what a fit without one fold learns from.
    static func gram(_ data: LogisticData, share: Double) -> Matrix {
        let wide = data.features.columns
        guard wide <= mostFeatures else {
            var squares = [Double](repeating: 0, count: wide)
            for row in 0..<data.features.rows where data.labels[row] >= 0 {
                for (column, value) in data.features.row(row).enumerated() {
                    squares[column] += share * Double(data.weights[row]) * Double(value) * Double(value)
                }
            }
            return Matrix(rows: 1, columns: wide, values: squares.map { Float($0) })
        }
        let labelled = data.labels.indices.filter { data.labels[$0] >= 0 }
        let step = max(1, (labelled.count + mostRows - 1) / mostRows)
        let chosen = stride(from: 0, to: labelled.count, by: step).map { labelled[$0] }
        var rows = data.features.selecting(chosen)
        let total = labelled.reduce(0.0) { $0 + Double(data.weights[$1]) }
        let some = chosen.reduce(0.0) { $0 + Double(data.weights[$1]) }
        let scale = share * total / max(some, 1e-30)
        for (place, row) in chosen.enumerated() {
            let factor = Float((scale * Double(data.weights[row])).squareRoot())
            for column in 0..<wide { rows[place, column] *= factor }
        }
        var result = Matrix(rows: wide, columns: wide)
        let panel = 64
        result.values.withUnsafeMutableBufferPointer { out in
            rows.values.withUnsafeBufferPointer { values in
                let (out, values) = (SharedBuffer(out), SharedConstants(values))
                parallelBlocks(wide, size: panel, threads: data.threads) { _, lines in
                    // The lower triangle alone, a panel of rows up to the diagonal.
                    BLAS.addTransposeTimes(
                        values.address(lines.lowerBound), stride: wide, columns: lines.count, values.address(0),
                        stride: wide, columns: lines.upperBound, depth: chosen.count,
                        into: out.address(lines.lowerBound * wide), stride: wide)
                }
            }
        }
        return result
    }

    init(gram: Matrix, classes: Int, penalty: Double, weight: Double) {
        features = gram.columns
        let scale = 1 / Float(max(2, classes))
        intercept = Float(1 / max(Double(scale) * weight, 1e-30))
        let penalty = Float(penalty)
        if gram.rows == gram.columns, features > 0 {
            var triangle = gram.values.map { $0 * scale }
            var largest: Float = 0
            for column in 0..<features { largest = max(largest, triangle[column * features + column]) }
            for column in 0..<features { triangle[column * features + column] += penalty + largest * 1e-5 }
            let isDone = triangle.withUnsafeMutableBufferPointer {
                BLAS.cholesky($0.baseAddress, rows: gram.columns)
            }
            if isDone {
                form = .triangle(triangle)
                return
            }
        }
        let isSquare = gram.rows == gram.columns
        let columns = gram.columns
        form = .diagonal(
            (0..<columns).map { column in
                1 / max(gram.values[isSquare ? column * columns + column : column] * scale + penalty, 1e-30)
            })
    }

    /// The steps that gradients ask for; each is (D + 1) × K with the intercepts last. Several at once cost little more than
    /// one: the triangle is what takes the time to read.
    func solve(_ gradients: [[Float]], classes: Int) -> [[Float]] {
        var solved = gradients
        switch form {
        case .triangle(let triangle):
            let wide = gradients.count * classes
            var together = [Float](repeating: 0, count: features * wide)
            for (place, gradient) in gradients.enumerated() {
                for column in 0..<features {
                    for label in 0..<classes {
                        together[column * wide + place * classes + label] = gradient[column * classes + label]
                    }
                }
            }
            triangle.withUnsafeBufferPointer { triangle in
                together.withUnsafeMutableBufferPointer { together in
                    for isTransposed in [false, true] {
                        BLAS.solveLower(
                            triangle.baseAddress, rows: features, transposed: isTransposed, together.baseAddress,
                            stride: wide, columns: wide)
                    }
                }
            }
            for place in solved.indices {
                for column in 0..<features {
                    for label in 0..<classes {
                        solved[place][column * classes + label] = together[column * wide + place * classes + label]
                    }
                }
            }
        case .diagonal(let diagonal):
            for place in solved.indices {
                for column in 0..<features {
                    for label in 0..<classes { solved[place][column * classes + label] *= diagonal[column] }
                }
            }
        }
        for place in solved.indices {
            for label in 0..<classes { solved[place][features * classes + label] *= intercept }
        }
        return solved
    }
}
