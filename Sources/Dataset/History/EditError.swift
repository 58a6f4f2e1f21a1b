/// Why an edit was not kept. Nothing of it was.
public enum EditError: Error, Sendable, Equatable {
    case unknownSample(Int64)
    case unknownClass(String)
    case unknownClassID(Int64)
    case unknownChange(Int64)
    case unknownColumn(String)
    /// Somebody else changed the same cells; none is lost.
    case conflict([Conflict])
    case invalidSplit(String)
    case invalidClassName(String)
    case invalidTag(String)
    /// A text in a column of numbers, or a number that is none.
    case invalidValue(column: String, value: String)
    case invalidAuthor
    case revisionsDoNotMatch
    case classExists(String)
    /// Everything is already as it was asked for.
    case nothingToDo
    case alreadyUndone(Int64)
    case notUndone(Int64)
    /// A derived sample was to leave the split of its parents.
    case derivedSplit(Int64)
    /// A derived sample without parents.
    case noParents
    /// More than a change may hold.
    case tooMuch(String)
    /// The key of a request was used for another one.
    case keyUsed
}

extension EditError: CustomStringConvertible {
    /// A stable word for programs.
    public var code: String {
        switch self {
        case .unknownSample: "unknown-sample"
        case .unknownClass, .unknownClassID: "unknown-class"
        case .unknownChange: "unknown-change"
        case .unknownColumn: "unknown-column"
        case .conflict: "conflict"
        case .invalidSplit: "invalid-split"
        case .invalidClassName: "invalid-class-name"
        case .invalidTag: "invalid-tag"
        case .invalidValue: "invalid-value"
        case .invalidAuthor: "invalid-author"
        case .revisionsDoNotMatch: "revisions-do-not-match"
        case .classExists: "class-exists"
        case .nothingToDo: "nothing-to-do"
        case .alreadyUndone: "already-undone"
        case .notUndone: "not-undone"
        case .derivedSplit: "derived-split"
        case .noParents: "no-parents"
        case .tooMuch: "too-much"
        case .keyUsed: "key-used"
        }
    }

    public var description: String {
        switch self {
        case .unknownSample(let id): "There is no sample \(id). Reload, and try again."
        case .unknownClass(let name):
            "There is no class \u{201C}\(name)\u{201D}. Add it first, or choose one that exists."
        case .unknownClassID(let id): "There is no class with the id \(id). Reload, and try again."
        case .unknownChange(let id): "There is no change \(id) in the history."
        case .unknownColumn(let name): "There is no column \u{201C}\(name)\u{201D}. Columns come with an import."
        case .conflict(let conflicts): Self.words(conflicts)
        case .invalidSplit(let name): "\u{201C}\(name)\u{201D} is no split. It is train, val, test or none."
        case .invalidClassName(let name): ClassName.refusal(of: name)
        case .invalidTag(let name):
            "\u{201C}\(name.prefix(80))\u{201D} cannot be a tag: a tag has 1 to \(TagSet.longestTag) bytes and no control characters."
        case .invalidValue(let column, let value):
            "\u{201C}\(value.prefix(80))\u{201D} does not fit in column \u{201C}\(column)\u{201D}, which holds numbers."
        case .invalidAuthor: "An edit needs the name of its author, at most 200 bytes."
        case .revisionsDoNotMatch: "An edit needs one revision for each of its samples, or none at all."
        case .classExists(let name): "There is a class \u{201C}\(name)\u{201D} already."
        case .nothingToDo: "Everything is already as you want it; nothing was changed."
        case .alreadyUndone(let id): "Change \(id) is undone already."
        case .notUndone(let id): "Change \(id) is not undone, so it cannot be redone."
        case .derivedSplit(let id):
            "Sample \(id) was made of others and stays in their split, so that nothing leaks. Move its parents instead; it follows."
        case .noParents: "A derived sample needs the samples it was made of."
        case .tooMuch(let words): words
        case .keyUsed: "The key of this request was used for another one. Give each its own."
        }
    }

    private static func words(_ conflicts: [Conflict]) -> String {
        guard let first = conflicts.first else { return "Somebody else changed the same cells." }
        let more = conflicts.count > 1 ? " and \(conflicts.count - 1) more" : ""
        return "\(first.author) changed \(first.field)\(more) meanwhile: it is \(first.theirs ?? "empty") now. "
            + "Nothing of yours was kept; look at theirs and try again."
    }
}
