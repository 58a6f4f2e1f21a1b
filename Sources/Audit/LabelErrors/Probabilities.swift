public import Matrices

/// Predicted probabilities, N × K: row i says of sample i how probable each class is. They should be out-of-sample: of
/// a model that did not see the sample.
public struct Probabilities: Sendable {
    enum Storage {
        case matrix(Matrix)
        case file(MappedRows)
    }

    let storage: Storage

    public init(_ matrix: Matrix) {
        storage = .matrix(matrix)
    }

    /// The float32 or float64 of a file, which is read block by block when it is needed.
    ///
    /// - Throws: `NPYError`.
    public init(npy path: String) throws {
        storage = .file(try MappedRows(path))
    }

    /// How many samples.
    public var rows: Int {
        switch storage {
        case .matrix(let matrix): matrix.rows
        case .file(let file): file.rows
        }
    }

    /// How many classes.
    public var columns: Int {
        switch storage {
        case .matrix(let matrix): matrix.columns
        case .file(let file): file.columns
        }
    }
}
