import CKernels
import Matrices

/// Fewer columns for wide rows: the subspace in which the rows vary most, by subspace iteration on some of the rows.
///
/// Distances in it are never much larger than the true ones, and smaller by what varies outside of it.
///
/// - SeeAlso: Halko, Martinsson, Tropp 2011, "Finding structure with randomness", algorithm 4.4.
struct Subspace: Sendable {
    /// Rows are reduced when they have at least this many columns.
    static let wide = 256
    /// Columns of the reduced rows.
    static let columns = 128
    /// Rows that decide on the subspace.
    private static let sample = 2_048
    private static let rounds = 2

    /// Row-major D × `columns`, orthonormal columns (nearly so, where the rows vary in fewer directions).
    private let basis: [Float]
    private let centre: [Float]

    /// The rows in fewer columns, centred; nil where they are not wide.
    static func reduce(_ matrix: Matrix, centre: [Float], seed: UInt64, threads: Int) -> Matrix? {
        guard matrix.columns >= wide else { return nil }
        return Subspace(matrix, centre: centre, seed: seed, threads: threads).project(matrix, threads: threads)
    }

    private init(_ matrix: Matrix, centre: [Float], seed: UInt64, threads: Int) {
        self.centre = centre
        let (wide, narrow) = (matrix.columns, Self.columns)
        let count = min(Self.sample, matrix.rows)
        let chosen = (0..<count).map { Int32($0 * matrix.rows / count) }
        var rows = [Float](repeating: 0, count: count * wide)
        matrix.values.withUnsafeBufferPointer { values in
            tessera_gather_rows(values.baseAddress, Int64(wide), chosen, Int64(count), centre, &rows)
        }
        var random = SeededRandom(seed: seed, stream: 1)
        var basis = (0..<wide * narrow).map { _ in Float(random.normal()) }
        var products = [Float](repeating: 0, count: count * narrow)
        for _ in 0..<Self.rounds {
            Self.multiply(rows, count, wide, basis, into: &products, threads: threads)
            Orthonormal.make(&products, rows: count, columns: narrow)
            Self.multiplyTransposed(rows, count, wide, products, into: &basis, threads: threads)
            Orthonormal.make(&basis, rows: wide, columns: narrow)
        }
        self.basis = basis
    }

    private func project(_ matrix: Matrix, threads: Int) -> Matrix {
        let (wide, narrow) = (matrix.columns, Self.columns)
        var result = Matrix(rows: matrix.rows, columns: narrow)
        result.values.withUnsafeMutableBufferPointer { target in
            let target = SharedBuffer(target)
            matrix.values.withUnsafeBufferPointer { values in
                basis.withUnsafeBufferPointer { basis in
                    centre.withUnsafeBufferPointer { centre in
                        let (values, basis, centre) = (
                            SharedConstants(values), SharedConstants(basis), SharedConstants(centre)
                        )
                        let size = 256
                        parallelBlocks(matrix.rows, size: size, threads: threads) {
                            (rows: WorkMemory<Float>(size * wide), numbers: WorkMemory<Int32>(size))
                        } _: { room, some in
                            for (offset, row) in some.enumerated() { room.numbers[offset] = Int32(row) }
                            tessera_gather_rows(
                                values.address(0), Int64(wide), room.numbers.start, Int64(some.count),
                                centre.address(0), room.rows.start)
                            BLAS.multiply(
                                room.rows.start, stride: wide, rows: some.count, basis.address(0), stride: narrow,
                                columns: narrow, depth: wide, into: target.address(some.lowerBound * narrow),
                                stride: narrow)
                        }
                    }
                }
            }
        }
        return result
    }

    /// products = rows * basis
    private static func multiply(
        _ rows: [Float], _ count: Int, _ wide: Int, _ basis: [Float], into products: inout [Float], threads: Int
    ) {
        products.withUnsafeMutableBufferPointer { products in
            rows.withUnsafeBufferPointer { rows in
                basis.withUnsafeBufferPointer { basis in
                    let products = SharedBuffer(products)
                    let (rows, basis) = (SharedConstants(rows), SharedConstants(basis))
                    parallelBlocks(count, size: 256, threads: threads) { _, some in
                        BLAS.multiply(
                            rows.address(some.lowerBound * wide), stride: wide, rows: some.count, basis.address(0),
                            stride: columns, columns: columns, depth: wide,
                            into: products.address(some.lowerBound * columns), stride: columns)
                    }
                }
            }
        }
    }

    /// basis = rowsᵀ * products
    private static func multiplyTransposed(
        _ rows: [Float], _ count: Int, _ wide: Int, _ products: [Float], into basis: inout [Float], threads: Int
    ) {
        basis.withUnsafeMutableBufferPointer { basis in
            basis.update(repeating: 0)
            let basis = SharedBuffer(basis)
            rows.withUnsafeBufferPointer { rows in
                products.withUnsafeBufferPointer { products in
                    let (rows, products) = (SharedConstants(rows), SharedConstants(products))
                    parallelBlocks(wide, size: 128, threads: threads) { _, some in
                        BLAS.addTransposeTimes(
                            rows.address(some.lowerBound), stride: wide, columns: some.count, products.address(0),
                            stride: columns, columns: columns, depth: count,
                            into: basis.address(some.lowerBound * columns), stride: columns)
                    }
                }
            }
        }
    }
}
