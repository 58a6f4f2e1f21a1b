import GRDB

/// Sizes of images by the database's id, as sorts and columns want them.
struct ImageFacts: Sendable {
    private(set) var bytes: [UInt32] = [0]
    private(set) var widths: [UInt32] = [0]
    private(set) var heights: [UInt32] = [0]

    /// Reads those that are not here yet: an image never changes.
    mutating func catchUp(in db: Database) throws {
        let rows = try BareRows(
            "SELECT id, bytes, width, height FROM image WHERE id >= ? ORDER BY id", [bytes.count], in: db)
        while try rows.next() {
            while bytes.count < rows.integer(0) { append(0, 0, 0) }
            append(rows.number(1), rows.number(2), rows.number(3))
        }
    }

    private mutating func append(_ bytes: UInt32, _ width: UInt32, _ height: UInt32) {
        self.bytes.append(bytes)
        widths.append(width)
        heights.append(height)
    }
}
