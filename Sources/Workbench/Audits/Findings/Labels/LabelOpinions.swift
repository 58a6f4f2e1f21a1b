import Audit
import Dataset
import Embeddings
import Foundation
import Imaging
import Matrices
import Neighbors
import Scoring

/// What every source of probabilities says of the images, none of them having seen the label that it judges: regressions
/// and neighbours on the embedding, runs by folds, and what was imported.
struct LabelOpinions {
    /// The items that are judged: all that have a vector, or all that the sources speak of where there is no embedding.
    let items: [LabelledImages.Item]
    /// Those of the columns.
    let classes: [String]
    let ensemble: ProbabilityEnsemble
    /// Sources that say too little to be heard, in words.
    let unheard: [String]

    /// Folds of the regressions.
    private static let folds = 5
    /// The share of the images that a source from elsewhere has to speak of to be heard.
    private static let leastShare = 0.9

    /// - Throws: ``FindingLack/noProbabilities``, `ProbabilitiesError`, and what `progress` throws.
    init(_ images: LabelledImages, _ dataset: AuditedDataset) throws {
        classes = images.classes
        let foreign = try ForeignProbabilities(dataset.workspace)
        let embedding: LoadedEmbedding?
        do {
            embedding = try dataset.embedding()
        } catch let lack as SampleNeighborsError {
            guard foreign.isThere else { throw lack }
            embedding = nil
        }
        if let embedding {
            items = images.items.filter { embedding.rowOf[$0.digest] != nil }
        } else {
            items = images.items
        }
        let heard = try foreign.sources(for: items, classes: images.classes, in: dataset.workspace)
        let others = heard.filter { $0.share >= Self.leastShare }.map(\.source)
        unheard = heard.filter { $0.share < Self.leastShare }.map {
            "\($0.source.name) speaks of \(Int($0.share * 100)) % of the images only"
        }
        let labels = items.map { Optional($0.label) }
        if let embedding {
            ensemble = try Self.learnt(items, labels, images.classes.count, embedding, others, dataset)
        } else {
            guard !others.isEmpty else { throw FindingLack.noProbabilities }
            ensemble = ProbabilityEnsemble(others, labels: labels)
        }
    }

    private static func learnt(
        _ items: [LabelledImages.Item], _ labels: [Int?], _ classes: Int, _ embedding: LoadedEmbedding,
        _ others: [ProbabilitySource], _ dataset: AuditedDataset
    ) throws -> ProbabilityEnsemble {
        // What shows the same thing is never on both sides of a fold: a copy would vouch for a wrong label.
        let unitOf = try dataset.units()
        let groups = items.map { unitOf[embedding.rowOf[$0.digest] ?? 0] }
        let folds = StratifiedFolds(
            groups: groups.map { embedding.digests[$0] }, classes: items.map(\.label), count: Self.folds,
            seed: dataset.seed)
        var options = OutOfSampleProbabilities.Options()
        options.seed = dataset.seed
        options.threads = dataset.threads
        let choice = try EmbeddingChoice.find(dataset.model, in: dataset.workspace)
        let digests = items.map(\.digest)
        let views = choice.stores.map { $0.rows(of: digests).rows } + (try shapes(of: digests, dataset))
        return try OutOfSampleProbabilities.ensemble(
            views, labels: labels, classes: classes,
            folds: folds.foldOf, groups: groups, others: others, options: options
        ) { try dataset.progress("labels: \($0.rawValue)", $1) }
    }

    /// Of drawings what is drawn where: vision models average over the picture, and hardly tell a IV from a VI. Of photographs
    /// nothing.
    private static func shapes(of images: [String], _ dataset: AuditedDataset) throws -> [Matrix] {
        let measures = try dataset.measures()
        guard PictureChecks.areDrawings(dataset.images.compactMap { measures.of[$0[0].digest] }) else { return [] }
        return [ShapeFeatures.of(images.map { measures.of[$0]?.sketch }, threads: dataset.threads)]
    }

    /// Adds all that the opinions depend on, the samples and the seed aside.
    static func add(to digest: inout BasisDigest, of dataset: AuditedDataset) throws {
        let foreign = try ForeignProbabilities(dataset.workspace)
        foreign.add(to: &digest)
        do {
            try dataset.add(embeddingTo: &digest)
        } catch let lack as SampleNeighborsError {
            guard foreign.isThere else { throw lack }
        }
    }
}
