import ArgumentParser
import Dataset

/// `tessera classes list`
struct ClassesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the classes in the order of the label book.")

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let classes: [DatasetSummary.ClassCount]
    }

    func run() throws {
        let classes = try common.open().summary().classes
        try common.print(Output(classes: classes)) {
            var table = Table(["class", "samples"], numbers: [1])
            for entry in classes { table.add([entry.name, Words.count(entry.total)]) }
            return classes.isEmpty ? "There is no class yet. `tessera classes add NAME` makes one." : table.text
        }
    }
}
