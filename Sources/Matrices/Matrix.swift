import Synchronization

/// A dense matrix of 32-bit floats, row after row.
///
/// One row is one sample: an embedding is N × D, a layout N × 2.
public struct Matrix: Sendable, Equatable {
    public let rows: Int
    public let columns: Int

    /// `rows * columns` numbers; row `i` lies at `i * columns ..< (i + 1) * columns`.
    ///
    /// Changed in place: an observer (`didSet`) would copy all of them for every number that is set.
    public var values: [Float] {
        get { storage }
        _modify {
            yield &storage
            precondition(storage.count == rows * columns, "a matrix keeps its shape")
        }
    }
    private var storage: [Float]

    /// A matrix over numbers that are there already.
    ///
    /// - Precondition: `values.count == rows * columns`.
    public init(rows: Int, columns: Int, values: [Float]) {
        precondition(rows >= 0 && columns >= 0, "a matrix has no negative side")
        precondition(values.count == rows * columns, "a matrix of \(rows) x \(columns) holds rows * columns values")
        self.rows = rows
        self.columns = columns
        storage = values
    }

    /// All zeros.
    public init(rows: Int, columns: Int) {
        self.init(rows: rows, columns: columns, values: [Float](repeating: 0, count: rows * columns))
    }

    public func row(_ index: Int) -> ArraySlice<Float> {
        storage[index * columns..<(index + 1) * columns]
    }

    public subscript(row: Int, column: Int) -> Float {
        get { storage[row * columns + column] }
        _modify { yield &storage[row * columns + column] }
    }

    /// The chosen rows, in the order of `indices`.
    public func selecting(_ indices: some Collection<Int>) -> Matrix {
        var chosen: [Float] = []
        chosen.reserveCapacity(indices.count * columns)
        for index in indices { chosen.append(contentsOf: row(index)) }
        return Matrix(rows: indices.count, columns: columns, values: chosen)
    }

    /// The first row that holds a NaN or an infinity, or nil where every number is finite.
    public func firstRowNotFinite(threads: Int = 1) -> Int? {
        values.withUnsafeBufferPointer { values in
            let values = SharedConstants(values)
            let first = Atomic<Int>(rows)
            parallelBlocks(rows, size: 1_024, threads: threads) { _, some in
                for row in some {
                    // A sum of x * 0 is 0 for finite numbers and NaN otherwise; no branch in the inner loop.
                    var trace: Float = 0
                    for column in row * columns..<(row + 1) * columns { trace += values[column] * 0 }
                    guard trace == 0 else {
                        first.min(row, ordering: .relaxed)
                        return
                    }
                }
            }
            let row = first.load(ordering: .relaxed)
            return row < rows ? row : nil
        }
    }
}
