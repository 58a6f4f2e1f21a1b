import CKernels
import Matrices
import Synchronization

/// What one walk over the probabilities says of each sample.
struct RowFacts<Number: ProbabilityNumber>: Sendable {
    /// The largest probability's class; the given label where it is among the largest.
    private(set) var predicted: [Int32]
    /// Whether the given label has the largest probability, or all but: such a sample is no label error.
    private(set) var agrees: [Bool]
    /// Whether the sample is confidently of another class than the given.
    private(set) var isConfidentlyOther: [Bool]
    /// The largest probability of a class that was not given; empty where that is not asked for.
    private(set) var others: [Number]
    /// In nats; empty where that is not asked for.
    private(set) var entropies: [Number]
    private(set) var sums: [Float]
    /// K × K: how many samples of each given label are confidently of each class.
    private(set) var counts: [Int]

    /// - Throws: `LabelErrorsError` for the first row that holds no probabilities; what `progress` throws.
    init(
        _ table: ProbabilityTable<Number>, _ labels: GivenLabels, cutoffs: [Number], wantsOthers: Bool,
        wantsEntropies: Bool, threads: Int, progress: (Int) throws -> Void
    ) throws {
        let classes = table.columns
        predicted = [Int32](repeating: 0, count: table.rows)
        agrees = [Bool](repeating: false, count: table.rows)
        isConfidentlyOther = [Bool](repeating: false, count: table.rows)
        others = [Number](repeating: 0, count: wantsOthers ? table.rows : 0)
        entropies = [Number](repeating: 0, count: wantsEntropies ? table.rows : 0)
        sums = [Float](repeating: 0, count: table.rows)
        counts = [Int](repeating: 0, count: classes * classes)
        var facts: [tessera_label_facts] = []
        try table.walk(progress: progress) { range in
            if facts.count < range.count {
                facts = [tessera_label_facts](repeating: tessera_label_facts(), count: range.count)
            }
            let bad = facts.withUnsafeMutableBufferPointer { facts in
                others.withUnsafeMutableBufferPointer { others in
                    entropies.withUnsafeMutableBufferPointer { entropies in
                        Self.look(
                            table, labels, cutoffs, range, SharedBuffer(facts),
                            wantsOthers ? SharedBuffer(others) : nil,
                            wantsEntropies ? SharedBuffer(entropies) : nil, threads)
                    }
                }
            }
            if let bad { throw Self.complaint(table, row: bad, strictly: wantsEntropies) }
            for row in range {
                let fact = facts[row - range.lowerBound]
                let label = labels.values[row]
                predicted[row] = fact.predicted
                agrees[row] = fact.agrees != 0
                sums[row] = fact.sum
                guard fact.confident >= 0 else { continue }
                isConfidentlyOther[row] = fact.confident != label
                counts[Int(label) * classes + Int(fact.confident)] += 1
            }
        }
    }

    /// Looks at the rows of a stride; the number of the first bad one, or nil.
    private static func look(
        _ table: ProbabilityTable<Number>, _ labels: GivenLabels, _ cutoffs: [Number], _ range: Range<Int>,
        _ facts: SharedBuffer<tessera_label_facts>, _ others: SharedBuffer<Number>?, _ entropies: SharedBuffer<Number>?,
        _ threads: Int
    ) -> Int? {
        let firstBad = Atomic<Int>(.max)
        labels.values.withUnsafeBufferPointer { values in
            let given = SharedConstants(values)
            parallelBlocks(range.count, size: table.blockRows, threads: threads) { _, block in
                let start = range.lowerBound + block.lowerBound
                let bad = Number.look(
                    table.row(start), given.address(start), block.count, table.columns, cutoffs, Number.slack,
                    facts.address(block.lowerBound), others?.address(start), entropies?.address(start))
                if bad >= 0 { firstBad.min(start + bad, ordering: .relaxed) }
            }
        }
        let row = firstBad.load(ordering: .relaxed)
        return row == .max ? nil : row
    }

    /// Finds the number for which a row was refused.
    private static func complaint(_ table: ProbabilityTable<Number>, row: Int, strictly: Bool) -> LabelErrorsError {
        let slack = strictly ? 0 : Number.slack
        for column in 0..<table.columns {
            let number = table.numbers[row * table.columns + column]
            guard number.isFinite else { return .notFinite(row: row, column: column) }
            guard number >= -slack, number <= 1 + slack else {
                return .notProbability(row: row, column: column, value: Double(number))
            }
        }
        return .notFinite(row: row, column: 0)
    }
}
