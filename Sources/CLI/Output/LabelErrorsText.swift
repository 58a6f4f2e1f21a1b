import Foundation
import Workbench

/// Label errors as tables: by class, by pair of classes, and the worst.
struct LabelErrorsText {
    let report: LabelErrorsReport
    /// How many pairs are shown.
    let limit: Int

    var text: String {
        var parts = [headline, byClass.text]
        let shown = report.pairs.prefix(limit)
        if !shown.isEmpty { parts.append(pairs(shown).text) }
        if !report.suspects.isEmpty { parts.append(worst.text) }
        return parts.joined(separator: "\n\n")
    }

    private var headline: String {
        var lines = [
            "\(Words.count(report.suspectCount)) of \(Words.count(report.samples, "label")) "
                + "\(report.suspectCount == 1 ? "is" : "are") probably wrong, by \(report.method); "
                + "\(Words.count(report.estimatedErrors)) by the estimated joint"
        ]
        if report.unevenRows > 0 {
            lines.append(
                "The probabilities of \(Words.count(report.unevenRows, "row")) do not sum to 1; "
                    + "they were taken as they are.")
        }
        return lines.joined(separator: "\n")
    }

    private var byClass: Table {
        var table = Table(["class", "labels", "wrong", "share", "estimated", "right"], numbers: [1, 2, 3, 4, 5])
        for one in report.classes {
            let share = one.samples > 0 ? Self.percent(Double(one.suspects) / Double(one.samples)) : ""
            table.add([
                one.name ?? "\(one.label)", Words.count(one.samples), Words.count(one.suspects), share,
                Words.count(one.estimatedErrors), one.samples > 0 ? Self.percent(one.quality) : "",
            ])
        }
        return table
    }

    private func pairs(_ shown: ArraySlice<LabelErrorsReport.Pair>) -> Table {
        var table = Table(["given", "suggested", "labels", "estimated"], numbers: [2, 3])
        for pair in shown {
            table.add([
                pair.givenName ?? "\(pair.given)", pair.suggestedName ?? "\(pair.suggested)",
                Words.count(pair.suspects), Words.count(pair.estimatedErrors),
            ])
        }
        return table
    }

    private var worst: Table {
        var table = Table(["row", "given", "suggested", report.score], numbers: [0, 3])
        for suspect in report.suspects {
            table.add([
                "\(suspect.row)", suspect.givenName ?? "\(suspect.given)",
                suspect.suggestedName ?? "\(suspect.suggested)", String(format: "%.4f", suspect.score),
            ])
        }
        return table
    }

    private static func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
}
