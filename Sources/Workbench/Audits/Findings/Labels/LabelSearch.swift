import Audit
import Dataset
import Foundation
import Matrices

/// Labels that are probably wrong, by confident learning on what all sources of probabilities say together; of images that
/// several people answered, on what these say with the sources beside them.
struct LabelSearch: FindingSearch {
    var kinds: Set<FindingKind> { [.labels] }

    func basis(of dataset: AuditedDataset) throws -> String {
        _ = try LabelledImages(dataset)
        var digest = BasisDigest("labels/2")
        digest.add(dataset.seed)
        dataset.add(samplesTo: &digest, splits: false)
        if let lastAnswer = try CrowdOpinions.lastAnswer(in: dataset) { digest.add(lastAnswer) }
        try LabelOpinions.add(to: &digest, of: dataset)
        return digest.text
    }

    private struct Facts: Encodable {
        struct Source: Encodable {
            let name: String
            let share: Double
            let accuracy: Double
            /// In nats.
            let logLoss: Double
        }

        let sources: [Source]
        let unheard: [String]
        let images: Int
        /// Suspects of confident learning.
        let confidentErrors: Int
        /// How many labels are wrong, by the joint.
        let estimatedErrors: Int
    }

    /// What confident learning does not suspect is listed from this chance on, that the label is wrong.
    private static let leastChance = 0.1

    func find(in dataset: AuditedDataset) throws -> FoundFindings {
        let opinions = try dataset.opinions()
        let (classes, items) = (opinions.classes, opinions.items)
        let crowd = try dataset.ifThere { try dataset.crowd() }
        let heard = HeardProbabilities(opinions, crowd)
        let probabilities = heard.matrix
        try dataset.progress("looking for label errors", 0)
        let found = try ConfidentLearning.findLabelErrors(
            labels: items.map(\.label), probabilities: Probabilities(probabilities),
            options: LabelErrorOptions(threads: dataset.threads)
        ) { _, _ in try dataset.progress("looking for label errors", 0) }
        let suspicion = try suspicion(opinions, heard, dataset)
        try SuspiciousSamples(opinions, suspicion).save(in: dataset.workspace)
        let around = try dataset.ifThere { try LabelNeighbors(dataset) }
        let suspects = Set(found.suspects.map(\.row))
        let findings = try items.indices.compactMap { row -> FoundFinding? in
            let item = items[row]
            guard suspects.contains(row) || suspicion.label[row] >= Self.leastChance else { return nil }
            let other = classes.indices.filter { $0 != item.label }.max {
                (probabilities[row, $0], $1) < (probabilities[row, $1], $0)
            }
            guard let other else { return nil }
            let (given, suggested) = (classes[item.label], classes[other])
            let said = heard.isOfPeople[row] ? crowd?.count(of: item.digest, saying: suggested) : nil
            let words = said.map { ": \($0.saying) of \($0.all) people say so" } ?? ""
            return FoundFinding(
                kind: .labels, score: suspicion.label[row], subjects: item.samples.map { .init($0) },
                title: "\(given), probably \(suggested)\(words)", given: given, suggested: suggested,
                change: SuggestedChange(
                    parts: [.init(samples: item.samples.map(\.id), label: suggested)], words: "label it \(suggested)"),
                evidence: try evidence(
                    LabelEvidence(
                        classes: classes, opinions: opinions, heard: heard, row: row, suggested: other, around: around))
            )
        }
        return FoundFindings(
            findings: findings,
            facts: try evidence(
                Facts(
                    sources: opinions.ensemble.members.map {
                        .init(name: $0.name, share: $0.share, accuracy: $0.accuracy, logLoss: $0.logLoss)
                    }, unheard: opinions.unheard, images: items.count, confidentErrors: suspects.count,
                    estimatedErrors: found.health.classes.reduce(0) { $0 + $1.estimatedErrors })))
    }

    /// How suspicious each item is, whatever may be wrong with it.
    private func suspicion(
        _ opinions: LabelOpinions, _ heard: HeardProbabilities, _ dataset: AuditedDataset
    ) throws -> Suspicion {
        let measures = try dataset.measures()
        let copies = try dataset.copies()
        let placeOf = Dictionary(
            uniqueKeysWithValues: dataset.images.enumerated().map { ($1[0].digest, $0) })
        var strangeness: [Double] = []
        if let embedding = try dataset.ifThere({ try dataset.embedding() }) {
            let outliers = Outliers(try dataset.graph(), groups: try dataset.units())
            strangeness = opinions.items.map { item in
                embedding.rowOf[item.digest].map { outliers.strangeness[$0] } ?? 0
            }
        }
        return Suspicion(
            heard.matrix, labels: opinions.items.map(\.label),
            findings: PictureChecks(opinions.items.map { measures.of[$0.digest] }).findings,
            strangeness: strangeness,
            groups: opinions.items.map { item in placeOf[item.digest].map { copies.pictureOf[$0] } ?? -1 },
            known: heard.chances(of: opinions.items.map(\.label)))
    }
}
