/// A table whose columns are not of one length; a fault of the program, not of the data.
public struct ColumnsFileError: Error, CustomStringConvertible {
    let column: String

    public var description: String { "The column \(column) has not as many values as the others." }
}
