import Audit
import Dataset
import Matrices

/// Copies of one picture: in different splits (leaks), in the same one (duplicates), with different labels (conflicts). By
/// bytes, by pixels, and nearly.
struct CopySearch: FindingSearch {
    var kinds: Set<FindingKind> { [.leaks, .duplicates, .conflicts] }

    func basis(of dataset: AuditedDataset) throws -> String {
        var digest = BasisDigest("copies/2")
        dataset.add(samplesTo: &digest)
        let there: Void? = try dataset.ifThere { try LabelOpinions.add(to: &digest, of: dataset) }
        digest.add(there == nil ? "alone" : "with opinions")
        return digest.text
    }

    func find(in dataset: AuditedDataset) throws -> FoundFindings {
        try dataset.progress("looking for copies", 0)
        let copies = try dataset.copies()
        var groups = dataset.images.filter { $0.count > 1 }.map { CopyGroup(relation: .bytes, samples: $0, score: 1) }
        for images in Dictionary(grouping: copies.pixelsOf.indices, by: { copies.pixelsOf[$0] }).values
        where images.count > 1 {
            groups.append(
                CopyGroup(relation: .pixels, samples: images.map { Self.standing(dataset.images[$0]) }, score: 1))
        }
        for group in copies.near {
            groups.append(
                CopyGroup(
                    relation: .near, samples: group.images.map { Self.standing(dataset.images[$0]) },
                    score: group.chance, distance: group.distance))
        }
        let findings = try groups.sorted { $0.samples[0].id < $1.samples[0].id }.flatMap { group in
            var group = group
            if group.needsJudge { group.label = try rightLabel(of: group.samples, dataset) }
            return try group.findings()
        }
        return FoundFindings(findings: findings)
    }

    /// Of samples that show the same image the one that would stay.
    private static func standing(_ samples: [Sample]) -> Sample {
        CopyGroup(relation: .bytes, samples: samples, score: 1).kept
    }

    /// Of the labels that copies have the one that the sources of probabilities take for the most probable.
    private func rightLabel(of samples: [Sample], _ dataset: AuditedDataset) throws -> String? {
        guard let opinions = try dataset.ifThere({ try dataset.opinions() }) else { return nil }
        let digests = Set(samples.map(\.digest))
        var sums: [String: Double] = [:]
        for (place, item) in opinions.items.enumerated() where digests.contains(item.digest) {
            for label in Set(samples.compactMap(\.label)) {
                guard let column = opinions.classes.firstIndex(of: label) else { continue }
                sums[label, default: 0] += Double(opinions.ensemble.probabilities[place, column])
            }
        }
        return sums.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
}
