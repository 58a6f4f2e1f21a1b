public import Imaging

/// From stored bytes to vectors: reading, decoding, shaping and computing overlap on all cores, and one bad picture
/// stops nothing.
///
/// ```swift
/// let pipeline = try EmbeddingPipeline(model: model, threads: 2)
/// try pipeline.run(count: digests.count, load: { try images.read(digests[$0]) }) { batch in
///     try store.append(batch.vectors, digests: batch.indices.map { digests[$0] })
/// }
/// ```
public struct EmbeddingPipeline: Sendable {
    public let runner: ModelRunner
    public let limits: PictureLimits

    public var dimension: Int { runner.dimension }

    /// - Parameters:
    ///   - threads: as many as there are cores to use.
    ///   - batch: pictures computed together. The vectors' last bits depend on it, so it is best left alone.
    /// - Throws: `EmbeddingModelError`, `InferenceError`.
    public init(
        model: EmbeddingModel, threads: Int, batch: Int = ModelRunner.standardBatch, limits: PictureLimits = .standard
    ) throws {
        runner = try ModelRunner(model, threads: threads, batch: batch)
        self.limits = limits
    }

    /// Computes pictures 0 ..< `count`.
    ///
    /// - Parameters:
    ///   - load: the bytes of a picture's file; called from several threads. What it throws is that picture's failure.
    ///   - deliver: receives every batch, in order, on the calling thread. What it throws ends the work (that is how to
    ///     cancel it: within one batch) and is thrown again.
    /// - Throws: `InferenceError`, and what `deliver` throws.
    public func run(
        count: Int, load: @escaping @Sendable (Int) throws -> [UInt8], deliver: (EmbeddedBatch) throws -> Void
    ) throws {
        let indices = IndexSource(count: count, batch: runner.batch)
        let crew = BatchCrew<Int>(
            runner: runner, source: { indices.next() }, picture: { try decode(load($0)) })
        try crew.run(deliver)
    }

    func decode(_ bytes: [UInt8]) throws -> Picture {
        try PictureDecoder.decode(bytes, limits: limits, atLeast: runner.preprocessing.usefulSide)
    }
}
