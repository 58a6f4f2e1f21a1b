/// Why an audit cannot be made, or what it proposed cannot be done.
public enum AuditError: CodedError, Sendable, Equatable {
    case noSplits
    case tooFew(images: Int, least: Int)
    case noLabels
    case noPlan
    case stalePlan
    case unknownClass(String)

    public var code: String {
        switch self {
        case .noSplits: "no-splits"
        case .tooFew: "too-few-images"
        case .noLabels: "no-labels"
        case .noPlan: "no-plan"
        case .stalePlan: "stale-plan"
        case .unknownClass: "unknown-class"
        }
    }

    public var description: String {
        switch self {
        case .noSplits:
            "There is nothing to compare: both train and val need samples. Set the split of some in the sheet, or with "
                + "`tessera edit --split val`."
        case .tooFew(let images, let least):
            "Only \(images) images have a vector; fewer than \(least) say nothing. Import more, then run `tessera embed`."
        case .noLabels: "No embedded image has a label, and styles are told apart within classes. Label some first."
        case .noPlan: "There is no proposed re-split yet. Have one made first: `tessera resplit`."
        case .stalePlan:
            "The dataset changed since this re-split was proposed. Have it made anew, look at it, and apply it then."
        case .unknownClass(let name): "There is no class \u{201C}\(name.prefix(80))\u{201D} in this report."
        }
    }
}
