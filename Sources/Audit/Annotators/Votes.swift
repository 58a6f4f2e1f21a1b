import Foundation
import Matrices

/// Several people's labels beside a model's probabilities.
struct Votes {
    let labels: [[Int?]]
    let people: Int
    let model: Matrix
    /// How many labels each sample has.
    let counts: [Int]
    /// The samples that have one.
    let labelled: [Int]
    private let classes: Int

    struct Belief {
        /// Of each sample, K.
        let rows: [[Double]]
        /// Of each person.
        let weights: [Double]
        let modelWeight: Double
    }

    private static let least = 1e-6

    init(labels: [[Int?]], people: Int, model: Matrix) {
        self.labels = labels
        self.people = people
        self.model = model
        classes = model.columns
        counts = labels.map { $0.count { $0 != nil } }
        labelled = labels.indices.filter { [counts] in counts[$0] > 0 }
    }

    var meanCount: Double {
        labelled.isEmpty ? 0 : Double(labelled.reduce(0) { $0 + counts[$1] }) / Double(labelled.count)
    }

    /// The label that most gave. Of several: the more probable by the model; then the rarer; then that of the people who
    /// agree more with the others; then the smaller number.
    func majority() -> [Int] {
        var result = [Int](repeating: -1, count: labels.count)
        var tied: [(sample: Int, among: [Int])] = []
        var frequencies = [Int](repeating: 0, count: classes)
        for sample in labelled {
            var votes = [Int](repeating: 0, count: classes)
            for label in labels[sample].compactMap(\.self) {
                votes[label] += 1
                frequencies[label] += 1
            }
            let most = votes.max() ?? 0
            let among = votes.indices.filter { votes[$0] == most }
            if among.count == 1 { result[sample] = among[0] } else { tied.append((sample, among)) }
        }
        let settled = labelled.filter { result[$0] >= 0 }
        let agreement = (0..<people).map { person -> Double in
            let own = settled.filter { labels[$0][person] != nil }
            guard !own.isEmpty else { return .nan }
            return Double(own.count { labels[$0][person] == result[$0] }) / Double(own.count)
        }
        let known = agreement.filter { !$0.isNaN }
        let usual = known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
        for (sample, among) in tied {
            var among = best(among) { Double(model[sample, $0]) }
            if among.count > 1 { among = best(among) { -Double(frequencies[$0]) } }
            if among.count > 1 {
                among = best(among) { label in
                    let given = (0..<people).filter { labels[sample][$0] == label }
                    let scores = given.map { agreement[$0].isNaN ? usual : agreement[$0] }
                    return scores.reduce(0, +) / Double(max(1, scores.count))
                }
            }
            result[sample] = among[0]
        }
        return result
    }

    private func best(_ among: [Int], by score: (Int) -> Double) -> [Int] {
        let scores = among.map(score)
        let most = scores.max() ?? 0
        return zip(among, scores).filter { $0.1 == most }.map(\.0)
    }

    func agreement(with consensus: [Int]) -> [Double] {
        labels.indices.map { sample in
            guard counts[sample] > 0 else { return 0 }
            return Double(labels[sample].count { $0 == consensus[sample] }) / Double(counts[sample])
        }
    }

    /// People and model together, weighted by what they are worth against a consensus.
    func believed(_ consensus: [Int]) -> Belief {
        let shared = labelled.filter { counts[$0] > 1 }
        let agreements = agreement(with: consensus)
        let agreed = mean(shared.map { agreements[$0] }) ?? 1
        let disagreed = (1 - agreed) / Double(max(1, classes - 1))
        // How often the commonest class would be wrong: what everybody is measured against.
        var frequencies = [Int](repeating: 0, count: classes)
        for sample in shared { frequencies[consensus[sample]] += 1 }
        let most = frequencies.max() ?? 0
        let baseline = max(
            Self.least, shared.isEmpty ? 0 : Double(shared.count - most) / Double(shared.count))
        let weights = withOthers(shared).map { max(Self.least, 1 - (1 - $0) / baseline) }
        let errors = shared.count { model.largest(inRow: $0) != consensus[$0] }
        let modelError = shared.isEmpty ? 0 : Double(errors) / Double(shared.count)
        let modelWeight = max(Self.least, 1 - modelError / baseline) * meanCount.squareRoot()
        let rows = labels.indices.map { sample -> [Double] in
            var row = model.row(sample).map { Double($0) * modelWeight }
            var total = modelWeight
            for (person, label) in labels[sample].enumerated() {
                guard let label else { continue }
                total += weights[person]
                for other in 0..<classes { row[other] += weights[person] * (other == label ? agreed : disagreed) }
            }
            return row.map { $0 / total }
        }
        return Belief(rows: rows, weights: weights, modelWeight: modelWeight)
    }

    /// How often the others who labelled a sample agree with each person; the mean of all for one who is alone.
    private func withOthers(_ shared: [Int]) -> [Double] {
        let found = (0..<people).map { person -> Double? in
            var agreeing = 0
            var others = 0
            for sample in shared {
                guard let own = labels[sample][person] else { continue }
                agreeing += labels[sample].count { $0 == own } - 1
                others += counts[sample] - 1
            }
            return others > 0 ? Double(agreeing) / Double(others) : nil
        }
        let usual = mean(found.compactMap(\.self)) ?? 1
        return found.map { $0 ?? usual }
    }

    private func mean(_ numbers: [Double]) -> Double? {
        numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
    }
}
