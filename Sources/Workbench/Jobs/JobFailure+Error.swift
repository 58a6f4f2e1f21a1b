import Dataset
import DemoData
import Embeddings
import FixedModel
import Foundation
import Imaging

extension JobFailure {
    /// Any error as it is told: a failure as it is, what Tessera's floors throw by their own codes and words, what the
    /// system throws by its description.
    public init(_ error: any Error) {
        switch error {
        case let error as JobFailure: self = error
        case let error as any CodedError: self.init(code: error.code, message: error.description)
        case let error as EmbeddingModelError: self.init(code: "model", message: error.description)
        case let error as FixedModelError: self.init(code: "fixed-model", message: error.description)
        case let error as DecodingError:
            self.init(
                code: "bad-json", message: "It is not the JSON that is expected: \(DecodingProblem.describe(error))")
        case let error as NSError where type(of: error) == NSError.self || error.domain == NSCocoaErrorDomain:
            self.init(code: "system", message: error.localizedDescription)
        default: self.init(code: "failed", message: "\(error)")
        }
    }
}
