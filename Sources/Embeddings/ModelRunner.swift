public import Imaging
public import Matrices

/// A model that is loaded and ready: pictures in, vectors out.
///
/// Loading takes about a quarter of a second; keep a runner. It may be used from several threads.
public final class ModelRunner: Sendable {
    public let model: EmbeddingModel
    /// The length of a vector.
    public let dimension: Int
    public let threads: Int
    /// How many pictures are computed together; fewer are filled up with nothing, so that the shape never changes.
    public let batch: Int

    let network: CompiledNetwork
    let preprocessing: Preprocessing

    /// Pictures a batch. Measured from 1 to 32: smaller ones cost more a picture, larger ones gain nothing.
    public static let standardBatch = 8

    /// - Throws: `EmbeddingModelError`, `InferenceError`.
    public init(_ model: EmbeddingModel, threads: Int, batch: Int = ModelRunner.standardBatch) throws {
        self.model = model
        self.threads = max(1, threads)
        self.batch = max(1, batch)
        network = try CompiledNetwork(model, batch: self.batch, threads: self.threads)
        preprocessing = Preprocessing(model.input)
        dimension = network.dimension
    }

    /// The vectors of the pictures, `pictures.count` × `dimension`, the same for any number of threads.
    ///
    /// - Throws: `InferenceError`.
    public func run(_ pictures: [Picture]) throws -> Matrix {
        var values: [Float] = []
        values.reserveCapacity(pictures.count * dimension)
        let indices = IndexSource(count: pictures.count, batch: batch)
        let crew = BatchCrew<Int>(runner: self, source: { indices.next() }, picture: { pictures[$0] })
        try crew.run { batch in
            if let failure = batch.failures.first {
                throw InferenceError(step: "use a picture", reason: failure.reason)
            }
            values += batch.vectors.values
        }
        return Matrix(rows: pictures.count, columns: dimension, values: values)
    }
}
