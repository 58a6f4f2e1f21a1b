/// How many samples of a given label to take for each true one: a row of the calibrated joint, changed so that the
/// class keeps some of its samples, and by the share of the noise that is wanted.
struct PruneCounts {
    /// By true label; that of the given label itself is how many samples stay.
    let counts: [Int]

    init(row: ArraySlice<Int>, label: Int, least: Int, share: Double) {
        var counts = row.map { Double($0) }
        let staying = max(counts[label], Double(least))
        let others = max(1, Double(counts.count(where: { $0 != 0 })) - 1)
        let less = (staying - counts[label]) / others
        counts = counts.map { max(0, $0 - less) }
        counts[label] = staying
        var wanted = counts.map { $0 * share }
        wanted[label] = staying
        let left = zip(counts, wanted).map { $0 - $1 }.pairwiseSum()
        wanted[label] = staying + left
        self.counts = wanted.map { Int($0) }
    }
}
