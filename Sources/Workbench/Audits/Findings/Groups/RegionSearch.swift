import Audit
import Dataset
import Matrices

/// Groups of look-alikes in which the model fails: by the newest runs by folds, and where there are none by the regressions on
/// the embedding.
struct RegionSearch: FindingSearch {
    var kinds: Set<FindingKind> { [.regions] }

    func basis(of dataset: AuditedDataset) throws -> String {
        _ = try LabelledImages(dataset)
        var digest = BasisDigest("regions/2")
        digest.add(dataset.seed)
        _ = try dataset.embedding()
        dataset.add(samplesTo: &digest, splits: false)
        try LabelOpinions.add(to: &digest, of: dataset)
        return digest.text
    }

    private struct Evidence: Encodable {
        /// Whose errors.
        let model: String
        let images: Int
        let errors: Int
        /// At the rate of all images.
        let expected: Double
        let rate: Double
        let p: Double
        let classes: [NamedCount]
        /// What its errors are taken for.
        let takenFor: [NamedCount]
        let typical: [Int64]
    }

    func find(in dataset: AuditedDataset) throws -> FoundFindings {
        let embedding = try dataset.embedding()
        let judged = try JudgedImages(dataset)
        var placeOf: [Int?] = Array(repeating: nil, count: embedding.matrix.rows)
        for (place, item) in judged.items.enumerated() {
            if let row = embedding.rowOf[item.digest], placeOf[row] == nil { placeOf[row] = place }
        }
        let isError = placeOf.map { place in place.flatMap { judged.isError($0) } }
        let regions = try HardRegions.find(
            embedding.matrix, isError: isError, seed: dataset.seed, threads: dataset.threads
        ) { try dataset.progress("looking for hard regions", $0) }
        let findings = try regions.map { region in
            let places = region.members.compactMap { placeOf[$0] }
            let order = region.typical + region.members.filter { !region.typical.contains($0) }
            let samples = order.flatMap { dataset.samples(ofRow: $0, in: embedding) }
            let classes = NamedCount.of(places.map { judged.items[$0].label }) { judged.classes[$0] }
            let wrong = places.filter { judged.isError($0) == true }
            let typical = region.typical.compactMap { dataset.samples(ofRow: $0, in: embedding).first?.id }
            return FoundFinding(
                kind: .regions, score: 1 - region.p, subjects: samples.map { .init($0) },
                title: "\(region.errors) of \(region.members.count) look-alikes fail, mostly "
                    + classes.prefix(2).map(\.name).joined(separator: " and "),
                evidence: try evidence(
                    Evidence(
                        model: judged.model, images: region.members.count, errors: region.errors,
                        expected: region.expected, rate: region.rate, p: region.p, classes: classes,
                        takenFor: NamedCount.of(wrong.compactMap { judged.predicted($0) }) { judged.classes[$0] },
                        typical: typical)), detail: region.typical.first.map { embedding.digests[$0] } ?? "")
        }
        return FoundFindings(findings: findings)
    }
}

/// What a model takes each image for, out of sample.
private struct JudgedImages {
    let model: String
    let classes: [String]
    let items: [LabelledImages.Item]
    private let probabilities: Matrix

    init(_ dataset: AuditedDataset) throws {
        let opinions = try dataset.opinions()
        classes = opinions.classes
        items = opinions.items
        // The model that nobody may change, where it was asked; else the best that there is.
        let members = opinions.ensemble.members
        let member = members.first { $0.name.hasPrefix("model") } ?? members.max { $1.accuracy > $0.accuracy }
        model = member?.name ?? ""
        probabilities = member?.probabilities ?? opinions.ensemble.probabilities
    }

    func predicted(_ place: Int) -> Int? { probabilities.largest(inRow: place) }

    func isError(_ place: Int) -> Bool? { predicted(place) != items[place].label }
}
