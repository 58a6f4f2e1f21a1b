/// One level of a sort order.
public struct SortKey: Sendable, Hashable {
    public enum Field: Sendable, Hashable {
        /// The order of the projection in which look-alikes are next to each other.
        case similarity
        case id, name, path, label, split, revision, bytes, width, height
        /// An imported column.
        case column(String)
    }

    public let field: Field
    public let descending: Bool

    public init(_ field: Field, descending: Bool = false) {
        self.field = field
        self.descending = descending
    }

    /// Reads one key as the addresses of the API write it: `name`, `-label`, `column.height_mm`.
    /// - Returns: nil where there is no such field.
    public init?(_ text: String) {
        let descending = text.hasPrefix("-")
        let name = String(text.dropFirst(descending ? 1 : 0))
        switch name {
        case "similarity": self.init(.similarity, descending: descending)
        case "id": self.init(.id, descending: descending)
        case "name": self.init(.name, descending: descending)
        case "path": self.init(.path, descending: descending)
        case "label": self.init(.label, descending: descending)
        case "split": self.init(.split, descending: descending)
        case "revision": self.init(.revision, descending: descending)
        case "bytes": self.init(.bytes, descending: descending)
        case "width": self.init(.width, descending: descending)
        case "height": self.init(.height, descending: descending)
        default:
            guard name.hasPrefix("column."), name.count > "column.".count else { return nil }
            self.init(.column(String(name.dropFirst("column.".count))), descending: descending)
        }
    }
}
