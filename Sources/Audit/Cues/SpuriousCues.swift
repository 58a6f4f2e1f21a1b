import Foundation
import Matrices

/// Plain properties of pictures that tell the label or the split by themselves: a model may learn them instead of what is
/// drawn.
///
/// A property is cut in bins of equal numbers; of each bin the class is guessed that is most over its share, learnt on the
/// other folds. The score is the balanced accuracy of that, 0 for guessing and 1 for always right. Its p is the share of
/// shuffled labels that do as well, at most by chance.
///
/// - SeeAlso: Ojala and Garriga 2010, "Permutation tests for studying classifier performance", test 1.
public enum SpuriousCues {
    public struct Cue: Sendable, Equatable, Codable {
        /// As the caller called it.
        public let property: String
        /// 0 as good as guessing, 1 always right; below 0 worse than guessing.
        public let score: Double
        /// The mean over the classes of how many are foretold rightly.
        public let balancedAccuracy: Double
        /// The share of shuffled labels with a score as high; at least 1 / (permutations + 1).
        public let p: Double
        /// After Benjamini and Hochberg over the properties.
        public let adjustedP: Double
        /// Of each class the median of the property; nil for a class without samples.
        public let medians: [Double?]
    }

    /// - Parameters:
    ///   - properties: named numbers, one a sample; nil or not finite where unknown, which is a bin of its own.
    ///   - classes: of each sample what is to be foretold, from 0; samples without are left out.
    ///   - groups: copies have the same number and are in the same fold.
    ///   - permutations: 0 leaves p at 1.
    ///   - progress: gets the share that is done; throwing cancels.
    /// - Returns: by score, the highest first.
    public static func find(
        _ properties: [(name: String, values: [Double?])], classes: [Int?], groups: [Int], bins: Int = 12,
        folds: Int = 5, permutations: Int = 199, seed: UInt64 = 42, threads: Int,
        progress: (Double) throws -> Void = { _ in }
    ) throws -> [Cue] {
        let rows = classes.indices.filter { classes[$0] != nil }
        let labels = rows.map { classes[$0] ?? 0 }
        let count = (labels.max() ?? -1) + 1
        let random = CounterRandom(key: seed)
        let foldOf = rows.map { Int(random[UInt64(bitPattern: Int64(groups[$0]))] % UInt64(max(2, folds))) }
        guard count > 1, rows.count > 1 else { return [] }
        // The same shuffles for every property.
        let shuffled = (0..<permutations).map { number -> [Int] in
            var random = SeededRandom(seed: seed, stream: UInt64(number) &+ 0x4355)
            return labels.shuffled(using: &random)
        }
        var found: [Cue] = []
        for (place, property) in properties.enumerated() {
            try progress(Double(place) / Double(max(1, properties.count)))
            precondition(property.values.count == classes.count, "a value or none for each sample")
            let values = rows.map { property.values[$0].flatMap { $0.isFinite ? $0 : nil } }
            let binOf = binned(values, bins: bins)
            let guess = BinGuess(
                bins: binOf, binCount: (binOf.max() ?? 0) + 1, folds: foldOf, foldCount: max(2, folds), classes: count)
            let accuracy = guess.balancedAccuracy(labels)
            var better = [Bool](repeating: false, count: permutations)
            better.withUnsafeMutableBufferPointer { better in
                let better = SharedBuffer(better)
                parallelBlocks(permutations, size: 8, threads: threads) { _, range in
                    for number in range { better[number] = guess.balancedAccuracy(shuffled[number]) >= accuracy }
                }
            }
            let p =
                permutations > 0 ? Double(better.count { $0 } + 1) / Double(permutations + 1) : 1
            let chance = 1 / Double(count)
            found.append(
                Cue(
                    property: property.name, score: (accuracy - chance) / (1 - chance), balancedAccuracy: accuracy,
                    p: p,
                    adjustedP: p, medians: medians(values, labels, count)))
        }
        let adjusted = BenjaminiHochberg.adjust(found.map(\.p))
        try progress(1)
        return zip(found, adjusted).map { cue, adjusted in
            Cue(
                property: cue.property, score: cue.score, balancedAccuracy: cue.balancedAccuracy, p: cue.p,
                adjustedP: adjusted, medians: cue.medians)
        }.sorted { ($1.score, $0.property) < ($0.score, $1.property) }
    }

    /// Bins of nearly equal numbers, equal values in the same; unknown ones in the last.
    private static func binned(_ values: [Double?], bins: Int) -> [Int] {
        let sorted = values.compactMap(\.self).sorted()
        var edges: [Double] = []
        for bin in 1..<max(2, bins) where !sorted.isEmpty {
            let edge = sorted[min(sorted.count - 1, bin * sorted.count / bins)]
            if edge > edges.last ?? sorted[0] { edges.append(edge) }
        }
        return values.map { value in
            guard let value else { return edges.count + 1 }
            return edges.count { $0 <= value }
        }
    }

    private static func medians(_ values: [Double?], _ labels: [Int], _ count: Int) -> [Double?] {
        var byClass = [[Double]](repeating: [], count: count)
        for (value, label) in zip(values, labels) {
            if let value { byClass[label].append(value) }
        }
        return byClass.map { values in values.isEmpty ? nil : values.sorted()[values.count / 2] }
    }
}

/// Foretells the class from the bin: the one most over its share in the other folds.
private struct BinGuess: Sendable {
    let bins: [Int]
    let binCount: Int
    let folds: [Int]
    let foldCount: Int
    let classes: Int

    func balancedAccuracy(_ labels: [Int]) -> Double {
        var counts = [Int](repeating: 0, count: foldCount * binCount * classes)
        var totals = [Int](repeating: 0, count: foldCount * classes)
        for index in labels.indices {
            counts[(folds[index] * binCount + bins[index]) * classes + labels[index]] += 1
            totals[folds[index] * classes + labels[index]] += 1
        }
        var allBins = [Int](repeating: 0, count: binCount * classes)
        var all = [Int](repeating: 0, count: classes)
        for fold in 0..<foldCount {
            for index in allBins.indices { allBins[index] += counts[fold * binCount * classes + index] }
            for label in 0..<classes { all[label] += totals[fold * classes + label] }
        }
        var right = [Int](repeating: 0, count: classes)
        for fold in 0..<foldCount {
            for bin in 0..<binCount {
                var best = 0
                var most = -1.0
                for label in 0..<classes {
                    let learnt = allBins[bin * classes + label] - counts[(fold * binCount + bin) * classes + label]
                    let total = all[label] - totals[fold * classes + label]
                    let share = total > 0 ? Double(learnt) / Double(total) : 0
                    if share > most { (best, most) = (label, share) }
                }
                right[best] += counts[(fold * binCount + bin) * classes + best]
            }
        }
        let present = (0..<classes).filter { all[$0] > 0 }
        guard !present.isEmpty else { return 0 }
        return present.reduce(0.0) { $0 + Double(right[$1]) / Double(all[$1]) } / Double(present.count)
    }
}
