import Audit
import Dataset
import Imaging

/// Pictures that show nothing usable, by what their pixels say: blank, too dark, cut off, …
struct JunkSearch: FindingSearch {
    var kinds: Set<FindingKind> { [.junk] }

    func basis(of dataset: AuditedDataset) throws -> String {
        var digest = BasisDigest("junk/1")
        dataset.add(imagesTo: &digest)
        return digest.text
    }

    private struct Evidence: Encodable {
        struct Flaw: Encodable {
            let flaw: PictureFlaw
            /// What the value counts.
            let measure: String
            let value: Double
            /// What it is beyond.
            let threshold: Double
            let usual: Double
            let score: Double
        }

        let flaws: [Flaw]
        let width: Int
        let height: Int
    }

    private struct Facts: Encodable {
        let areDrawings: Bool
        let unreadable: Int
        let images: Int
    }

    func find(in dataset: AuditedDataset) throws -> FoundFindings {
        let measures = try dataset.measures()
        let rows = dataset.images.map { measures.of[$0[0].digest] }
        try dataset.progress("checking the pictures", 0)
        let checks = PictureChecks(rows)
        let findings = try Dictionary(grouping: checks.findings, by: \.row).sorted { $0.key < $1.key }.map {
            row, flaws in
            let samples = dataset.images[row]
            let sound = flaws.reduce(1.0) { $0 * (1 - Self.weight($1)) }
            let ordered = flaws.sorted { Self.weight($0) > Self.weight($1) }
            return FoundFinding(
                kind: .junk, score: 1 - sound, subjects: samples.map { .init($0) },
                title: ordered.map { $0.flaw.rawValue.replacing("-", with: " ") }.joined(separator: ", "),
                change: SuggestedChange(
                    parts: [.init(samples: samples.map(\.id), state: .trashed)], words: "trash it"),
                evidence: try evidence(
                    Evidence(
                        flaws: ordered.map {
                            .init(
                                flaw: $0.flaw, measure: $0.flaw.measure, value: $0.value, threshold: $0.threshold,
                                usual: $0.usual, score: $0.score)
                        }, width: samples[0].width, height: samples[0].height)))
        }
        return FoundFindings(
            findings: findings,
            facts: try evidence(
                Facts(
                    areDrawings: checks.areDrawings, unreadable: rows.count { $0 == nil }, images: rows.count)))
    }

    private static func weight(_ finding: PictureFinding) -> Double {
        Suspicion.worth(of: finding.flaw) * finding.score
    }
}
