/// The labels, checked, and the rows of each class.
struct GivenLabels: Sendable {
    let values: [Int32]
    /// How many samples each class has.
    let counts: [Int]
    /// All rows, those of class 0 first, ascending within a class.
    let order: [Int32]
    /// Where a class begins in `order`; one more than there are classes.
    let starts: [Int]

    init(_ labels: [Int], classes: Int) throws(LabelErrorsError) {
        var counts = [Int](repeating: 0, count: classes)
        var values: [Int32] = []
        values.reserveCapacity(labels.count)
        for (row, label) in labels.enumerated() {
            guard label >= 0, label < classes else {
                throw .labelOutOfRange(row: row, label: label, classes: classes)
            }
            counts[label] += 1
            values.append(Int32(label))
        }
        var starts = [0]
        for count in counts { starts.append(starts[starts.count - 1] + count) }
        var next = starts
        var order = [Int32](repeating: 0, count: labels.count)
        for (row, label) in labels.enumerated() {
            order[next[label]] = Int32(row)
            next[label] += 1
        }
        self.values = values
        self.counts = counts
        self.order = order
        self.starts = starts
    }

    /// The rows with a label, ascending.
    func rows(of label: Int) -> ArraySlice<Int32> { order[starts[label]..<starts[label + 1]] }
}
