import Audit
import Dataset
import Imaging

/// Plain properties of the pictures that tell the label or the split by themselves.
struct CueSearch: FindingSearch {
    var kinds: Set<FindingKind> { [.cues] }

    func basis(of dataset: AuditedDataset) throws -> String {
        var digest = BasisDigest("cues/1")
        digest.add(dataset.seed)
        dataset.add(samplesTo: &digest)
        return digest.text
    }

    private struct Evidence: Encodable {
        let property: String
        /// What it tells: `label` or `split`.
        let foretells: String
        /// 0 as good as guessing, 1 always right.
        let score: Double
        let balancedAccuracy: Double
        /// After Benjamini and Hochberg.
        let p: Double
        let medians: [NamedNumber]
    }

    private struct NamedNumber: Encodable {
        let name: String
        let value: Double
    }

    /// What tells less is not worth a word.
    private static let leastScore = 0.15
    private static let level = 0.05

    private static let properties: [(name: String, of: @Sendable (PictureMeasures, Sample) -> Double)] = [
        ("size in pixels", { measures, _ in Double(measures.width * measures.height) }),
        ("aspect", { measures, _ in Double(measures.width) / Double(max(1, measures.height)) }),
        ("bytes of the file", { _, sample in Double(sample.bytes) }),
        ("brightness", { measures, _ in measures.brightness }),
        ("contrast", { measures, _ in measures.contrast }),
        ("grey levels", { measures, _ in measures.entropy }),
        ("sharpness", { measures, _ in measures.sharpness }),
        ("noise", { measures, _ in measures.noise }),
        ("colour", { measures, _ in measures.colourfulness }),
        ("ink share", { measures, _ in measures.ink.share }),
        ("ink at the border", { measures, _ in measures.ink.borderShare }),
        ("paper brightness", { measures, _ in measures.ink.paper }),
        ("lines of the paper", { measures, _ in Double(measures.ink.lines) }),
        ("specks", { measures, _ in Double(measures.ink.specks) }),
    ]

    func find(in dataset: AuditedDataset) throws -> FoundFindings {
        let measures = try dataset.measures()
        let samples = dataset.samples
        let groupOf = Dictionary(
            uniqueKeysWithValues: dataset.images.enumerated().map { ($1[0].digest, $0) })
        let groups = samples.map { groupOf[$0.digest] ?? 0 }
        let values = Self.properties.map { property in
            (
                name: property.name,
                values: samples.map { sample in measures.of[sample.digest].map { property.of($0, sample) } }
            )
        }
        let labels: [String] = dataset.snapshot.classes.filter { name in samples.contains { $0.label == name } }
        let splits: [String] = ["train", "val", "test"].filter { name in samples.contains { $0.split == name } }
        var findings: [FoundFinding] = []
        for (target, names, of) in [
            ("label", labels, { (sample: Sample) in sample.label }),
            ("split", splits, { (sample: Sample) in sample.split }),
        ] where names.count > 1 {
            let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
            let cues = try SpuriousCues.find(
                values, classes: samples.map { of($0).flatMap { numbers[$0] } }, groups: groups, seed: dataset.seed,
                threads: dataset.threads
            ) { try dataset.progress("looking for spurious cues", $0) }
            findings += try cues.filter { $0.adjustedP <= Self.level && $0.score >= Self.leastScore }.map {
                try Self.finding($0, target: target, names: names)
            }
        }
        return FoundFindings(findings: findings)
    }

    private static func finding(_ cue: SpuriousCues.Cue, target: String, names: [String]) throws -> FoundFinding {
        let chance = 100 / names.count
        return FoundFinding(
            kind: .cues, score: cue.score, subjects: [],
            title:
                "\(target) by \(cue.property) alone: right in \(Int((cue.balancedAccuracy * 100).rounded())) % of the cases "
                + "(by guessing: \(chance) %)",
            evidence: try evidence(
                Evidence(
                    property: cue.property, foretells: target, score: cue.score,
                    balancedAccuracy: cue.balancedAccuracy, p: cue.adjustedP,
                    medians: zip(names, cue.medians).compactMap { name, value in
                        value.map { NamedNumber(name: name, value: $0) }
                    })), detail: "\(target) by \(cue.property)")
    }
}
