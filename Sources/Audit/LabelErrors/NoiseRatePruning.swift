import Matrices

/// For each pair of given and true label as many samples as the joint says, those of the largest margin.
///
/// Samples whose given label is the most probable are never label errors, but they can take a place: where a pair
/// wants more than there are samples with a margin above 0. So the others go first, and these only where places are
/// left for them, which is rare.
struct NoiseRatePruning<Number: ProbabilityNumber> {
    let table: ProbabilityTable<Number>
    let labels: GivenLabels
    let selfConfidences: [Number]
    let agrees: [Bool]
    let threads: Int

    /// Which samples are taken.
    ///
    /// - Parameter counts: of each given label; nil where none of its samples may be taken.
    func mask(_ counts: [PruneCounts?], progress: (Int) throws -> Void) throws -> [Bool] {
        let selections = counts.enumerated().map { label, counts in
            counts.flatMap { MarginSelection<Number>($0, label: label) }
        }
        try offer(to: selections, agreeing: false, progress)
        // An agreeing sample's margin is at most the slack, and a last digit.
        let open = selections.map { $0.flatMap { $0.couldTake(2 * Number.slack) ? $0 : nil } }
        if open.contains(where: { $0 != nil }) { try offer(to: open, agreeing: true, progress) }
        var mask = [Bool](repeating: false, count: table.rows)
        for case .some(let selection) in selections {
            for row in selection.rows { mask[Int(row)] = true }
        }
        return mask
    }

    private func offer(
        to selections: [MarginSelection<Number>?], agreeing: Bool, _ progress: (Int) throws -> Void
    ) throws {
        let owners = owners()
        let (table, labels, selfConfidences, agrees) = (table, labels, selfConfidences, agrees)
        try table.walk(progress: progress) { range in
            parallelRanges(threads, threads: threads) { own in
                for row in range where agrees[row] == agreeing {
                    let label = Int(labels.values[row])
                    guard own.contains(owners[label]), let selection = selections[label], let numbers = table.row(row)
                    else { continue }
                    selection.offer(numbers, own: selfConfidences[row], row: Int32(row))
                }
            }
        }
    }

    /// Which thread has which label: the one that has least to do when it is its turn, the largest labels first.
    private func owners() -> [Int] {
        var owners = [Int](repeating: 0, count: labels.counts.count)
        var loads = [Int](repeating: 0, count: max(1, threads))
        for label in labels.counts.indices.sorted(by: { labels.counts[$0] > labels.counts[$1] }) {
            let owner = loads.indices.min { loads[$0] < loads[$1] } ?? 0
            owners[label] = owner
            loads[owner] += labels.counts[label]
        }
        return owners
    }
}
