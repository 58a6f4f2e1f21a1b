/// Why the label book was not changed.
public enum LabelBookError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknownEntry(String)
    case emptyText
    case tooLong
    case noImages
    case tooManyImages
    /// Somebody edited the same entry meanwhile.
    case editedMeanwhile(author: String, at: String, text: String)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .unknownEntry: "unknown-entry"
        case .emptyText: "empty-text"
        case .tooLong: "text-too-long"
        case .noImages: "no-images"
        case .tooManyImages: "too-much"
        case .editedMeanwhile: "conflict"
        }
    }

    public var description: String {
        switch self {
        case .unknownEntry(let id):
            "The label book has no entry \(id.prefix(40)). `tessera labelbook show --json` lists them."
        case .emptyText: "A definition and a rule need words. Write some, or take the entry away."
        case .tooLong: "A text of the label book has at most \(LabelBookEntry.longestText) bytes. Make it shorter."
        case .noImages: "An example and a near miss need an image at least. Name one."
        case .tooManyImages: "An entry shows at most \(LabelBookEntry.mostImages) images. Choose the best."
        case .editedMeanwhile(let author, _, let text):
            "\(author) edited this entry meanwhile; it says now: \u{201C}\(text.prefix(200))\u{201D}. Nothing of yours was kept; look at theirs and try again."
        }
    }
}
