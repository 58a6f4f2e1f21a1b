/// Why a version cannot be named or found.
public enum VersionError: Error, Sendable, Equatable, CustomStringConvertible {
    case invalidName(String)
    case exists(String, change: Int64)
    case unknown(String)
    case unknownChange(Int64)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .invalidName: "invalid-version-name"
        case .exists: "version-exists"
        case .unknown: "unknown-version"
        case .unknownChange: "unknown-change"
        }
    }

    public var description: String {
        switch self {
        case .invalidName(let name):
            "\u{201C}\(name.prefix(80))\u{201D} cannot name a version: a name has 1 to \(DatasetVersion.longestName) bytes, is no "
                + "number, begins with no dash and has no control characters. Choose another."
        case .exists(let name, let change):
            "There is a version \u{201C}\(name)\u{201D} already, of change \(change). Choose another name, or take that one away "
                + "with `tessera tag \(name) --remove`."
        case .unknown(let name):
            "There is no version \u{201C}\(name.prefix(80))\u{201D}. `tessera tag` lists them; a number is the number of a change."
        case .unknownChange(let change): "There is no change \(change). `tessera log` lists them."
        }
    }
}
