import Dataset
import Embeddings
import Foundation
import Imaging
import Matrices

/// The embedding of candidates, which are not in the dataset: a row each, as ``LoadedEmbedding`` has them. Blocks that
/// are done lie in a file, from which a growth that was stopped goes on.
struct PoolEmbedding {
    /// Candidates that are made and embedded together.
    static let block = 256

    let file: URL
    let model: String

    /// Candidates × columns; a row of zeros where there is no picture.
    func rows(
        of pool: GrowPool, pictures: GrowPictures, reporting reporter: JobReporter
    ) throws -> Matrix {
        let phase = "embedding candidates"
        let count = pool.entries.count
        reporter.report(phase: phase, done: 0, total: count)
        let embedder = try PictureEmbedder(model)
        var kept = try NPYAppender(path: file.path, columns: embedder.columns)
        // A block that is not whole was cut off, unless it is the last.
        if kept.rows != count { try kept.truncate(rows: min(kept.rows, count) / Self.block * Self.block) }
        while kept.rows < count {
            try reporter.checkCancelled()
            let done = kept.rows
            let some = Array(pool.entries[done..<min(count, done + Self.block)])
            // One that cannot be made is no candidate.
            let files = Parallel.map(some) { entry in
                (try? pictures.picture(of: entry.digest, entry.parameters)).flatMap {
                    try? PNGEncoder.encode($0, level: 1)
                } ?? []
            }
            try kept.append(embedder.rows(of: files) { try reporter.checkCancelled() })
            reporter.report(phase: phase, done: kept.rows, total: count)
        }
        try kept.close()
        return try NPY.read(file.path)
    }
}

/// Embeds pictures that are in memory, by the models of a name: `characters+general`.
struct PictureEmbedder {
    private let pipelines: [EmbeddingPipeline]

    var columns: Int { pipelines.reduce(0) { $0 + $1.dimension } }

    /// - Throws: `EmbeddingModelError` where one of them is not built in.
    init(_ name: String) throws {
        let folder = try ModelFolder.locate()
        pipelines = try CompositeEmbedding.parts(of: name).map { part in
            try EmbeddingPipeline(
                model: EmbeddingModel.named(part, in: folder), threads: ProcessInfo.processInfo.activeProcessorCount)
        }
    }

    /// A row of each file, each model's part of it of length 1; zeros where it cannot be read.
    /// - Parameter check: is called between batches; throwing ends it.
    func rows(of files: [[UInt8]], check: () throws -> Void) throws -> Matrix {
        CompositeEmbedding.join(
            try pipelines.map { pipeline in
                var block = Matrix(rows: files.count, columns: pipeline.dimension)
                try pipeline.run(count: files.count, load: { files[$0] }) { batch in
                    for (place, index) in batch.indices.enumerated() {
                        for (column, value) in batch.vectors.row(place).enumerated() { block[index, column] = value }
                    }
                    try check()
                }
                return block
            })
    }
}
