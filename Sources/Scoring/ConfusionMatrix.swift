/// How often each class was taken for each other one.
public struct ConfusionMatrix: Sendable, Codable, Equatable {
    /// The number of classes.
    public let classes: Int
    /// Row after row: `counts[given * classes + predicted]`.
    public private(set) var counts: [Int]

    public init(classes: Int) {
        self.classes = classes
        counts = [Int](repeating: 0, count: classes * classes)
    }

    public init(classes: Int, given: some Sequence<Int>, predicted: some Sequence<Int>) {
        self.init(classes: classes)
        for (given, predicted) in zip(given, predicted) { add(given: given, predicted: predicted) }
    }

    public mutating func add(given: Int, predicted: Int) { counts[given * classes + predicted] += 1 }

    public subscript(given: Int, predicted: Int) -> Int { counts[given * classes + predicted] }

    public var total: Int { counts.reduce(0, +) }

    public var correct: Int { (0..<classes).reduce(0) { $0 + self[$1, $1] } }

    /// Share of the samples whose class was found; nil where there is none.
    public var accuracy: Double? { total == 0 ? nil : Double(correct) / Double(total) }

    /// One score a class, in the order of the classes.
    public var scores: [ClassScore] {
        (0..<classes).map { index in
            let given = (0..<classes).reduce(0) { $0 + self[index, $1] }
            let predicted = (0..<classes).reduce(0) { $0 + self[$1, index] }
            return ClassScore(given: given, predicted: predicted, correct: self[index, index])
        }
    }
}
