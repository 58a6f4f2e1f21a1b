import Matrices

extension SeededRandom {
    /// Uniform between two numbers.
    mutating func between(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * unit()
    }

    /// One of the values; the array must not be empty.
    mutating func pick<Value>(_ values: [Value]) -> Value {
        values[min(values.count - 1, Int(unit() * Double(values.count)))]
    }

    /// An index, each as likely as its weight says.
    mutating func pick(weights: [Double]) -> Int {
        var left = unit() * weights.reduce(0, +)
        for (index, weight) in weights.enumerated() where weight > 0 {
            if left < weight { return index }
            left -= weight
        }
        return weights.lastIndex { $0 > 0 } ?? 0
    }

    /// Values in another order (Fisher and Yates; written out, so that the order stays the same in later Swifts).
    mutating func shuffle<Value>(_ values: inout [Value]) {
        guard values.count > 1 else { return }
        for last in stride(from: values.count - 1, to: 0, by: -1) {
            values.swapAt(last, min(last, Int(unit() * Double(last + 1))))
        }
    }
}
