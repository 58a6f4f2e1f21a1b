import Audit
public import Dataset
import Foundation
import Matrices

/// Proposes a split that gives every class and every group of look-alikes its share of val, by few moves. Nothing is
/// changed: ``ResplitApplication`` does that, after somebody has looked.
public struct ProposeResplit: UseCase {
    public static let kind = "resplit"

    public let model: String?
    public let seed: UInt64
    /// The share of val, above 0 and below 1; nil keeps the one there is.
    public let valShare: Double?
    public let reshuffles: Int

    public init(model: String? = nil, seed: UInt64 = 42, valShare: Double? = nil, reshuffles: Int = 999) {
        self.model = model
        self.seed = seed
        self.valShare = valShare.map { min(max($0, 0.01), 0.99) }
        self.reshuffles = min(max(reshuffles, 19), 99_999)
    }

    private enum CodingKeys: String, CodingKey {
        case model, seed, valShare, reshuffles
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            model: try values.decodeIfPresent(String.self, forKey: .model),
            seed: try values.decodeIfPresent(UInt64.self, forKey: .seed) ?? 42,
            valShare: try values.decodeIfPresent(Double.self, forKey: .valShare),
            reshuffles: try values.decodeIfPresent(Int.self, forKey: .reshuffles) ?? 999)
    }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> AuditOutcome {
        let threads = ProcessInfo.processInfo.activeProcessorCount
        let progress = { (phase: String, share: Double) in
            try reporter.checkCancelled()
            reporter.report(phase: phase, fraction: share)
        }
        let options = SplitBalance.Options(reshuffles: reshuffles, seed: seed)
        let images = try AuditedImages(
            model: model, seed: seed, in: workspace, threads: threads, progress: progress)
        let before = try SplitComparison(images, options: options, threads: threads, progress: progress)
        let proposal = try ResplitProposal(
            images, styleMatrix: before.styleMatrix, valShare: valShare, seed: seed, threads: threads,
            progress: progress)
        let after = try SplitComparison(
            images.moving(proposal.splitOf), options: options, threads: threads
        ) { _, share in try progress("comparing train and val after the moves", share) }
        let styles = try StyleGroups(
            images, styleMatrix: before.styleMatrix, count: nil, seed: seed, threads: threads
        ) { try progress("telling styles apart", $0) }
        let report = ResplitReport(
            basis: images.basis, valShare: proposal.valShare, nearDistance: images.nearDistance, torn: proposal.torn,
            samples: proposal.samples, moves: proposal.moves, before: balance(images, before, styles),
            after: balance(images.moving(proposal.splitOf), after, styles),
            classes: shares(images, proposal.splitOf, groups: images.labels.map { $0 ?? images.classes.count }) {
                $0 < images.classes.count ? images.classes[$0] : "(unlabelled)"
            },
            styles: shares(
                images, proposal.splitOf, groups: images.unitOf.map { styles.ofUnit[$0] }, name: StyleGroups.name))
        try reporter.checkCancelled()
        try report.save(in: workspace)
        return AuditOutcome(report: Self.kind, basis: report.basis, verdict: report.verdict, wasThere: false)
    }

    private func balance(
        _ images: AuditedImages, _ comparison: SplitComparison, _ styles: StyleGroups
    ) -> ResplitReport.Balance {
        let splits = images.members.joined().map(\.split)
        return ResplitReport.Balance(
            train: splits.count { $0 == .train }, val: splits.count { $0 == .val },
            overall: comparison.overall.separation, withinClass: comparison.withinClass.separation,
            regions: comparison.withinClass.regions.count, verdict: BalanceVerdict(comparison).text)
    }

    private func shares(
        _ images: AuditedImages, _ splitOf: [Int64: Split], groups: [Int], name: (Int) -> String
    ) -> [ResplitReport.Shares] {
        var counts: [Int: [Int]] = [:]
        for (row, members) in images.members.enumerated() {
            for member in members {
                guard let before = member.split, before != .test else { continue }
                let after = splitOf[member.id] ?? before
                counts[groups[row], default: [0, 0, 0, 0]][before == .train ? 0 : 1] += 1
                counts[groups[row], default: [0, 0, 0, 0]][after == .train ? 2 : 3] += 1
            }
        }
        return counts.sorted { $0.key < $1.key }.map {
            ResplitReport.Shares(
                name: name($0.key), trainBefore: $0.value[0], valBefore: $0.value[1], trainAfter: $0.value[2],
                valAfter: $0.value[3])
        }
    }
}

extension ResplitReport {
    /// In a sentence.
    public var verdict: String {
        guard !moves.isEmpty else {
            return "Nothing needs to move: every class and group of look-alikes has its share."
        }
        let toVal = moves.count { $0.to == "val" }
        return "\(moves.count) of \(samples) samples would move, \(toVal) to val and \(moves.count - toVal) to train. "
            + "Before: \(before.verdict) After: \(after.verdict)"
    }
}
