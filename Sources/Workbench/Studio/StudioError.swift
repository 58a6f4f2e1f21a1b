/// Why the studio cannot do something, and what to do instead.
public enum StudioError: CodedError, Sendable, Equatable {
    case overBudget(wanted: Int, left: Int, budget: Int)
    case nothingToMake(String)
    case noStyles
    case noParts(label: String)
    case noChain(label: String)
    /// A step leads to a class whose parts are not among those of the class it starts from.
    case otherParts(label: String, to: String)
    case unknownProposal(String)
    case previewOnly
    case staleProposal(Int)
    case nothingChosen
    case unknownCandidate(Int)
    case nothingDrawn
    case noParent
    case wrongTransform(String)
    case unknownPreset(String)
    case noLabels

    public var code: String {
        switch self {
        case .overBudget: "over-budget"
        case .nothingToMake: "nothing-to-make"
        case .noStyles: "no-styles"
        case .noParts: "no-parts"
        case .noChain: "no-chain"
        case .otherParts: "other-parts"
        case .unknownProposal: "unknown-proposal"
        case .previewOnly: "preview-only"
        case .staleProposal: "stale-proposal"
        case .nothingChosen: "nothing-chosen"
        case .unknownCandidate: "unknown-candidate"
        case .nothingDrawn: "nothing-drawn"
        case .noParent: "no-parent"
        case .wrongTransform: "unknown-transform"
        case .unknownPreset: "unknown-preset"
        case .noLabels: "no-labels"
        }
    }

    public var description: String {
        switch self {
        case .overBudget(let wanted, let left, let budget):
            "This would add \(wanted) images to train and val, and \(max(0, left)) are left of the budget of \(budget). "
                + "Ask for fewer, or raise the budget."
        case .nothingToMake(let why): "There is nothing to make: \(why)."
        case .noStyles: "The styles are not known yet. Run `tessera styles` first."
        case .noParts(let label):
            "The label book does not say of which parts \u{201C}\(label)\u{201D} is made. Set them: tessera rules set \"\(label)\" --parts \"v i i i\"."
        case .noChain(let label):
            "The label book has no steps for \u{201C}\(label)\u{201D}. Set them, or take the preset: tessera rules preset roman."
        case .otherParts(let label, let other):
            "\u{201C}\(other)\u{201D} cannot be left of \u{201C}\(label)\u{201D}: its parts are not among those of \u{201C}\(label)\u{201D}, in their order."
        case .unknownProposal(let id):
            "There is no proposal \u{201C}\(id.prefix(60))\u{201D}. It may have been accepted or discarded: make it anew."
        case .previewOnly: "A preview shows what a recipe makes; `tessera augment` makes it."
        case .staleProposal(let count):
            "\(count == 1 ? "One image" : "\(count) images") that this was made of \(count == 1 ? "was" : "were") relabelled or trashed since. Make the proposal anew."
        case .nothingChosen: "All of it is struck out, so there is nothing to accept."
        case .unknownCandidate(let index): "The proposal has no candidate \(index). Reload it."
        case .nothingDrawn: "This is the picture as it was: nothing was drawn or erased."
        case .noParent: "Say which sample it was drawn from: parent=ID."
        case .wrongTransform(let name):
            "There is no transform \u{201C}\(name.prefix(60))\u{201D}. `tessera rules --help` names them."
        case .unknownPreset(let name): "There is no preset \u{201C}\(name.prefix(60))\u{201D}; there is roman."
        case .noLabels:
            "No class has parts that could be put together. Set them, or take the preset: tessera rules preset roman."
        }
    }
}
