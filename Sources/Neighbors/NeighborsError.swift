/// Why neighbours can't be computed.
public enum NeighborsError: Error, Sendable, Equatable, CustomStringConvertible {
    case notFinite(row: Int)
    case otherColumns(expected: Int, found: Int)
    case tooFewRows(Int)

    public var description: String {
        switch self {
        case .notFinite(let row):
            "Row \(row) of the matrix holds a number that is not finite (NaN or infinity), so it is near to nothing. "
                + "Compute its embedding again, or leave it out."
        case .tooFewRows(let rows):
            "The matrix has \(rows == 1 ? "one row" : "\(rows) rows"), and a neighbour is another row. "
                + "At least two rows are needed."
        case .otherColumns(let expected, let found):
            "The rows have \(found) numbers where those of the index have \(expected). "
                + "Both must come from the same model."
        }
    }
}
