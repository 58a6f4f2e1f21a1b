import Dataset
import Foundation
import Matrices
import Neighbors

/// The samples in the order in which it is worth asking about them, the most informative first.
///
/// A labelled sample is the more informative, the fewer of its look-alikes have its label; an unlabelled one, the less
/// its look-alikes agree on one (with no labelled look-alike: fully). Each of both is a number from 0 to 1. Equal ones
/// come in an order drawn from their ids, so that neighbours in a folder do not follow one another. Without an embedding
/// unlabelled samples come first and that is all.
package struct Informativeness {
    static let neighborCount = 15
    /// More images are not compared for this alone; the graph of a projection is used where there is one.
    private static let mostToCompare = 20_000

    /// All active samples.
    let order: [Int64]
    let scores: [Int64: Float]

    init(_ workspace: Workspace) throws {
        let samples = try Self.samples(workspace)
        let scores = (try? Self.fromNeighbors(samples, workspace)) ?? Self.withoutNeighbors(samples)
        self.scores = scores
        order = samples.map(\.id).sorted { a, b in
            let (one, other) = (scores[a] ?? 0, scores[b] ?? 0)
            return one == other ? (Self.scatter(a), a) < (Self.scatter(b), b) : one > other
        }
    }

    private static func samples(_ workspace: Workspace) throws -> [(id: Int64, digest: String, label: String?)] {
        let ids = try workspace.sampleIDs(matching: SampleQuery())
        var found: [(id: Int64, digest: String, label: String?)] = []
        found.reserveCapacity(ids.count)
        for first in stride(from: 0, to: ids.count, by: 10_000) {
            for sample in try workspace.samples(Array(ids[first..<min(first + 10_000, ids.count)])) {
                found.append((sample.id, sample.digest, sample.label))
            }
        }
        return found
    }

    private static func withoutNeighbors(_ samples: [(id: Int64, digest: String, label: String?)]) -> [Int64: Float] {
        Dictionary(uniqueKeysWithValues: samples.map { ($0.id, $0.label == nil ? 1 : 0.5) })
    }

    private static func fromNeighbors(
        _ samples: [(id: Int64, digest: String, label: String?)], _ workspace: Workspace
    ) throws -> [Int64: Float] {
        let embedding = try LoadedEmbedding(model: nil, images: samples.map(\.digest), in: workspace)
        let path = SharedNeighbors.path(of: embedding.name, k: neighborCount, in: workspace)
        guard embedding.matrix.rows <= mostToCompare || FileManager.default.fileExists(atPath: path) else {
            return withoutNeighbors(samples)
        }
        let graph = try SharedNeighbors(
            workspace: workspace, threads: ProcessInfo.processInfo.activeProcessorCount
        ).graph(of: embedding, k: neighborCount)
        // The label of an image: that of the first of its samples that has one.
        var labels = [String?](repeating: nil, count: embedding.matrix.rows)
        for sample in samples {
            guard let row = embedding.rowOf[sample.digest], labels[row] == nil else { continue }
            labels[row] = sample.label
        }
        let classes = Set(labels.compactMap(\.self)).count
        var scores = withoutNeighbors(samples)
        for sample in samples {
            guard let row = embedding.rowOf[sample.digest] else { continue }
            let near = graph.neighbors(of: row).compactMap { labels[Int($0)] }
            scores[sample.id] = score(of: sample.label, near: near, classes: classes)
        }
        return scores
    }

    /// - Parameter near: the labels of the look-alikes that have one.
    package static func score(of label: String?, near: [String], classes: Int) -> Float {
        let classes = Float(max(classes, 2))
        var counts: [String: Float] = [:]
        for each in near { counts[each, default: 0] += 1 }
        // One look-alike more, shared out evenly: few of them say little.
        let sum = Float(near.count) + 1
        func share(_ count: Float) -> Float { (count + 1 / classes) / sum }
        if let label { return 1 - share(counts[label] ?? 0) }
        let missing = max(0, classes - Float(counts.count))
        let none = share(0)
        let entropy = counts.values.sorted().reduce(-missing * none * log(none)) {
            $0 - share($1) * log(share($1))
        }
        return min(1, entropy / log(classes))
    }

    /// A number drawn from an id, always the same.
    private static func scatter(_ id: Int64) -> UInt64 {
        var bits = UInt64(bitPattern: id) &+ 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
