import Dataset
import Foundation
import Workbench

/// A growth as text: its rounds, and what is to be done now.
struct GrowthText {
    private let overview: GrowthOverview

    init(_ overview: GrowthOverview) {
        self.overview = overview
    }

    var text: String {
        let growth = overview.growth
        var lines = [
            "\(growth.id): \(Words.count(growth.pool.candidates, "candidate")) of \(Words.count(growth.pool.sources, "train image"))"
        ]
        var table = Table(["round", "new", "train", "val", "by seed", "wrong"], numbers: [0, 1, 2, 3, 5])
        for round in growth.rounds {
            table.add([
                "\(round.round)", Words.count(round.added), Words.count(round.train), RunText.percent(round.accuracy),
                round.accuracies.map { RunText.percent($0) }.joined(separator: ", "), Words.count(round.wrong.count),
            ])
        }
        lines.append(table.text)
        lines.append(growth.stop.map { "It ended because \($0.words)." } ?? "It is not done.")
        if growth.stop != nil, growth.proposal == nil {
            lines.append("No round did better than the dataset as it is, so nothing is proposed.")
        } else if let id = growth.proposal {
            lines.append(
                "Round \(growth.best) did best: \(Words.count(growth.proposed.count, "image")) proposed. Val chose them, so its score is flattered."
            )
            if let change = overview.accepted {
                lines.append("They came in with change \(change).")
            } else if overview.isWaiting {
                lines.append(
                    "Look: tessera proposals show \(id) --sheet sheet.png. Take them: tessera proposals accept \(id).")
            } else {
                lines.append("The proposal is gone; the same command on the same dataset makes it again.")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// Writes the report and returns where.
    static func write(_ growth: Growth, of workspace: Workspace, to file: URL, quiet: Bool) async throws -> String {
        let data = try await ForegroundRun(quiet: quiet) { reporter in
            try GrowthPage(growth, in: workspace).html { done, total in
                try reporter.checkCancelled()
                reporter.report(phase: "making small pictures", done: done, total: total)
            }
        }
        try OutputText.write(data, to: file)
        return file.path
    }
}
