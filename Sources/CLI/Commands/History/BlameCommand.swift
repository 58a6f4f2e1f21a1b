import ArgumentParser
import Dataset

/// `tessera blame ID`
struct BlameCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blame",
        abstract: "Say why a sample is as it is: for each cell who made it so, when and why.")

    @Argument(help: "The id of the sample.")
    var id: Int64

    @OptionGroup var common: CommonOptions

    func run() throws {
        let blame = try common.open().blame(of: id)
        try common.print(blame) {
            var table = Table(["", "is", "was", "change", "when", "by", "why"], numbers: [3])
            for cell in blame.cells {
                let why = cell.decision.map { "thread \(cell.thread ?? 0): \($0)" } ?? cell.reason
                table.add([
                    cell.field, cell.value ?? "", cell.before ?? "", String(cell.change), cell.at, cell.author,
                    why ?? (cell.kind == .import ? "came so" : ""),
                ])
            }
            let threads = blame.threads.map { "Thread \($0.id), \($0.state.rawValue): \($0.question)" }
            return ([table.text] + threads).joined(separator: "\n")
        }
    }
}
