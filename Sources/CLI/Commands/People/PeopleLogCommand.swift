import ArgumentParser
import Dataset

/// `tessera people log`
struct PeopleLogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Show who logged in, what was denied, and which roles were given, newest first.")

    @Option(name: [.short, .long], help: "How many entries at most.")
    var limit = 50

    @Option(help: ArgumentHelp("Only entries older than this one.", valueName: "entry"))
    var before: Int64?

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let entries: [AccessRecord]
    }

    func run() throws {
        guard limit > 0 else { throw Misuse("--limit must be 1 or more.") }
        let entries = try common.open().accessLog(before: before, limit: limit)
        try common.print(Output(entries: entries)) {
            var table = Table(["entry", "when", "what", "who", "from", ""], numbers: [0])
            for entry in entries {
                table.add([
                    String(entry.id), entry.at, entry.event.rawValue, entry.name ?? "nobody",
                    entry.address ?? "terminal", entry.detail ?? "",
                ])
            }
            return entries.isEmpty ? "Nothing happened yet." : table.text
        }
    }
}
