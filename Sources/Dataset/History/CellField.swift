/// A field of a sample that changes, under the name that the history has for it.
enum CellField: Hashable, Comparable {
    case label, split, tags, state
    case column(String)

    init?(_ name: some StringProtocol) {
        switch name {
        case "label": self = .label
        case "split": self = .split
        case "tags": self = .tags
        case "state": self = .state
        default:
            guard name.hasPrefix("column.") else { return nil }
            self = .column(String(name.dropFirst("column.".count)))
        }
    }

    var name: String {
        switch self {
        case .label: "label"
        case .split: "split"
        case .tags: "tags"
        case .state: "state"
        case .column(let name): "column." + name
        }
    }

    /// The name under which the history has all of a new sample at once.
    static let wholeSample = "sample"
}
