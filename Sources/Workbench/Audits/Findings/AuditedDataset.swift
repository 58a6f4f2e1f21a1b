import Audit
import Dataset
import Foundation
import Matrices
import Neighbors

/// The dataset as one audit sees it. What several searches need is computed once, when the first asks.
final class AuditedDataset {
    let workspace: Workspace
    let snapshot: DatasetSnapshot
    let model: String?
    let seed: UInt64
    let threads: Int
    let reporter: JobReporter
    private var loaded: LoadedEmbedding?
    private var nearest: NeighborGraph?
    private var measured: MeasuredPictures?
    private var judged: LabelOpinions?
    private var copied: Copies?
    private var answered: CrowdOpinions?
    private(set) lazy var samples: [Sample] = snapshot.rows.map(\.sample)
    private(set) lazy var sampleOf: [Int64: Sample] = Dictionary(uniqueKeysWithValues: samples.map { ($0.id, $0) })
    /// The samples of each image, by id; images in the order of their first samples.
    private(set) lazy var images: [[Sample]] = Self.images(of: samples)
    private(set) lazy var samplesOfImage: [String: [Sample]] = Dictionary(
        uniqueKeysWithValues: images.map { ($0[0].digest, $0) })

    init(
        _ workspace: Workspace, model: String?, seed: UInt64, threads: Int, reporter: JobReporter
    ) throws {
        self.workspace = workspace
        self.model = model
        self.seed = seed
        self.threads = threads
        self.reporter = reporter
        try reporter.checkCancelled()
        reporter.report(phase: "reading the samples", fraction: 0)
        snapshot = try workspace.snapshot()
    }

    /// Says how far it is, and whether to go on.
    /// - Throws: `JobCancelled`.
    func progress(_ phase: String, _ share: Double) throws {
        try reporter.checkCancelled()
        reporter.report(phase: phase, fraction: share)
    }

    /// The same where there are things to count.
    func count(_ phase: String, _ done: Int, _ total: Int) throws {
        try reporter.checkCancelled()
        reporter.report(phase: phase, done: done, total: total)
    }

    private static func images(of samples: [Sample]) -> [[Sample]] {
        var order: [String] = []
        var groups: [String: [Sample]] = [:]
        for sample in samples {
            if groups[sample.digest] == nil { order.append(sample.digest) }
            groups[sample.digest, default: []].append(sample)
        }
        return order.map { groups[$0] ?? [] }
    }

    // MARK: Embedding

    /// The images that have a vector.
    /// - Throws: ``SampleNeighborsError/noEmbedding(model:)``, ``AuditError/tooFew(images:least:)``.
    func embedding() throws -> LoadedEmbedding {
        if let loaded { return loaded }
        try progress("reading the embedding", 0)
        let embedding = try LoadedEmbedding(model: model, images: images.map { $0[0].digest }, in: workspace)
        guard embedding.matrix.rows >= AuditedImages.leastImages else {
            throw AuditError.tooFew(images: embedding.matrix.rows, least: AuditedImages.leastImages)
        }
        loaded = embedding
        return embedding
    }

    /// Neighbours of each row of the embedding.
    static let neighborCount = 63

    func graph() throws -> NeighborGraph {
        if let nearest { return nearest }
        let embedding = try embedding()
        let graph = try SharedNeighbors(workspace: workspace, threads: threads).graph(
            of: embedding, k: Self.neighborCount, reproducible: true
        ) { try progress("finding neighbours", $0) }
        nearest = graph
        return graph
    }

    /// The samples that show the image of a row of the embedding.
    func samples(ofRow row: Int, in embedding: LoadedEmbedding) -> [Sample] {
        samplesOfImage[embedding.digests[row]] ?? []
    }

    /// Of each row of the embedding the number of its unit: images that are so alike that they count as one.
    func units() throws -> [Int] {
        let graph = try graph()
        return ImageUnits.group(graph, within: ImageUnits.usualDistance(in: graph))
    }

    // MARK: Pictures and labels

    func measures() throws -> MeasuredPictures {
        if let measured { return measured }
        let measures = try MeasuredPictures(images.map { $0[0].digest }, in: workspace, threads: threads) {
            try count("measuring the pictures", $0, $1)
        }
        measured = measures
        return measures
    }

    /// - Throws: ``FindingLack``, ``SampleNeighborsError``.
    func opinions() throws -> LabelOpinions {
        if let judged { return judged }
        let opinions = try LabelOpinions(LabelledImages(self), self)
        judged = opinions
        return opinions
    }

    /// - Throws: ``FindingLack/noAnswers``.
    func crowd() throws -> CrowdOpinions {
        if let answered { return answered }
        let crowd = try CrowdOpinions(self)
        answered = crowd
        return crowd
    }

    func copies() throws -> Copies {
        if let copied { return copied }
        let copies = try Copies(self)
        copied = copies
        return copies
    }

    /// What something gives; nil where what it needs is not there yet.
    func ifThere<Value>(_ body: () throws -> Value) throws -> Value? {
        do {
            return try body()
        } catch let error as any CodedError where FindingLack.isLack(error) {
            return nil
        }
    }

    // MARK: What results depend on

    /// Adds the images alone, whatever they are called.
    func add(imagesTo digest: inout BasisDigest) {
        for samples in images {
            digest.add(samples[0].digest)
            for sample in samples { digest.add(sample.id) }
        }
    }

    /// Adds all samples: image, label, split.
    func add(samplesTo digest: inout BasisDigest, splits: Bool = true) {
        for name in snapshot.classes { digest.add(name) }
        for sample in samples {
            digest.add(sample.id)
            digest.add(sample.digest)
            digest.add(sample.label)
            if splits { digest.add(sample.split) }
        }
    }

    /// Adds the vectors.
    func add(embeddingTo digest: inout BasisDigest) throws {
        let embedding = try embedding()
        digest.add(embedding.name)
        for fingerprint in embedding.matrix.rowFingerprints(threads: threads) { digest.add(fingerprint) }
    }
}
