import Foundation
import Matrices

/// One search for label errors, in the type of the probabilities.
struct LabelErrorSearch<Number: ProbabilityNumber> {
    let table: ProbabilityTable<Number>
    let labels: GivenLabels
    let options: LabelErrorOptions

    private var threads: Int { max(1, options.threads) }

    func run(_ progress: (LabelErrorsPhase, Int) throws -> Void) throws -> LabelErrors {
        let confidences = try selfConfidences { try progress(.averaging, $0) }
        let thresholds = ConfidentThresholds(labels, selfConfidences: confidences)
        let facts = try RowFacts(
            table, labels, cutoffs: thresholds.cutoffs, wantsOthers: wantsMargins,
            wantsEntropies: options.score == .entropy, threads: threads
        ) { try progress(.comparing, $0) }
        let joint = ConfidentJoint(counts: facts.counts, given: labels.counts)
        let margins = zip(confidences, facts.others).map { ($0 - $1 + 1) / 2 }
        let isConfidentError = zip(facts.isConfidentlyOther, facts.agrees).map { $0 && !$1 }
        let confidentErrors = isConfidentError.count(where: { $0 })

        let taken: [Bool] =
            switch options.method {
            case .confident: isConfidentError
            case .predicted: facts.agrees.map { !$0 }
            case .lowSelfConfidence: lowest(confidentErrors, of: confidences)
            case .lowNormalizedMargin: lowest(confidentErrors, of: margins)
            case .noiseRate, .byClass, .both:
                try pruned(joint, confidences, facts.agrees) { try progress(.choosing, $0) }
            }
        let scores = try scores(confidences, margins, facts, thresholds)
        let suspects = taken.indices.filter { taken[$0] }.map { row in
            LabelErrors.Suspect(
                row: row, given: Int(labels.values[row]), suggested: Int(facts.predicted[row]), score: scores[row])
        }.sorted { $0.score != $1.score ? $0.score < $1.score : $0.row < $1.row }
        return LabelErrors(
            suspects: suspects, scores: scores, thresholds: thresholds.values, joint: joint,
            health: LabelHealth(joint: joint, suspects: suspects, confidentErrors: confidentErrors),
            unevenRows: facts.sums.count(where: { abs($0 - 1) > 1e-3 }))
    }

    private var wantsMargins: Bool {
        options.method == .lowNormalizedMargin || options.score == .normalizedMargin && !options.adjusted
    }

    /// The probability of each sample's given label.
    private func selfConfidences(progress: (Int) throws -> Void) throws -> [Number] {
        var found = [Number](repeating: 0, count: table.rows)
        let (table, labels) = (table, labels)
        try found.withUnsafeMutableBufferPointer { found in
            let found = SharedBuffer(found)
            try table.walk(progress: progress) { range in
                parallelBlocks(range.count, size: table.blockRows, threads: threads) { _, block in
                    for row in range.lowerBound + block.lowerBound..<range.lowerBound + block.upperBound {
                        found[row] = table.numbers[row * table.columns + Int(labels.values[row])]
                    }
                }
            }
        }
        return found
    }

    private func lowest(_ count: Int, of scores: [Number]) -> [Bool] {
        var mask = [Bool](repeating: false, count: scores.count)
        for row in LowestScores(scores, count: count).positions { mask[row] = true }
        return mask
    }

    /// The samples that `noiseRate`, `byClass` or `both` take.
    private func pruned(
        _ joint: ConfidentJoint, _ confidences: [Number], _ agrees: [Bool], progress: (Int) throws -> Void
    ) throws -> [Bool] {
        let classes = joint.classes
        let counts = (0..<classes).map { label -> PruneCounts? in
            // A class of a single sample keeps it, as in cleanlab, even where 0 is asked for.
            guard labels.counts[label] > max(1, options.leastPerClass) else { return nil }
            return PruneCounts(
                row: joint.calibrated[label * classes..<(label + 1) * classes], label: label,
                least: options.leastPerClass, share: options.noiseShare)
        }
        var mask = agrees.map { !$0 }
        if options.method != .noiseRate {
            var taken = [Bool](repeating: false, count: table.rows)
            for case (let label, .some(let counts)) in counts.enumerated() {
                let rows = Array(labels.rows(of: label))
                let scores = rows.map { confidences[Int($0)] }
                for position in LowestScores(scores, count: rows.count - counts.counts[label]).positions {
                    taken[Int(rows[position])] = true
                }
            }
            mask = zip(mask, taken).map { $0 && $1 }
        }
        if options.method != .byClass {
            let pruning = NoiseRatePruning(
                table: table, labels: labels, selfConfidences: confidences, agrees: agrees, threads: threads)
            mask = zip(mask, try pruning.mask(counts, progress: progress)).map { $0 && $1 }
        }
        return mask
    }

    private func scores(
        _ confidences: [Number], _ margins: [Number], _ facts: RowFacts<Number>,
        _ thresholds: ConfidentThresholds<Number>
    ) throws -> [Double] {
        if options.adjusted {
            let adjusted = AdjustedScores(
                table: table, labels: labels, thresholds: thresholds.values,
                wantsMargin: options.score == .normalizedMargin)
            // Where a class is missing NumPy makes all thresholds doubles, and scores too.
            return labels.counts.contains(0)
                ? try adjusted.scores(in: Double.self, threads) : try adjusted.scores(in: Number.self, threads)
        }
        switch options.score {
        case .selfConfidence: return confidences.map { Double($0) }
        case .normalizedMargin: return margins.map { Double($0) }
        case .entropy:
            let most = log(Double(table.columns))
            return zip(facts.entropies, confidences).map { entropy, confidence in
                let weighted = Double(entropy) / most / max(Double(confidence), 1e-6)
                return log(weighted + 1) / max(weighted, 1e-6)
            }
        }
    }
}
