import Foundation
public import Matrices

/// Features whose products are nearly those of a Gaussian kernel, exp(-|x - y|² / (spread · usual |x - y|²)): a linear
/// model of them bends around groups that a plane cannot cut off.
///
/// Rows are compared with landmarks, rows drawn from among them; with as many landmarks as rows the products are exact.
///
/// - SeeAlso: Williams and Seeger 2001, "Using the Nyström method to speed up kernel machines".
public enum KernelFeatures {
    /// - Parameters:
    ///   - matrix: N × D, finite.
    ///   - landmarks: at most.
    ///   - spread: how far the kernel reaches, in usual (median) squared distances of two rows.
    /// - Returns: N × landmarks; each row has at most length 1.
    public static func of(
        _ matrix: Matrix, landmarks: Int = 1_024, spread: Double = 0.7, seed: UInt64 = 42, threads: Int = 1
    ) -> Matrix {
        let count = min(max(1, landmarks), matrix.rows)
        guard count > 0 else { return Matrix(rows: 0, columns: 0) }
        var random = SeededRandom(seed: seed, stream: 0x4B46)
        let chosen =
            count == matrix.rows
            ? Array(0..<count) : Array((0..<matrix.rows).shuffled(using: &random).prefix(count)).sorted()
        let marks = matrix.selecting(chosen)
        var between = squaredDistances(marks, marks, threads: threads)
        var apart: [Float] = []
        let step = max(1, count * count / 20_000)
        for index in stride(from: 1, to: between.values.count, by: step) where index / count != index % count {
            apart.append(between.values[index])
        }
        apart.sort()
        let usual = apart.isEmpty ? 1 : max(apart[apart.count / 2], 1e-12)
        let factor = -1 / (Float(spread) * usual)
        apply(factor, to: &between, threads: threads)
        var result = squaredDistances(matrix, marks, threads: threads)
        apply(factor, to: &result, threads: threads)
        // Rows that are there twice make the landmarks' own matrix singular; a little on the diagonal mends that.
        for mark in 0..<count { between[mark, mark] += 1e-3 }
        let isDone = between.values.withUnsafeMutableBufferPointer { BLAS.cholesky($0.baseAddress, rows: count) }
        precondition(isDone, "a Gaussian kernel with a raised diagonal is positive definite")
        result.values.withUnsafeMutableBufferPointer { out in
            between.values.withUnsafeBufferPointer { triangle in
                let (out, triangle) = (SharedBuffer(out), SharedConstants(triangle))
                parallelBlocks(matrix.rows, size: 256, threads: threads) { _, rows in
                    BLAS.solveRows(
                        out.address(rows.lowerBound * count), stride: count, rows: rows.count,
                        lower: triangle.address(0), columns: count)
                }
            }
        }
        return result
    }

    private static func apply(_ factor: Float, to matrix: inout Matrix, threads: Int) {
        let columns = matrix.columns
        let rows = matrix.rows
        matrix.values.withUnsafeMutableBufferPointer { values in
            let values = SharedBuffer(values)
            parallelBlocks(rows, size: 64, threads: threads) { _, some in
                for index in some.lowerBound * columns..<some.upperBound * columns {
                    values[index] = exp(factor * max(0, values[index]))
                }
            }
        }
    }

    private static func squaredDistances(_ a: Matrix, _ b: Matrix, threads: Int) -> Matrix {
        func squares(_ matrix: Matrix) -> [Float] {
            (0..<matrix.rows).map { row in matrix.row(row).reduce(0) { $0 + $1 * $1 } }
        }
        let (own, others) = (squares(a), squares(b))
        var result = Matrix(rows: a.rows, columns: b.rows)
        let (depth, wide) = (a.columns, b.rows)
        result.values.withUnsafeMutableBufferPointer { out in
            a.values.withUnsafeBufferPointer { a in
                b.values.withUnsafeBufferPointer { b in
                    let (out, a, b) = (SharedBuffer(out), SharedConstants(a), SharedConstants(b))
                    parallelBlocks(own.count, size: 256, threads: threads) { _, rows in
                        BLAS.multiplyByTranspose(
                            a.address(rows.lowerBound * depth), stride: depth, rows: rows.count, b.address(0),
                            stride: depth, rows: wide, depth: depth, alpha: -2,
                            into: out.address(rows.lowerBound * wide), stride: wide)
                        for row in rows {
                            for column in 0..<wide { out[row * wide + column] += own[row] + others[column] }
                        }
                    }
                }
            }
        }
        return result
    }
}
