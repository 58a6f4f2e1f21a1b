package import Dataset
import Embeddings
import Foundation
import Matrices
package import Neighbors

/// The neighbour graph of an embedding, computed once and shared by all who ask: the projection, the order of likeness,
/// the audits.
///
/// It is kept in `embeddings/<models>.<k>.neighbors`. What is there is used as far as it goes: rows keep their neighbours
/// while these are there and unchanged, new images are found their neighbours and offered to the others, and an image
/// whose vector has changed counts as new. Nothing is lost with the file.
package struct SharedNeighbors: Sendable {
    private let workspace: Workspace
    private let threads: Int

    package init(workspace: Workspace, threads: Int) {
        self.workspace = workspace
        self.threads = threads
    }

    /// How many neighbours are kept: the first of these that are enough, so that few files serve all who ask. One of its
    /// own for each, for an approximate search for more of them finds others.
    private static let kept = [15, 63, 255]
    /// The partition of the approximate search; whoever shares a graph shares its seed.
    private static let seed: UInt64 = 42

    /// The `k` nearest of each row of an embedding, by euclidean distance.
    ///
    /// - Parameters:
    ///   - reproducible: whether it has to be the graph that a search from nothing gives, whatever was there before.
    ///     Of few images it always is; of many, one that was built on another may differ from it here and there.
    ///   - progress: gets the share that is done, 0 ... 1; throwing cancels.
    /// - Throws: `NeighborsError`, `WorkspaceError.notWritable`, and what `progress` throws.
    package func graph(
        of embedding: LoadedEmbedding, k: Int, reproducible: Bool = false,
        progress: (Double) throws -> Void = { _ in }
    ) throws -> NeighborGraph {
        let rows = embedding.matrix.rows
        let kept = max(0, min(Self.kept(k), rows - 1))
        let path = Self.path(of: embedding.name, k: k, in: workspace)
        let fingerprints = embedding.matrix.rowFingerprints(threads: threads)
        var old = StoredGraph.read(path)
        if let graph = old, graph.graph.metric != .euclidean || reproducible && graph.dependsOnHistory { old = nil }
        if let old, old.digests == embedding.digests, old.fingerprints == fingerprints, old.graph.k >= kept {
            try progress(1)
            return old.graph.prefix(min(k, kept))
        }
        let isExact = NeighborSearch.comparesAll(rows: rows, columns: embedding.matrix.columns, k: kept)
        // What is built on an exact graph by an exact search is what a whole search gives.
        let leavesNoTrace = isExact && old?.recall == 1
        if reproducible, !leavesNoTrace { old = nil }
        let known = old.flatMap { self.known(from: $0, embedding, fingerprints, k: kept) }
        let found: SearchResult
        if let known {
            found = try NeighborSearch.graph(
                of: embedding.matrix, building: known, method: isExact ? .exact : .automatic, seed: Self.seed,
                threads: threads, progress: progress)
        } else {
            found = try NeighborSearch.search(
                embedding.matrix, k: kept, seed: Self.seed, threads: threads, progress: progress)
        }
        try StoredGraph(
            digests: embedding.digests, fingerprints: fingerprints, graph: found.graph, recall: found.recall,
            dependsOnHistory: known != nil && !leavesNoTrace
        ).write(to: path)
        return found.graph.prefix(min(k, kept))
    }

    /// What an earlier graph says of the rows of an embedding; nil where it holds too few neighbours.
    private func known(
        from old: StoredGraph, _ embedding: LoadedEmbedding, _ fingerprints: [UInt64], k: Int
    ) -> KnownNeighbors? {
        guard k > 0, old.graph.k >= k else { return nil }
        let numbers = zip(old.digests, old.fingerprints).map { digest, fingerprint -> Int? in
            guard let row = embedding.rowOf[digest], fingerprints[row] == fingerprint else { return nil }
            return row
        }
        return KnownNeighbors(old.graph.prefix(k), renumbered: numbers, count: embedding.matrix.rows)
    }

    private static func kept(_ k: Int) -> Int { kept.first { $0 >= k } ?? k }

    /// Where the graph lies that has at least `k` neighbours a row.
    package static func path(of name: String, k: Int, in workspace: Workspace) -> String {
        EmbeddingFiles.neighbors(of: name, k: kept(k), in: workspace.directory.embeddings)
    }
}
