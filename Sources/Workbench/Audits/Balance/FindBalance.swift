import Audit
public import Dataset
import Foundation
import Matrices
import Neighbors

/// Finds out whether train and val look alike, and in which regions they do not.
///
/// Train and val are mixed for the comparison alone. Where the very report is there already, nothing is computed.
public struct FindBalance: UseCase {
    public static let kind = "balance"

    /// The embedding, or several joined by `+`; nil is the built-in ones that are there.
    public let model: String?
    public let seed: UInt64
    /// Splits dealt out by chance to compare with.
    public let reshuffles: Int

    public init(model: String? = nil, seed: UInt64 = 42, reshuffles: Int = 999) {
        self.model = model
        self.seed = seed
        self.reshuffles = min(max(reshuffles, 19), 99_999)
    }

    private enum CodingKeys: String, CodingKey {
        case model, seed, reshuffles
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            model: try values.decodeIfPresent(String.self, forKey: .model),
            seed: try values.decodeIfPresent(UInt64.self, forKey: .seed) ?? 42,
            reshuffles: try values.decodeIfPresent(Int.self, forKey: .reshuffles) ?? 999)
    }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> AuditOutcome {
        let threads = ProcessInfo.processInfo.activeProcessorCount
        let progress = { (phase: String, share: Double) in
            try reporter.checkCancelled()
            reporter.report(phase: phase, fraction: share)
        }
        if let there = try Self.current(model: model, seed: seed, reshuffles: reshuffles, in: workspace) {
            return AuditOutcome(report: Self.kind, basis: there.basis, verdict: there.verdict, wasThere: true)
        }
        let images = try AuditedImages(
            model: model, seed: seed, in: workspace, threads: threads, progress: progress)
        let comparison = try SplitComparison(
            images, options: .init(reshuffles: reshuffles, seed: seed), threads: threads, progress: progress)
        let styles = try StyleGroups(
            images, styleMatrix: comparison.styleMatrix, count: nil, seed: seed, threads: threads
        ) { try progress("telling styles apart", $0) }
        let report = try BalanceWriter(
            images: images, comparison: comparison, styles: styles, reshuffles: reshuffles, threads: threads
        ).report()
        try reporter.checkCancelled()
        try report.save(in: workspace)
        return AuditOutcome(report: Self.kind, basis: report.basis, verdict: report.verdict, wasThere: false)
    }

    static func current(model: String?, seed: UInt64, reshuffles: Int, in workspace: Workspace) throws -> BalanceReport?
    {
        guard let stored = try StoredReport<BalanceReport>.read(from: workspace), !stored.isStale else { return nil }
        let report = stored.report
        let choice = try EmbeddingChoice.find(model, in: workspace)
        guard report.basis.model == choice.name, report.basis.vectors == choice.stamp, report.basis.seed == seed,
            report.reshuffles == reshuffles
        else { return nil }
        return report
    }
}
