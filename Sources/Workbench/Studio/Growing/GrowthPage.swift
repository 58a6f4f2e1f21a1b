public import Dataset
public import Foundation
import Imaging

/// A growth as one HTML file with pictures: its rounds, and what was added for which val sample.
public struct GrowthPage: Sendable {
    private let growth: Growth
    private let workspace: Workspace

    /// More make a file that nobody opens.
    static let mostSamples = 300
    static let side = 96

    public init(_ growth: Growth, in workspace: Workspace) {
        self.growth = growth
        self.workspace = workspace
    }

    /// - Parameter progress: pictures done, pictures in all; throwing cancels.
    public func html(progress: (Int, Int) throws -> Void = { _, _ in }) throws -> Data {
        let name = try workspace.summary().name
        let groups = groups()
        let shown = Array(groups.prefix(Self.mostSamples))
        let picks = Set(shown.flatMap(\.picks)).sorted()
        let made = try pictures(of: picks, progress)
        let originals = try SmallPictures(of: Set(shown.map(\.sample)), side: Self.side, in: workspace)
        var page = HTMLDocument()
        page.add("h1", "\(name): grown where the fixed model needs it")
        page.add("p", facts, class: "muted")
        page.add("p", verdict)
        rounds(&page)
        if !groups.isEmpty {
            page.add("h2", "What was added, and why")
            page.add(
                "p",
                "Each val sample that the fixed model got wrong, with the candidates of its class that were chosen as the nearest to it: the class, the train sample it is made of, the cosine distance, the round.",
                class: "muted")
        }
        for group in shown {
            page.within("section") { page in
                let sample = originals.samples[group.sample]
                page.add(
                    "h3", "Val sample \(group.sample): \(sample?.label ?? "no label"), taken for \(group.predicted)")
                page.within("div", class: "pictures") { page in
                    page.picture(originals.png(group.sample), caption: "val \(group.sample)", note: sample?.path)
                    for index in group.picks {
                        let pick = growth.picks[index]
                        let near = pick.near.first { $0.sample == group.sample }
                        page.picture(
                            made[index] ?? nil, caption: "\(pick.label) of \(pick.parent)",
                            note: "\(pick.note)\n\(Self.decimal(near?.distance ?? 0)), round \(pick.round)")
                    }
                }
            }
        }
        if groups.count > shown.count {
            page.add("p", "And \(groups.count - shown.count) val samples more.", class: "muted")
        }
        return page.data(title: "\(name): grown")
    }

    private struct Group {
        let sample: Int64
        let predicted: String
        /// Places in the growth's picks.
        var picks: [Int]
    }

    /// By val sample, the one with the nearest candidate first.
    private func groups() -> [Group] {
        var groups: [Int64: Group] = [:]
        var nearest: [Int64: Double] = [:]
        for (index, pick) in growth.picks.enumerated() where pick.round <= growth.best || growth.best == 0 {
            for near in pick.near {
                groups[near.sample, default: Group(sample: near.sample, predicted: near.predicted, picks: [])].picks
                    .append(index)
                nearest[near.sample] = min(nearest[near.sample] ?? 2, near.distance)
            }
        }
        return groups.values.sorted {
            (nearest[$0.sample] ?? 2, $0.sample) < (nearest[$1.sample] ?? 2, $1.sample)
        }
    }

    private func pictures(
        of picks: [Int], _ progress: (Int, Int) throws -> Void
    ) throws -> [Int: [UInt8]?] {
        let maker = try GrowPictures(workspace)
        var made: [Int: [UInt8]?] = [:]
        for start in stride(from: 0, to: picks.count, by: 256) {
            try progress(start, picks.count)
            let some = Array(picks[start..<min(picks.count, start + 256)])
            let pngs = Parallel.map(some) { index -> [UInt8]? in
                let pick = growth.picks[index]
                // A picture that cannot be made now is a gap in the page, not the end of it.
                guard let picture = try? maker.picture(of: pick.digest, pick.parameters) else { return nil }
                return try? PNGEncoder.encode(picture.fitted(within: Self.side))
            }
            for (index, png) in zip(some, pngs) { made[index] = png }
        }
        try progress(picks.count, picks.count)
        return made
    }

    private var facts: String {
        let left = growth.pool.leftOut
        let out = [
            left.elsewhere > 0 ? "\(left.elsewhere) are also outside train" : nil,
            left.tagged > 0 ? "\(left.tagged) have a tag that stays out" : nil,
            left.derived > 0 ? "\(left.derived) are derived themselves" : nil,
        ].compactMap(\.self)
        let source = [
            growth.asked.recipe.map { "the recipe \($0), version \(growth.asked.recipeVersion ?? 0)" },
            growth.asked.dismantle ? "the chains of the label book" : nil,
        ].compactMap(\.self).joined(separator: " and ")
        return "Begun \(growth.at.prefix(16).replacingOccurrences(of: "T", with: " ")) UTC by \(growth.author). "
            + "\(growth.pool.candidates) candidates of \(growth.pool.sources) train images by \(source)"
            + (out.isEmpty ? "" : " (of the others \(out.joined(separator: ", ")))")
            + ". \(growth.trainer), \(growth.seeds.count) seeds; near by the embedding \(growth.asked.model ?? "")."
    }

    private var verdict: String {
        guard let first = growth.rounds.first, growth.rounds.indices.contains(growth.best) else { return "" }
        let best = growth.rounds[growth.best]
        let end = growth.stop.map { "It ended because \($0.words)." } ?? "It is still going on."
        guard growth.best > 0 else {
            return "No round did better on val than the dataset as it is (\(Self.percent(first.accuracy))). \(end)"
        }
        return
            "Round \(best.round) did best: \(Self.percent(best.accuracy)) of val where the dataset as it is has \(Self.percent(first.accuracy)), with \(best.chosen) images more. Val chose the images and the round, so its score is flattered: what it is worth is measured on samples that chose nothing. \(end)"
    }

    private func rounds(_ page: inout HTMLDocument) {
        page.within("table") { page in
            page.within("tr") { page in
                for title in ["round", "new", "images trained on", "val accuracy", "by seed", "val wrong"] {
                    page.add("th", title)
                }
            }
            for round in growth.rounds {
                page.within("tr") { page in
                    page.add("td", "\(round.round)\(round.round == growth.best ? " (best)" : "")", class: "number")
                    page.add("td", "\(round.added)", class: "number")
                    page.add("td", "\(round.train)", class: "number")
                    page.add("td", Self.percent(round.accuracy), class: "number")
                    page.add("td", round.accuracies.map(Self.percent).joined(separator: ", "))
                    page.add("td", "\(round.wrong.count) of \(growth.val)", class: "number")
                }
            }
        }
    }

    private static func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }

    private static func decimal(_ value: Double) -> String { String(format: "%.3f", value) }
}

extension Growth.Stop {
    /// Behind "because".
    public var words: String {
        switch self {
        case .noGain: "the last rounds brought no gain on val"
        case .budget: "the budget is used up"
        case .nothingWrong: "no val sample is wrong any more"
        case .nothingNear: "the pool has no candidate left for what is wrong"
        case .rounds: "all rounds were done"
        }
    }
}
