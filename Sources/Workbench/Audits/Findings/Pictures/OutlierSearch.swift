import Audit
import Dataset
import Neighbors

/// Pictures that are far from all others in the embedding.
struct OutlierSearch: FindingSearch {
    var kinds: Set<FindingKind> { [.outliers] }

    func basis(of dataset: AuditedDataset) throws -> String {
        var digest = BasisDigest("outliers/1")
        try dataset.add(embeddingTo: &digest)
        dataset.add(imagesTo: &digest)
        return digest.text
    }

    private struct Evidence: Encodable {
        /// The mean distance to its nearest.
        let distance: Double
        /// That of the usual picture.
        let usual: Double
        let threshold: Double
        /// Samples of the nearest.
        let nearest: [Int64]
    }

    private static let shown = 6

    func find(in dataset: AuditedDataset) throws -> FoundFindings {
        let embedding = try dataset.embedding()
        let graph = try dataset.graph()
        try dataset.progress("looking for outliers", 0)
        let found = Outliers(graph, groups: try dataset.units())
        let findings = try found.overall.map { outlier in
            let samples = dataset.samples(ofRow: outlier.row, in: embedding)
            let nearest = graph.neighbors(of: outlier.row).prefix(Self.shown).compactMap {
                dataset.samples(ofRow: Int($0), in: embedding).first?.id
            }
            return FoundFinding(
                kind: .outliers, score: outlier.score, subjects: samples.map { .init($0) },
                title: "\(Self.times(outlier.distance / max(outlier.usual, 1e-9))) as far from its nearest as usual",
                change: SuggestedChange(
                    parts: [.init(samples: samples.map(\.id), state: .trashed)], words: "trash it"),
                evidence: try evidence(
                    Evidence(
                        distance: outlier.distance, usual: outlier.usual, threshold: outlier.threshold,
                        nearest: nearest)))
        }
        return FoundFindings(findings: findings)
    }

    /// `1.8 times`.
    private static func times(_ ratio: Double) -> String { "\((ratio * 10).rounded() / 10) times" }
}
