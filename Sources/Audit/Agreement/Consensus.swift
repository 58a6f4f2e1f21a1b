import Foundation

/// How likely each class is for each item, going by what people answered.
public struct Consensus: Sendable, Equatable {
    public let itemCount: Int
    public let classCount: Int
    /// `itemCount` × `classCount`, a row an item, each row a distribution; zeros where nobody answered.
    public let probabilities: [Double]

    init(classes: Int, probabilities: [Double]) {
        classCount = classes
        itemCount = classes > 0 ? probabilities.count / classes : 0
        self.probabilities = probabilities
    }

    public func probabilities(of item: Int) -> ArraySlice<Double> {
        probabilities[item * classCount..<(item + 1) * classCount]
    }

    /// The likeliest class and its probability.
    /// - Returns: nil where nobody answered, and where two classes are equally likely: a tie is no consensus.
    public func winner(of item: Int) -> (answer: Int, probability: Double)? {
        let row = probabilities(of: item)
        guard let best = row.indices.max(by: { row[$0] < row[$1] }), row[best] > 0 else { return nil }
        let isTied = row.indices.contains { $0 != best && row[best] - row[$0] < 1e-9 }
        return isTied ? nil : (best - row.startIndex, row[best])
    }

    /// How far the answers to an item are from being one, in [0, 1]: the entropy of its row over that of an even one.
    public func contest(of item: Int) -> Double {
        guard classCount > 1 else { return 0 }
        let entropy = probabilities(of: item).reduce(0.0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
        return max(0, entropy) / log(Double(classCount))
    }
}
