/// Why a question about samples has no answer.
public enum QueryError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknownField(String)
    case unknownColumn(String)
    case unknownProjection(Int64)
    case unknownChange(Int64)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .unknownField: "unknown-field"
        case .unknownColumn: "unknown-column"
        case .unknownProjection: "unknown-projection"
        case .unknownChange: "unknown-change"
        }
    }

    public var description: String {
        switch self {
        case .unknownField(let name):
            "There is no field \u{201C}\(name)\u{201D}. Fields are id, name, path, label, split, state, revision, tags, x, y, "
                + "order, bytes, width, height and column.NAME."
        case .unknownColumn(let name): "There is no column \u{201C}\(name)\u{201D}. `tessera info` lists the columns."
        case .unknownProjection(let id): "There is no projection \(id). `tessera project` makes one."
        case .unknownChange(let id): "There is no change \(id). `tessera log` lists the changes."
        }
    }
}
