import ArgumentParser
import Dataset

/// `tessera labelbook set CLASS`
struct LabelBookSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Write into the label book, edit an entry, or take one out.",
        discussion: """
            Examples: tessera labelbook set iv --definition "I before V, in one glyph or two"
                      tessera labelbook set iv --near-miss 812 --text "a mirrored VI"
            """)

    @Argument(help: "The class.")
    var label: String

    @Option(help: ArgumentHelp("What the class is.", valueName: "text"))
    var definition: String?

    @Option(help: ArgumentHelp("A rule; --example and --near-miss show it.", valueName: "text"))
    var rule: String?

    @Option(help: ArgumentHelp("Samples that are of the class beyond doubt: 1,2,10-20.", valueName: "ids"))
    var example: IDList?

    @Option(help: ArgumentHelp("Samples that look like the class and are not.", valueName: "ids"))
    var nearMiss: IDList?

    @Option(help: ArgumentHelp("What to see in the images.", valueName: "text"))
    var text: String?

    @Option(help: ArgumentHelp("Edit this entry in place of writing a new one.", valueName: "entry"))
    var entry: String?

    @Option(help: ArgumentHelp("Take this entry out.", valueName: "entry"))
    var remove: String?

    @Option(help: ArgumentHelp("Write again what this entry was before its last edit.", valueName: "entry"))
    var undo: String?

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Done: Encodable {
        let entry: LabelBookEntry?
    }

    func run() throws {
        let workspace = try common.open()
        _ = try workspace.classNamed(label)
        let writes = definition != nil || rule != nil || example != nil || nearMiss != nil
        guard [writes, remove != nil, undo != nil].filter({ $0 }).count == 1 else {
            throw Misuse("Say one thing: --definition, --rule, --example, --near-miss, --remove or --undo.")
        }
        if let remove {
            try workspace.removeFromLabelBook(remove, author: author.name)
            return try common.print(Done(entry: nil)) {
                "The entry is out of the book; --undo \(remove) brings it back."
            }
        }
        if let undo {
            let left = try workspace.undoLabelBook(undo, author: author.name)
            return try common.print(Done(entry: left)) {
                left.map { "It says again: \($0.text)" } ?? "The entry is out of the book."
            }
        }
        let written = try workspace.writeLabelBook(edit(), entry: entry, author: author.name)
        try common.print(Done(entry: written)) { "\(label): \(written.kind.rawValue) \(written.id) written." }
    }

    private func edit() throws -> LabelBookEdit {
        var edit = LabelBookEdit(
            label: label, kind: .example, text: text ?? "", examples: example?.ids ?? [],
            nearMisses: nearMiss?.ids ?? [])
        guard !(definition != nil && rule != nil) else {
            throw Misuse("--definition and --rule are entries of their own: write one after the other.")
        }
        if let words = definition ?? rule {
            guard text == nil else { throw Misuse("--text goes with --example or --near-miss alone.") }
            edit.kind = definition != nil ? .definition : .rule
            edit.text = words
        } else {
            guard example == nil || nearMiss == nil else {
                throw Misuse("Examples and near misses are entries of their own: write one after the other.")
            }
            edit.kind = example != nil ? .example : .nearMiss
        }
        return edit
    }
}
