/// Many samples, a column at a time: what a sheet or a map needs of 100,000 samples, without an object for each.
public struct ColumnTable: Sendable {
    public struct Column: Sendable {
        /// As it was asked for, such as `label` or `column.height_mm`.
        public let name: String
        public let values: Values

        public init(name: String, values: Values) {
            self.name = name
            self.values = values
        }
    }

    public enum Values: Sendable {
        /// Ids, revisions and ranks; `ColumnTable.missing` where there is none.
        case integers([UInt32])
        /// NaN where there is none.
        case numbers([Float])
        /// Positions in the dictionary; `ColumnTable.missing` where there is none.
        case texts([UInt32], dictionary: [String])
    }

    public static let missing = UInt32.max

    /// Rows; each column has as many values.
    public let count: Int
    /// The id of the newest change that the table shows; 0 where there is none.
    public let lastChange: Int64
    public let columns: [Column]

    public init(count: Int, lastChange: Int64, columns: [Column]) {
        self.count = count
        self.lastChange = lastChange
        self.columns = columns
    }
}
