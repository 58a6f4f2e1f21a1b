public import Matrices

/// What the fixed model says of N images.
public struct Predictions: Sendable, Equatable {
    /// N × classes, before the softmax.
    public let logits: Matrix

    /// N × 256: the model's last features, averaged over the image. Its own embedding.
    public let features: Matrix

    public init(logits: Matrix, features: Matrix) {
        self.logits = logits
        self.features = features
    }

    /// N × classes; each row sums to 1.
    public var probabilities: Matrix {
        var result = logits
        result.values.withUnsafeMutableBufferPointer { values in
            for row in 0..<logits.rows {
                let here = row * logits.columns..<(row + 1) * logits.columns
                Softmax.replace(UnsafeMutableBufferPointer(rebasing: values[here]))
            }
        }
        return result
    }

    /// The class with the greatest logit, the first where several are equal.
    public var classes: [Int] {
        (0..<logits.rows).map { row in
            let values = logits.row(row)
            var best = values.startIndex
            for index in values.indices where values[index] > values[best] { best = index }
            return best - values.startIndex
        }
    }

    /// The logit of each image's label less the greatest other one; above 0 where the prediction is right.
    public func margins(of labels: [Int]) -> [Float] {
        Softmax.margins(logits, labels: labels)
    }

    /// The cross-entropy of each image with its label, in nats.
    public func losses(of labels: [Int]) -> [Float] {
        Softmax.losses(logits, labels: labels)
    }

    /// The share of images whose class is their label; 0 where there are none.
    public func accuracy(of labels: [Int]) -> Double {
        precondition(labels.count == logits.rows, "one label an image")
        guard !labels.isEmpty else { return 0 }
        return Double(zip(classes, labels).count { $0 == $1 }) / Double(labels.count)
    }
}
