public import Matrices

/// Several embeddings side by side, as one: `characters+general`.
///
/// It is not stored but joined at use from those that are. Each block's rows are brought to length 1 first, so that no
/// model outweighs another by the size of its numbers: the squared distance of two joined rows is the sum of
/// `2 − 2 cos` over the blocks.
public enum CompositeEmbedding {
    /// The name of a composite: the names of its parts in alphabetical order, joined by `+`.
    public static func name(of parts: [String]) -> String { parts.sorted().joined(separator: "+") }

    /// The parts of a name; of a single model's, itself.
    public static func parts(of name: String) -> [String] {
        name.split(separator: "+", omittingEmptySubsequences: true).map(String.init)
    }

    /// The rows of all blocks side by side, each block's row scaled to length 1 (a row of zeros stays zeros).
    ///
    /// - Parameter blocks: matrices with the same number of rows, row i of each being the same image.
    /// - Returns: rows × (sum of the columns).
    public static func join(_ blocks: [Matrix]) -> Matrix {
        guard let rows = blocks.first?.rows else { return Matrix(rows: 0, columns: 0) }
        precondition(blocks.allSatisfy { $0.rows == rows }, "blocks of one composite have the same rows")
        let columns = blocks.reduce(0) { $0 + $1.columns }
        var values: [Float] = []
        values.reserveCapacity(rows * columns)
        for row in 0..<rows {
            for block in blocks { append(block.row(row), to: &values) }
        }
        return Matrix(rows: rows, columns: columns, values: values)
    }

    private static func append(_ row: ArraySlice<Float>, to values: inout [Float]) {
        var square = 0.0
        for value in row { square += Double(value) * Double(value) }
        let factor = square > 0 ? Float(1 / square.squareRoot()) : 0
        for value in row { values.append(value * factor) }
    }
}
