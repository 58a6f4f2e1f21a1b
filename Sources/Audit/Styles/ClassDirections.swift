public import Matrices

/// An embedding without what tells the classes apart: what remains is how a thing is drawn, not which one it is.
///
/// The means of the classes span a subspace; its directions are projected out. That takes the class out of a sample
/// even where its label is wrong, which taking away the mean of the (wrong) class would not, and it groups the demo
/// data's writers best of what was tried (docs/styles.md). With so many classes that little would be left, a class's
/// mean is taken away from its samples instead.
public enum ClassDirections {
    /// - Parameters:
    ///   - matrix: N × D.
    ///   - classes: of each row, from 0; nil where it has none: such rows do not form the means.
    /// - Returns: N × D.
    public static func removed(from matrix: Matrix, classes: [Int?]) -> Matrix {
        precondition(classes.count == matrix.rows, "every row has a class or none")
        let count = (classes.compactMap(\.self).max() ?? -1) + 1
        guard count > 1 else { return matrix }
        let means = means(of: matrix, classes: classes, count: count)
        if count - 1 > matrix.columns / 4 { return subtracting(means, from: matrix, classes: classes) }
        let axes = axes(of: means)
        var result = matrix
        result.values.withUnsafeMutableBufferPointer { values in
            for row in 0..<matrix.rows {
                let start = row * matrix.columns
                for axis in axes {
                    var share: Float = 0
                    for column in 0..<matrix.columns { share += values[start + column] * axis[column] }
                    for column in 0..<matrix.columns { values[start + column] -= share * axis[column] }
                }
            }
        }
        return result
    }

    /// The mean of each class; nil for a class without rows.
    private static func means(of matrix: Matrix, classes: [Int?], count: Int) -> [[Double]?] {
        var sums = [[Double]](repeating: [Double](repeating: 0, count: matrix.columns), count: count)
        var sizes = [Int](repeating: 0, count: count)
        for (row, label) in classes.enumerated() {
            guard let label else { continue }
            sizes[label] += 1
            for (column, value) in matrix.row(row).enumerated() { sums[label][column] += Double(value) }
        }
        return zip(sums, sizes).map { sum, size in size > 0 ? sum.map { $0 / Double(size) } : nil }
    }

    /// Directions at right angles that span the differences of the means.
    private static func axes(of means: [[Double]?]) -> [[Float]] {
        let present = means.compactMap(\.self)
        guard let width = present.first?.count else { return [] }
        let centre = (0..<width).map { column in
            present.reduce(0) { $0 + $1[column] } / Double(present.count)
        }
        var axes: [[Double]] = []
        for mean in present {
            var vector = zip(mean, centre).map { $0 - $1 }
            let before = length(vector)
            // Twice: what the first pass leaves by rounding, the second takes.
            for _ in 0..<2 {
                for axis in axes {
                    let share = zip(vector, axis).reduce(0) { $0 + $1.0 * $1.1 }
                    for column in 0..<width { vector[column] -= share * axis[column] }
                }
            }
            let after = length(vector)
            // The last mean is a sum of the others (they are centred): nothing of its own is left.
            if after > 1e-6 * before, after > 0 { axes.append(vector.map { $0 / after }) }
        }
        return axes.map { $0.map { Float($0) } }
    }

    private static func subtracting(_ means: [[Double]?], from matrix: Matrix, classes: [Int?]) -> Matrix {
        var result = matrix
        for (row, label) in classes.enumerated() {
            guard let label, let mean = means[label] else { continue }
            for column in 0..<matrix.columns { result[row, column] -= Float(mean[column]) }
        }
        return result
    }

    private static func length(_ vector: [Double]) -> Double {
        vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
}
