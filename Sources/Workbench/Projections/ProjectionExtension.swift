import Dataset
import Foundation
import Matrices
import Neighbors
import Projection

/// Places images that came later on the newest projection; those that are on it stay where they are.
struct ProjectionExtension {
    let workspace: Workspace
    let model: String?

    /// How many images have vectors and are not on the newest projection; 0 where there is no projection.
    static func waiting(in workspace: Workspace) throws -> Int {
        guard let newest = try workspace.projections().first,
            let choice = try? EmbeddingChoice.find(newest.model, in: workspace)
        else { return 0 }
        let images = try choice.digests(among: workspace.imageDigests(matching: SampleQuery()))
        guard images.count > 0, let stored = try workspace.projection(newest.id) else { return 0 }
        return Set(images).subtracting(stored.digests).count
    }

    func run(reporting reporter: JobReporter) throws -> ProjectEmbedding.Output {
        reporter.report(phase: "reading the embedding", done: 0, total: nil)
        guard let stored = try workspace.projection(nil) else { throw ProjectionExtensionError.nothingToExtend }
        var parameters = try ProjectionParameters(text: stored.info.parameters)
        guard let options = parameters.umap else {
            throw ProjectionExtensionError.otherMethod(stored.info.id, stored.info.method)
        }
        let choice = try EmbeddingChoice.find(model ?? stored.info.model, in: workspace)
        guard choice.name == stored.info.model else {
            throw ProjectionExtensionError.otherModel(stored.info.id, stored.info.model)
        }
        let here = Set(stored.digests)
        let active = try workspace.imageDigests(matching: SampleQuery())
        let new = choice.digests(among: active).filter { !here.contains($0) }
        guard !new.isEmpty else {
            return ProjectEmbedding.Output(projection: stored.info, wasThere: true, placed: 0)
        }
        // Images that were deleted for good have no vector any more; they are no neighbours then.
        let embedding = try LoadedEmbedding(choice, images: stored.digests + new)
        let oldRows = stored.digests.indices.filter { embedding.rowOf[stored.digests[$0]] != nil }
        let old = embedding.matrix.selecting(oldRows.compactMap { embedding.rowOf[stored.digests[$0]] })
        let rows = embedding.matrix.selecting(new.compactMap { embedding.rowOf[$0] })
        let points = Matrix(rows: stored.digests.count, columns: 2, values: stored.coordinates)
        let threads = ProcessInfo.processInfo.activeProcessorCount
        let index = try NeighborIndex(
            old, metric: options.metric, threads: threads, progress: reporter.progress(of: "finding neighbours"))
        let placed = try UMAP(options).transform(
            rows, among: index, in: points.selecting(oldRows), threads: threads,
            progress: reporter.progress(of: "placing new images"))
        // In the order of likeness a new image comes right after the one that it is most like.
        let nearest = try index.neighbors(of: rows, k: 1, threads: threads)
        var after: [Int: [Int]] = [:]
        for row in 0..<rows.rows { after[oldRows[Int(nearest.indices[row])], default: []].append(row) }
        var order: [Int32] = []
        for row in stored.order {
            order.append(row)
            order += (after[Int(row)] ?? []).map { Int32(stored.digests.count + $0) }
        }
        try reporter.checkCancelled()
        parameters.placed = (parameters.placed ?? 0) + new.count
        var info = stored.info
        info.parameters = try parameters.text()
        let saved = try workspace.saveProjection(
            info, digests: stored.digests + new, coordinates: stored.coordinates + placed.values, order: order)
        return ProjectEmbedding.Output(projection: saved, wasThere: false, placed: new.count)
    }
}
