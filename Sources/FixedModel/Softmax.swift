import Foundation

/// The softmax and what is measured on logits.
enum Softmax {
    /// Probabilities in place of logits.
    static func replace(_ logits: UnsafeMutableBufferPointer<Float>) {
        let greatest = logits.max() ?? 0
        var sum: Float = 0
        for index in logits.indices {
            logits[index] = exp(logits[index] - greatest)
            sum += logits[index]
        }
        for index in logits.indices { logits[index] /= sum }
    }

    /// The cross-entropy with a label, in nats.
    static func loss(_ logits: ArraySlice<Float>, label: Int) -> Float {
        let greatest = logits.max() ?? 0
        let sum = logits.reduce(into: 0 as Float) { $0 += exp($1 - greatest) }
        return log(sum) - (logits[logits.startIndex + label] - greatest)
    }

    static func margin(_ logits: ArraySlice<Float>, label: Int) -> Float {
        let own = logits.startIndex + label
        var other = -Float.infinity
        for index in logits.indices where index != own { other = max(other, logits[index]) }
        return logits[own] - other
    }
}
