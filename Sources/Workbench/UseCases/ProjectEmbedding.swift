public import Dataset
import Foundation
import Matrices
import Projection

/// Lays the images out in the plane by UMAP, and in an order in which look-alikes are next to each other.
///
/// The same images, embedding, settings and seed give the same layout, in whatever order the images came and whatever
/// the number of cores; where that very layout is there already, it is not computed again.
public struct ProjectEmbedding: UseCase {
    public struct Output: Codable, Sendable, Equatable {
        public let projection: ProjectionInfo
        /// Whether it had been computed before.
        public let wasThere: Bool
    }

    public static let kind = "project"

    /// The embedding, or several joined by `+`; nil is the built-in ones that are there.
    public let model: String?
    public let seed: UInt64
    public let nNeighbors: Int
    public let minDist: Double

    public init(model: String? = nil, seed: UInt64 = 42, nNeighbors: Int = 15, minDist: Double = 0.1) {
        self.model = model
        self.seed = seed
        self.nNeighbors = nNeighbors
        self.minDist = minDist
    }

    private enum CodingKeys: String, CodingKey {
        case model, seed, nNeighbors, minDist
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            model: try values.decodeIfPresent(String.self, forKey: .model),
            seed: try values.decodeIfPresent(UInt64.self, forKey: .seed) ?? 42,
            nNeighbors: try values.decodeIfPresent(Int.self, forKey: .nNeighbors) ?? 15,
            minDist: try values.decodeIfPresent(Double.self, forKey: .minDist) ?? 0.1)
    }

    /// Neighbours that the similarity order looks at, where UMAP wants fewer.
    private static let leastNeighbors = 15

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> Output {
        reporter.report(phase: "reading the embedding", done: 0, total: nil)
        let choice = try EmbeddingChoice.find(model, in: workspace)
        let embedding = try LoadedEmbedding(choice, images: workspace.imageDigests(matching: SampleQuery()))
        guard embedding.matrix.rows > 0 else { throw SampleNeighborsError.noEmbedding(model: model) }
        let options = UMAPOptions(nNeighbors: nNeighbors, minDist: minDist, seed: seed)
        let info = ProjectionInfo(
            model: embedding.name, method: "UMAP", parameters: try JSONValue(encoding: options).text(), seed: seed)
        if let same = try find(info, of: embedding.digests, in: workspace) {
            return Output(projection: same, wasThere: true)
        }

        let threads = ProcessInfo.processInfo.activeProcessorCount
        func progress(_ phase: String) -> (Double) throws -> Void {
            { fraction in
                try reporter.checkCancelled()
                reporter.report(phase: phase, fraction: fraction)
            }
        }
        let neighbors = try SharedNeighbors(workspace: workspace, threads: threads).graph(
            of: embedding, k: max(nNeighbors - 1, Self.leastNeighbors), reproducible: true,
            progress: progress("finding neighbours"))
        let layout = try UMAP(options).fit(
            embedding.matrix, neighbors: neighbors, threads: threads, progress: progress("laying out the map"))
        let order = try SimilarityOrder.order(
            of: embedding.matrix, neighbors: neighbors, seed: seed, threads: threads,
            progress: progress("ordering by likeness"))
        try reporter.checkCancelled()
        let saved = try workspace.saveProjection(
            info, digests: embedding.digests, coordinates: layout.values, order: order)
        return Output(projection: saved, wasThere: false)
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
