import ArgumentParser
import Dataset
import Workbench

/// `tessera grow list`
struct GrowListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List what was grown.")

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let growths: [GrowthOverview]
    }

    func run() throws {
        let workspace = try common.open()
        let all = try GrowthShelf(workspace).all().map { try GrowthOverview($0, withPicks: false, in: workspace) }
        try common.print(Output(growths: all)) {
            guard !all.isEmpty else { return "Nothing was grown yet." }
            var table = Table(
                ["id", "when", "by", "rounds", "val before", "val after", "proposed", "accepted"],
                numbers: [3, 4, 5, 6])
            for one in all {
                let growth = one.growth
                table.add([
                    growth.id, growth.at, growth.author, "\(growth.rounds.count - 1)",
                    RunText.percent(growth.rounds.first?.accuracy),
                    RunText.percent(
                        growth.rounds.indices.contains(growth.best) ? growth.rounds[growth.best].accuracy : nil),
                    Words.count(growth.proposed.count), one.accepted.map { "change \($0)" } ?? "",
                ])
            }
            return table.text
        }
    }
}
