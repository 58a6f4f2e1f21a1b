public import Dataset
import Embeddings
import Foundation
import Neighbors
import Matrices
import Synchronization

/// The look-alikes of one sample: the nearest images under an embedding.
///
/// The matrix is kept from call to call until the embedding grows. One query over N images of D numbers costs N × D
/// multiplications: 10 ms for 3,000 images, a second for a million.
public struct SampleNeighbors: Sendable {
    private final class Kept: Sendable {
        let embedding = Mutex<LoadedEmbedding?>(nil)
        /// The image of every sample seen so far; it never changes.
        let digests = Mutex<[Int64: String]>([:])
    }

    private let workspace: Workspace
    private let kept = Kept()

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// The `k` nearest active samples, nearest first; samples of the same image are at distance 0.
    /// - Parameter model: an embedding's name, or several joined by `+`; nil is all built-in ones that are there.
    /// - Throws: ``SampleNeighborsError``.
    public func nearest(
        to sample: Int64, k: Int, model: String?
    ) throws -> (model: String, neighbors: [(id: Int64, distance: Float)]) {
        guard let asked = try workspace.samples([sample]).first else {
            throw SampleNeighborsError.unknownSample(sample)
        }
        let embedding = try load(model)
        guard let row = embedding.rowOf[asked.digest] else {
            throw SampleNeighborsError.notEmbedded(sample: sample, model: embedding.name)
        }
        let distances = embedding.distances(from: row)
        // Several samples may show one image, and some lie in the trash: samples are ranked by the distance of theirs.
        let ids = try workspace.sampleIDs(matching: SampleQuery())
        let digestOf = try digests(of: ids)
        var ranked: [(id: Int64, distance: Float)] = []
        for id in ids where id != sample {
            guard let place = digestOf[id].flatMap({ embedding.rowOf[$0] }) else { continue }
            ranked.append((id, distances[place]))
        }
        ranked.sort { ($0.distance, $0.id) < ($1.distance, $1.id) }
        return (embedding.name, Array(ranked.prefix(max(0, k))))
    }

    private func digests(of ids: [Int64]) throws -> [Int64: String] {
        try kept.digests.withLock { known in
            let new = ids.filter { known[$0] == nil }
            for sample in try workspace.samples(new) { known[sample.id] = sample.digest }
            return known
        }
    }

    private func load(_ model: String?) throws -> LoadedEmbedding {
        let choice = try EmbeddingChoice.find(model, in: workspace)
        return try kept.embedding.withLock { kept in
            if let kept, kept.name == choice.name, kept.stamp == choice.stamp { return kept }
            let loaded = try LoadedEmbedding(choice, workspace: workspace)
            kept = loaded
            return loaded
        }
    }
}
