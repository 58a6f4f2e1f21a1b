import ArgumentParser
import Dataset
import Workbench

/// `tessera findings precision`
struct FindingsPrecisionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "precision",
        abstract: "Say how far each kind of finding can be trusted by the verdicts so far, and where to stop looking.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        let overview = try FindingsOverview(try common.open())
        try common.print(overview) {
            var table = Table(["kind", "open", "accepted", "rejected", "later", ""], numbers: [1, 2, 3, 4])
            for kind in overview.kinds where kind.auditedAt != nil {
                table.add([
                    kind.kind.rawValue, Words.count(kind.open), Words.count(kind.accepted), Words.count(kind.rejected),
                    Words.count(kind.later), "\(kind.precision.words) \(kind.stop.words)",
                ])
            }
            return table.text
        }
    }
}
