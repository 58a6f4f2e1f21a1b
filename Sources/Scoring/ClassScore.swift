/// How well one class is found.
public struct ClassScore: Sendable, Codable, Equatable {
    /// Samples that have this label.
    public let given: Int
    /// Samples that were taken for it.
    public let predicted: Int
    /// Samples that are both.
    public let correct: Int

    public init(given: Int, predicted: Int, correct: Int) {
        self.given = given
        self.predicted = predicted
        self.correct = correct
    }

    /// Of those taken for the class, the share that has its label; nil where none was.
    public var precision: Double? { predicted == 0 ? nil : Double(correct) / Double(predicted) }

    /// Of those with the label, the share that was found; nil where there is none.
    public var recall: Double? { given == 0 ? nil : Double(correct) / Double(given) }

    /// The harmonic mean of precision and recall; nil where the class occurs on neither side.
    public var f1: Double? { given + predicted == 0 ? nil : 2 * Double(correct) / Double(given + predicted) }
}
