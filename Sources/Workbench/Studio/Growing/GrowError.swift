/// Why the dataset cannot be grown, and what to do instead.
public enum GrowError: CodedError, Sendable, Equatable {
    case noSource
    case notFixedModel(String)
    case emptyPool(String)
    case changed
    case unknown(String)

    public var code: String {
        switch self {
        case .noSource: "no-source"
        case .notFixedModel: "not-fixed-model"
        case .emptyPool: "empty-pool"
        case .changed: "changed-meanwhile"
        case .unknown: "unknown-growth"
        }
    }

    public var description: String {
        switch self {
        case .noSource:
            "Say of what candidates are to be made: a saved recipe (--recipe NAME), taking drawings apart (--dismantle), or both."
        case .notFixedModel(let name):
            "The trainer \u{201C}\(name.prefix(60))\u{201D} is a command of its own. Growing trains on images that are not in the dataset yet, which only a trainer of the kind fixed-model can do."
        case .emptyPool(let why): "There are no candidates: \(why)."
        case .changed: "The dataset was changed since this was started. Start it anew, on the dataset as it is now."
        case .unknown(let id):
            "Nothing was grown under \u{201C}\(id.prefix(60))\u{201D}. `tessera grow list` lists what was."
        }
    }
}
