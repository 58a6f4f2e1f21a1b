import ArgumentParser
import Dataset
import Workbench

/// `tessera edit`
struct EditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Change labels, splits, tags, columns or the state of samples, as one change.",
        discussion: """
            Example: tessera edit --where label=iv --where q=writer7 --label vi --reason "mirrored"

            Name the samples by --ids or by --where. `tessera undo` takes it back.
            """)

    @Option(help: ArgumentHelp("The samples: 1,2,10-20.", valueName: "ids"))
    var ids: IDList?

    @OptionGroup var filter: FilterOptions

    @Option(help: ArgumentHelp("The new label.", valueName: "class"))
    var label: String?

    @Flag(help: "Take the label away.")
    var unlabel = false

    @Flag(help: "Make the class where there is none of that name.")
    var createClass = false

    @Option(help: ArgumentHelp("The new split: train, val, test or none.", valueName: "split"))
    var split: String?

    @Option(help: ArgumentHelp("Add a tag; may be given more than once.", valueName: "tag"))
    var tag: [String] = []

    @Option(help: ArgumentHelp("Take a tag away; may be given more than once.", valueName: "tag"))
    var untag: [String] = []

    @Option(
        help: ArgumentHelp(
            "Set an imported column; nothing after = takes the value away.", valueName: "name=value"))
    var column: [String] = []

    @Flag(help: "Put the samples in the trash.")
    var trash = false

    @Flag(help: "With --trash: also what was made of the samples, in the same change.")
    var withDerived = false

    @Flag(help: "Take the samples out of the trash.")
    var restore = false

    @Option(help: ArgumentHelp("Why; it is kept with the change.", valueName: "text"))
    var reason: String?

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard !(trash && restore) else { throw Misuse("--trash and --restore cannot both be meant.") }
        guard !(unlabel && label != nil) else { throw Misuse("--label and --unlabel cannot both be meant.") }
        guard !withDerived || trash else { throw Misuse("--with-derived goes with --trash.") }
        let workspace = try common.open()
        let changes = try cellChanges(workspace)
        guard changes != CellChanges() else {
            throw Misuse("Say what to change: --label, --split, --tag, --untag, --column, --trash or --restore.")
        }
        var samples = try self.samples(workspace)
        if withDerived { samples += try workspace.samplesDerived(from: samples) }
        let request = EditRequest(
            author: author.name, reason: reason, edits: [Edit(samples: samples, set: changes)],
            createClasses: createClass)
        let output = ChangeOutput(try workspace.apply(request))
        try common.print(output) { output.text }
        let derived = trash ? try workspace.samplesDerived(from: output.samples) : []
        if !derived.isEmpty, !common.quiet {
            Console.say(
                "\(Words.count(derived.count, "active sample")) made of these: they stay. To trash them too, as one change: tessera undo, then the same with --with-derived."
            )
        }
    }

    private func samples(_ workspace: Workspace) throws -> [Int64] {
        if let ids {
            guard filter.conditions.isEmpty else {
                throw Misuse("Name the samples by --ids or by --where, not by both.")
            }
            return ids.ids
        }
        guard !filter.conditions.isEmpty else {
            throw Misuse("Name the samples by --ids or by --where. For all of them: --where state=active.")
        }
        var query = try filter.query()
        // What is to be restored lies in the trash.
        if restore, !filter.conditions.contains(where: { $0.hasPrefix("state=") }) { query.state = .trashed }
        let found = try workspace.sampleIDs(matching: query)
        guard !found.isEmpty else {
            throw JobFailure(code: "nothing-to-do", message: "No sample is like that. Nothing was changed.")
        }
        return found
    }

    private func cellChanges(_ workspace: Workspace) throws -> CellChanges {
        var changes = CellChanges()
        if let label { changes.label = .set(label) }
        if unlabel { changes.label = .set(nil) }
        if let split { changes.split = .set(split == "none" ? nil : split) }
        changes.addTags = tag
        changes.removeTags = untag
        if trash { changes.state = .trashed }
        if restore { changes.state = .active }
        guard !column.isEmpty else { return changes }
        let kinds = Dictionary(uniqueKeysWithValues: try workspace.columnNames().map { ($0.name, $0.kind) })
        for assignment in column {
            guard let separator = assignment.firstIndex(of: "=") else {
                throw Misuse("--column \(assignment) has no \"=\". Write it like --column height=12.")
            }
            let name = String(assignment[..<separator])
            let text = String(assignment[assignment.index(after: separator)...])
            let value: ColumnValue? =
                if text.isEmpty { nil } else if kinds[name] == .number, let number = Double(text) {
                    .number(number)
                } else {
                    .text(text)
                }
            changes.columns.updateValue(value, forKey: name)
        }
        return changes
    }
}
