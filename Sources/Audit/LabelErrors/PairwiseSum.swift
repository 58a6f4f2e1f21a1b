extension Collection where Element: BinaryFloatingPoint {
    /// The sum in the order in which NumPy takes it, to the last bit: thresholds and counts that lie at a border fall
    /// to the same side.
    func pairwiseSum() -> Element {
        withContiguousStorageIfAvailable(pairwise) ?? Array(self).withUnsafeBufferPointer(pairwise)
    }
}

/// Blocks of 128 in eight sums, halves of longer ones added.
private func pairwise<Number: BinaryFloatingPoint>(_ numbers: UnsafeBufferPointer<Number>) -> Number {
    let count = numbers.count
    if count > 128 {
        let half = count / 2 - count / 2 % 8
        return pairwise(UnsafeBufferPointer(rebasing: numbers[..<half]))
            + pairwise(UnsafeBufferPointer(rebasing: numbers[half...]))
    }
    guard count >= 8 else { return numbers.reduce(0, +) }
    var sums = Array(numbers[..<8])
    let whole = count - count % 8
    for start in stride(from: 8, to: whole, by: 8) {
        for lane in 0..<8 { sums[lane] += numbers[start + lane] }
    }
    let sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
    return numbers[whole...].reduce(sum, +)
}
