/// Why no demo dataset could be made.
public enum DemoError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There are images already; they are never overwritten.
    case exists(String)
    /// Fewer pictures than a dataset with splits and flaws needs.
    case tooFew(Int, least: Int)
    case unwritable(path: String, reason: String)

    public var description: String {
        switch self {
        case .exists(let path):
            "\(path) exists already. Name another folder, or move that one away."
        case .tooFew(let count, let least):
            "\(count) pictures are too few for a demo with splits and flaws. Ask for \(least) or more."
        case .unwritable(let path, let reason):
            "\(path) could not be written: \(reason). See that the disk has room and the folder is yours."
        }
    }
}
