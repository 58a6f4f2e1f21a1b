/// Why the look-alikes of a sample cannot be told.
public enum SampleNeighborsError: CodedError, Sendable, Equatable {
    case unknownSample(Int64)
    case noEmbedding(model: String?)
    case notEmbedded(sample: Int64, model: String)

    public var code: String {
        switch self {
        case .unknownSample: "unknown-sample"
        case .noEmbedding: "no-embedding"
        case .notEmbedded: "not-embedded"
        }
    }

    public var description: String {
        switch self {
        case .unknownSample(let id): "There is no sample \(id). Reload, and try again."
        case .noEmbedding(let model):
            "There is no embedding\(model.map { " of the model \($0)" } ?? "") yet. Run `tessera embed` first."
        case .notEmbedded(let sample, let model):
            "Sample \(sample) has no vector of the model \(model) yet. Run `tessera embed` again."
        }
    }
}
