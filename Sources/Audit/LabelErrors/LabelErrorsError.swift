/// Why label errors could not be looked for, with the first row that is to blame. Rows and columns are counted from 0.
public enum LabelErrorsError: Error, Sendable, Equatable, CustomStringConvertible {
    case otherLength(labels: Int, rows: Int)
    case empty
    case tooLarge(rows: Int, classes: Int)
    case labelOutOfRange(row: Int, label: Int, classes: Int)
    case notFinite(row: Int, column: Int)
    case notProbability(row: Int, column: Int, value: Double)
    case needsTwoClasses(String)
    case adjustedEntropy
    case noiseShare(Double)

    /// At most so many classes: the joint takes three numbers for each pair of them.
    public static let mostClasses = 10_000

    public var description: String {
        switch self {
        case .otherLength(let labels, let rows):
            "There are \(labels) labels and \(rows) rows of probabilities. Row i of one must be of the sample of row i of the other."
        case .empty: "There are no samples, or no classes. Probabilities are a matrix of samples x classes."
        case .tooLarge(let rows, let classes):
            "\(rows) samples x \(classes) classes are too many. The most are \(Int32.max) samples and \(Self.mostClasses) classes."
        case .labelOutOfRange(let row, let label, let classes):
            "The label in row \(row) is \(label). Labels are columns of the probabilities, 0 to \(classes - 1)."
        case .notFinite(let row, let column):
            "The probability in row \(row), column \(column) is not a number or is infinite. Take out such rows, or mend the model that made them."
        case .notProbability(let row, let column, let value):
            "The probability in row \(row), column \(column) is \(value). Probabilities are between 0 and 1; of logits take the softmax first."
        case .needsTwoClasses(let what): "With one class there is no \(what). Take self-confidence."
        case .adjustedEntropy: "The entropy has no adjusted form. Take self-confidence or normalized-margin."
        case .noiseShare(let share): "The share of the noise is \(share). It must be between 0 and 1."
        }
    }
}
