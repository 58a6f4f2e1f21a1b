import ArgumentParser
import Dataset

/// `tessera labelbook show`
struct LabelBookShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what the classes mean.")

    @Argument(help: "Only this class.")
    var label: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        let only = try label.map { try workspace.classNamed($0).id }
        let pages = try workspace.labelBook().pages.filter { only == nil || $0.classID == only }
        try common.print(LabelBook(pages: pages)) { pages.map(Self.text).joined(separator: "\n\n") }
    }

    private static func text(_ page: LabelBookPage) -> String {
        var table = Table([])
        table.add([page.name, page.definition?.text ?? "(not defined yet)"])
        for (word, entries) in [("example", page.examples), ("near miss", page.nearMisses), ("rule", page.rules)] {
            for entry in entries {
                let ids = (entry.examples + entry.nearMisses).map(String.init).joined(separator: ",")
                let source = entry.thread.map { " (thread \($0))" } ?? ""
                table.add([
                    "  \(word)",
                    [entry.text + source, ids.isEmpty ? "" : "samples \(ids)", entry.id].filter { !$0.isEmpty }
                        .joined(separator: " · "),
                ])
            }
        }
        return table.text
    }
}
