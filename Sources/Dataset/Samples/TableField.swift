/// A field that columns can be had of.
enum TableField: Equatable {
    case id, revision, bytes, width, height, order, x, y, label, split, state, tags, name, path
    /// An imported column.
    case column(String)

    /// - Throws: `QueryError.unknownField`.
    init(_ name: String) throws(QueryError) {
        switch name {
        case "id": self = .id
        case "revision": self = .revision
        case "bytes": self = .bytes
        case "width": self = .width
        case "height": self = .height
        case "order": self = .order
        case "x": self = .x
        case "y": self = .y
        case "label": self = .label
        case "split": self = .split
        case "state": self = .state
        case "tags": self = .tags
        case "name": self = .name
        case "path": self = .path
        default:
            guard name.hasPrefix("column.") else { throw .unknownField(name) }
            self = .column(String(name.dropFirst("column.".count)))
        }
    }
}
