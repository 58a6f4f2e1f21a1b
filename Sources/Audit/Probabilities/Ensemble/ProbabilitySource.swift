public import Matrices

/// Out-of-sample probabilities, and whose they are.
public struct ProbabilitySource: Sendable, Equatable {
    /// As people read it: "logistic regression", "nearest neighbours", a file's name.
    public let name: String
    /// N × K.
    public let probabilities: Matrix

    public init(name: String, probabilities: Matrix) {
        self.name = name
        self.probabilities = probabilities
    }
}
