import Matrices

/// Why no out-of-sample probabilities could be computed. Rows are counted from 0.
public enum ProbabilitiesError: Error, Sendable, Equatable, CustomStringConvertible {
    case otherLength(what: String, count: Int, rows: Int)
    case notFinite(row: Int)
    case labelOutOfRange(row: Int, label: Int, classes: Int)
    case tooFewFolds
    case badWeight(row: Int)
    case strength
    case notLearnt

    public var description: String {
        switch self {
        case .otherLength(let what, let count, let rows):
            "There are \(count) \(what) and \(rows) rows of features. Each row needs one."
        case .notFinite(let row):
            "Row \(row) of the features holds a number that is infinite or none. Compute the embedding again, or leave the row out."
        case .labelOutOfRange(let row, let label, let classes):
            "The label in row \(row) is \(label). Labels are 0 to \(classes - 1)."
        case .tooFewFolds: "There is one fold only. Take two or more, so that each is foretold by the others."
        case .badWeight(let row): "The weight of row \(row) is negative or no number."
        case .strength: "The strength of a fit is a number above 0."
        case .notLearnt: "The fits found no finite answer. Scale the features: their numbers are too far apart."
        }
    }

    static func check(
        _ features: Matrix, _ labels: [Int?], classes: Int, folds: [Int], weights: [Float]? = nil
    ) throws(ProbabilitiesError) {
        let rows = features.rows
        guard labels.count == rows else { throw .otherLength(what: "labels", count: labels.count, rows: rows) }
        guard folds.count == rows else { throw .otherLength(what: "folds", count: folds.count, rows: rows) }
        if let weights {
            guard weights.count == rows else { throw .otherLength(what: "weights", count: weights.count, rows: rows) }
            if let row = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) { throw .badWeight(row: row) }
        }
        if let row = features.firstRowNotFinite() { throw .notFinite(row: row) }
        for (row, label) in labels.enumerated() {
            guard let label else { continue }
            guard (0..<classes).contains(label) else {
                throw .labelOutOfRange(row: row, label: label, classes: classes)
            }
        }
        guard Set(folds).count > 1 || rows == 0, folds.allSatisfy({ $0 >= 0 }) else { throw .tooFewFolds }
    }
}
