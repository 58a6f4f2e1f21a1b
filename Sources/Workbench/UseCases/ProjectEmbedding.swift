public import Dataset
import Foundation
import Matrices
import Neighbors
import Projection

/// Lays the images out in the plane, by UMAP or by principal components, and in an order in which look-alikes are next
/// to each other.
///
/// The same images, embedding, settings and seed give the same layout, in whatever order the images came and whatever
/// the number of cores; where that very layout is there already, it is not computed again. While it is computed, the
/// layout can be watched (``JobLayout``); cancelled then, it is kept as far as it came.
public struct ProjectEmbedding: UseCase {
    public struct Output: Codable, Sendable, Equatable {
        public let projection: ProjectionInfo
        /// Whether it had been computed before.
        public let wasThere: Bool
        /// How many images were placed on a projection that was there.
        public let placed: Int?
    }

    public enum Method: String, Codable, Sendable, CaseIterable {
        case umap, pca

        var name: String { rawValue.uppercased() }
    }

    public static let kind = "project"

    /// The embedding, or several joined by `+`; nil is the built-in ones that are there.
    public let model: String?
    public let method: Method
    public let seed: UInt64
    public let nNeighbors: Int
    public let minDist: Double
    /// Passes of the optimisation; nil is what UMAP takes for so many images.
    public let epochs: Int?
    /// Whether images of one class are drawn together.
    public let supervised: Bool
    /// Places the images that came since on the newest projection, and moves none of the others.
    public let extend: Bool

    public init(
        model: String? = nil, method: Method = .umap, seed: UInt64 = 42, nNeighbors: Int = 15, minDist: Double = 0.1,
        epochs: Int? = nil, supervised: Bool = false, extend: Bool = false
    ) {
        self.model = model
        self.method = method
        self.seed = seed
        self.nNeighbors = nNeighbors
        self.minDist = minDist
        self.epochs = epochs
        self.supervised = supervised
        self.extend = extend
    }

    private enum CodingKeys: String, CodingKey {
        case model, method, seed, nNeighbors, minDist, epochs, supervised, extend
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            model: try values.decodeIfPresent(String.self, forKey: .model),
            method: try values.decodeIfPresent(Method.self, forKey: .method) ?? .umap,
            seed: try values.decodeIfPresent(UInt64.self, forKey: .seed) ?? 42,
            nNeighbors: try values.decodeIfPresent(Int.self, forKey: .nNeighbors) ?? 15,
            minDist: try values.decodeIfPresent(Double.self, forKey: .minDist) ?? 0.1,
            epochs: try values.decodeIfPresent(Int.self, forKey: .epochs),
            supervised: try values.decodeIfPresent(Bool.self, forKey: .supervised) ?? false,
            extend: try values.decodeIfPresent(Bool.self, forKey: .extend) ?? false)
    }

    /// Neighbours that the similarity order looks at, where UMAP wants fewer.
    private static let leastNeighbors = 15

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> Output {
        if extend { return try ProjectionExtension(workspace: workspace, model: model).run(reporting: reporter) }
        reporter.report(phase: "reading the embedding", done: 0, total: nil)
        let choice = try EmbeddingChoice.find(model, in: workspace)
        let embedding = try LoadedEmbedding(choice, images: workspace.imageDigests(matching: SampleQuery()))
        guard embedding.matrix.rows > 0 else { throw SampleNeighborsError.noEmbedding(model: model) }
        let labels = supervised ? try ImageLabels(of: embedding.digests, in: workspace) : nil
        let options = UMAPOptions(nNeighbors: nNeighbors, minDist: minDist, nEpochs: epochs, seed: seed)
        let info = ProjectionInfo(
            model: embedding.name, method: method.name,
            parameters: try ProjectionParameters(umap: method == .umap ? options : nil, labels: labels?.digest).text(),
            seed: seed)
        if let same = try find(info, of: embedding.digests, in: workspace) {
            return Output(projection: same, wasThere: true, placed: nil)
        }

        let threads = ProcessInfo.processInfo.activeProcessorCount
        let neighbors = try SharedNeighbors(workspace: workspace, threads: threads).graph(
            of: embedding, k: max(nNeighbors - 1, Self.leastNeighbors), reproducible: true,
            progress: reporter.progress(of: "finding neighbours"))
        let layout =
            switch method {
            case .umap:
                try settle(
                    options, embedding, neighbors, labels, info, threads: threads, in: workspace, reporting: reporter)
            case .pca: PrincipalComponents.scores(embedding.matrix, wanted: 2, seed: seed, threads: threads)
            }
        let order = try SimilarityOrder.order(
            of: embedding.matrix, neighbors: neighbors, seed: seed, threads: threads,
            progress: reporter.progress(of: "ordering by likeness"))
        try reporter.checkCancelled()
        let saved = try workspace.saveProjection(
            info, digests: embedding.digests, coordinates: layout.values, order: order)
        return Output(projection: saved, wasThere: false, placed: nil)
    }

    /// How many images have vectors and are not on the newest projection, which is then out of date; 0 where there is
    /// none.
    public static func waiting(in workspace: Workspace) throws -> Int {
        try ProjectionExtension.waiting(in: workspace)
    }

    /// UMAP, shown while it settles; what a cancelled one had come to is kept, marked as unfinished.
    private func settle(
        _ options: UMAPOptions, _ embedding: LoadedEmbedding, _ neighbors: NeighborGraph, _ labels: ImageLabels?,
        _ info: ProjectionInfo, threads: Int, in workspace: Workspace, reporting reporter: JobReporter
    ) throws -> Matrix {
        let board = try LayoutBoard(job: reporter.job, digests: embedding.digests, in: workspace)
        defer { board.clear() }
        var last: SettlingLayout?
        do {
            return try UMAP(options).fit(
                embedding.matrix, neighbors: neighbors, labels: labels?.values, threads: threads,
                progress: reporter.progress(of: "laying out the map"),
                settling: { layout in
                    last = layout
                    // The page would like to see it; where the disk is full, the work goes on.
                    try? board.show(share: layout.share) { layout.matrix() }
                })
        } catch let cancelled as JobCancelled {
            guard reporter.stopped == .cancelled, let last, last.share > 0 else { throw cancelled }
            var unfinished = info
            unfinished.parameters = try ProjectionParameters(
                umap: options, labels: labels?.digest, unfinished: last.share
            )
            .text()
            let layout = last.matrix()
            try workspace.saveProjection(
                unfinished, digests: embedding.digests, coordinates: layout.values, order: LayoutOrder.order(of: layout)
            )
            throw cancelled
        }
    }

    /// The newest projection, where it is of the same images by the same means.
    private func find(
        _ info: ProjectionInfo, of digests: [String], in workspace: Workspace
    ) throws -> ProjectionInfo? {
        guard let newest = try workspace.projection(nil), newest.info.model == info.model,
            newest.info.method == info.method, newest.info.parameters == info.parameters,
            newest.info.seed == info.seed, newest.digests == digests
        else { return nil }
        return newest.info
    }
}

extension JobReporter {
    /// For work that says its share: reports it and throws where the job was cancelled.
    func progress(of phase: String) -> (Double) throws -> Void {
        { fraction in
            try self.checkCancelled()
            self.report(phase: phase, fraction: fraction)
        }
    }
}
