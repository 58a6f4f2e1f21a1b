extension Matrix {
    /// The mean of each column.
    public func columnMeans(threads: Int = 1) -> [Float] {
        let block = 4_096
        let blocks = (rows + block - 1) / block
        // Sums by block, added up in order: the same for every number of threads.
        var sums = [Double](repeating: 0, count: blocks * columns)
        values.withUnsafeBufferPointer { values in
            sums.withUnsafeMutableBufferPointer { sums in
                let (values, sums) = (SharedConstants(values), SharedBuffer(sums))
                parallelBlocks(rows, size: block, threads: threads) { number, some in
                    for row in some {
                        for column in 0..<columns {
                            sums[number * columns + column] += Double(values[row * columns + column])
                        }
                    }
                }
            }
        }
        return (0..<columns).map { column in
            let sum = (0..<blocks).reduce(0.0) { $0 + sums[$1 * columns + column] }
            return Float(sum / Double(max(1, rows)))
        }
    }

    /// The rows moved so that their mean is 0: same differences, smaller numbers, smaller rounding errors.
    public func centred(threads: Int = 1) -> Matrix {
        let means = columnMeans(threads: threads)
        var result = self
        result.values.withUnsafeMutableBufferPointer { values in
            means.withUnsafeBufferPointer { means in
                let (values, means) = (SharedBuffer(values), SharedConstants(means))
                parallelBlocks(rows, size: 4_096, threads: threads) { _, some in
                    for row in some {
                        for column in 0..<columns { values[row * columns + column] -= means[column] }
                    }
                }
            }
        }
        return result
    }
}
