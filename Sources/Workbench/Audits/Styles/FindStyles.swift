import Audit
public import Dataset
import Foundation
import Matrices

/// Groups images of different classes that are drawn alike, and tells how much at home each is in its class.
public struct FindStyles: UseCase {
    public static let kind = "styles"

    public let model: String?
    public let seed: UInt64
    /// How many styles; nil is eight, with few images fewer.
    public let count: Int?

    public init(model: String? = nil, seed: UInt64 = 42, count: Int? = nil) {
        self.model = model
        self.seed = seed
        self.count = count.map { min(max($0, 2), 100) }
    }

    private enum CodingKeys: String, CodingKey {
        case model, seed, count
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            model: try values.decodeIfPresent(String.self, forKey: .model),
            seed: try values.decodeIfPresent(UInt64.self, forKey: .seed) ?? 42,
            count: try values.decodeIfPresent(Int.self, forKey: .count))
    }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> AuditOutcome {
        let threads = ProcessInfo.processInfo.activeProcessorCount
        let progress = { (phase: String, share: Double) in
            try reporter.checkCancelled()
            reporter.report(phase: phase, fraction: share)
        }
        if let there = try current(in: workspace) {
            return AuditOutcome(report: Self.kind, basis: there.basis, verdict: there.verdict, wasThere: true)
        }
        let images = try AuditedImages(
            model: model, seed: seed, in: workspace, threads: threads, progress: progress)
        guard images.labels.contains(where: { $0 != nil }) else { throw AuditError.noLabels }
        let styleMatrix = images.styleMatrix
        let styles = try StyleGroups(
            images, styleMatrix: styleMatrix, count: count, seed: seed, threads: threads
        ) { try progress("telling styles apart", $0) }
        let typicality = try Typicality(
            images.matrix.selecting(images.rowOf), classes: images.rowOf.map { images.labels[$0] }, threads: threads
        ) { try progress("measuring how typical each image is", $0) }
        let report = try StylesWriter(
            images: images, styleMatrix: styleMatrix, styles: styles, typicality: typicality, asked: count,
            threads: threads
        ).report()
        try reporter.checkCancelled()
        try report.save(in: workspace)
        return AuditOutcome(report: Self.kind, basis: report.basis, verdict: report.verdict, wasThere: false)
    }

    private func current(in workspace: Workspace) throws -> StylesReport? {
        guard let stored = try StoredReport<StylesReport>.read(from: workspace), !stored.isStale else { return nil }
        let choice = try EmbeddingChoice.find(model, in: workspace)
        let report = stored.report
        guard report.basis.model == choice.name, report.basis.vectors == choice.stamp, report.basis.seed == seed,
            report.asked == count
        else { return nil }
        return report
    }
}
