extension Matrix {
    /// The mean of each column.
    public func columnMeans() -> [Float] {
        var sums = [Double](repeating: 0, count: columns)
        values.withUnsafeBufferPointer { values in
            sums.withUnsafeMutableBufferPointer { sums in
                for row in 0..<rows {
                    for column in 0..<columns { sums[column] += Double(values[row * columns + column]) }
                }
            }
        }
        return sums.map { Float($0 / Double(max(1, rows))) }
    }

    /// The rows moved so that their mean is 0: same differences, smaller numbers, smaller rounding errors.
    public func centred() -> Matrix {
        let means = columnMeans()
        var result = self
        result.values.withUnsafeMutableBufferPointer { values in
            means.withUnsafeBufferPointer { means in
                for row in 0..<rows {
                    for column in 0..<columns { values[row * columns + column] -= means[column] }
                }
            }
        }
        return result
    }
}
