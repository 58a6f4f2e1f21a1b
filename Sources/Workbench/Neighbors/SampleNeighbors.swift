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
        let ids = try workspace.sampleIDs(matching: SampleQuery())
        return (embedding.name, Array(try rank(ids, from: row, of: sample, in: embedding).prefix(max(0, k))))
    }

    /// The `k` nearest active samples of each class: by class in the order of the label book, nearest first.
    /// - Throws: ``SampleNeighborsError``.
    public func nearestOfEachClass(
        to sample: Int64, k: Int, model: String?
    ) throws -> (model: String, classes: [(label: String, neighbors: [(id: Int64, distance: Float)])]) {
        guard let asked = try workspace.samples([sample]).first else {
            throw SampleNeighborsError.unknownSample(sample)
        }
        let embedding = try load(model)
        guard let row = embedding.rowOf[asked.digest] else {
            throw SampleNeighborsError.notEmbedded(sample: sample, model: embedding.name)
        }
        let table = try workspace.columns(["id", "label"], matching: SampleQuery())
        guard let column = table.columns.first(where: { $0.name == "label" }),
            case .texts(let labels, let dictionary) = column.values
        else { return (embedding.name, []) }
        let labelOf = Dictionary(uniqueKeysWithValues: zip(table.ids, labels))
        var near: [UInt32: [(id: Int64, distance: Float)]] = [:]
        for found in try rank(table.ids, from: row, of: sample, in: embedding) {
            guard let label = labelOf[found.id], label != ColumnTable.missing, near[label, default: []].count < k else {
                continue
            }
            near[label, default: []].append(found)
        }
        let order = Dictionary(uniqueKeysWithValues: dictionary.enumerated().map { ($1, UInt32($0)) })
        return (
            embedding.name,
            try workspace.classes().compactMap { each in
                order[each.name].flatMap { near[$0] }.map { (each.name, $0) }
            }
        )
    }

    /// Samples by the distance of their image: several may show one.
    private func rank(
        _ ids: [Int64], from row: Int, of sample: Int64, in embedding: LoadedEmbedding
    ) throws -> [(id: Int64, distance: Float)] {
        let distances = embedding.distances(from: row)
        let digestOf = try digests(of: ids)
        var ranked: [(id: Int64, distance: Float)] = []
        for id in ids where id != sample {
            guard let place = digestOf[id].flatMap({ embedding.rowOf[$0] }) else { continue }
            ranked.append((id, distances[place]))
        }
        ranked.sort { ($0.distance, $0.id) < ($1.distance, $1.id) }
        return ranked
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
