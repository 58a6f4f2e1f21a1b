import Foundation
import Scoring
import Workbench

/// A group of runs as text.
struct RunText {
    private let group: RunGroup

    init(_ group: RunGroup) {
        self.group = group
    }

    /// The splits first, then tags by name.
    static func ordered(_ sets: some Sequence<String>) -> [String] {
        let first = ["train", "val", "test", "none", "out of sample"]
        let all = Set(sets)
        return first.filter(all.contains) + all.subtracting(first).sorted()
    }

    static func percent(_ share: Double?) -> String { share.map { String(format: "%.1f %%", 100 * $0) } ?? "" }

    var text: String {
        let ids = group.runs.map { "\($0.id)" }.joined(separator: ", ")
        var lines = [
            "\(group.runs.count == 1 ? "run" : "runs") \(ids): \(group.trainer.name) on \(group.title), "
                + "\(Words.count(group.data.train)) train, \(Words.count(group.data.val)) val", "",
        ]
        var table = Table(["set", "samples", "accuracy", "deviation", "95 %", "loss"], numbers: [1, 2, 3, 4, 5])
        for set in Self.ordered(group.mean.keys) {
            guard let mean = group.mean[set] else { continue }
            let scores = group.runs.compactMap { $0.scores[set] }
            let loss = scores.map(\.loss).reduce(0, +) / Double(max(1, scores.count))
            table.add([
                set, Words.count(scores.first?.count ?? 0), Self.percent(mean.mean), Self.percent(mean.deviation),
                "\(Self.percent(mean.interval.low)) to \(Self.percent(mean.interval.high))",
                String(format: "%.3f", loss),
            ])
        }
        lines.append(table.text)
        lines.append("")
        let method = group.mean.values.first?.interval.method.rawValue ?? ""
        lines.append("Intervals: \(method).")
        if let rate = group.imagesPerSecond { lines.append("\(Words.count(Int(rate.rounded()))) images a second.") }
        if group.data.leftOut.unlabelled > 0 || group.data.leftOut.trashed > 0 {
            lines.append(
                "Left out: \(Words.count(group.data.leftOut.unlabelled)) without a label, "
                    + "\(Words.count(group.data.leftOut.trashed)) in the trash.")
        }
        if group.data.sharedImages > 0 {
            lines.append(
                "\(Words.count(group.data.sharedImages, "image")) in train and in val byte for byte: val is flattered.")
        }
        return lines.joined(separator: "\n")
    }
}
