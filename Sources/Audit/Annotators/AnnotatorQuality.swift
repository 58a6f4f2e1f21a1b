import Foundation
public import Matrices

/// How far several people's labels can be trusted: for each sample the label that people and model together speak for, for
/// each person how often that person is right.
///
/// People and model are weighted by what they are worth: a person by how often others agree, against always giving the
/// commonest class; the model by how often it agrees with what people agree on, and the more the more people label a
/// sample.
///
/// - SeeAlso: Goh, Tkachenko, Mueller 2022, "CROWDLAB: Supervised learning to infer consensus labels and quality scores for
///   data with multiple annotators". Numbers are those of cleanlab's `get_label_quality_multiannotator`.
public struct AnnotatorQuality: Sendable, Equatable {
    public struct Person: Sendable, Equatable {
        /// 0 ... 1; nan for a person who labelled nothing that others labelled too.
        public let quality: Double
        /// The share of the person's labels that are the consensus.
        public let agreement: Double
        public let labels: Int
        /// The class in which the person's labels are the consensus least often; nil without labels.
        public let worstClass: Int?
        /// How much the person's labels count.
        public let weight: Double
    }

    /// Of each sample; -1 where nobody labelled it.
    public let consensus: [Int]
    /// The probability of the consensus, of each sample.
    public let quality: [Double]
    /// The share of a sample's labels that are the consensus; 0 without labels.
    public let agreement: [Double]
    /// N × K: what people and model together believe.
    public let probabilities: Matrix
    public let people: [Person]
    /// How much the model counts beside them.
    public let modelWeight: Double
    /// The probability of each label that a person gave: the row a sample, nil where the person gave none.
    public let labelQuality: [[Double?]]

    /// - Parameters:
    ///   - labels: of each sample the label that each person gave, 0 ..< K, or nil. Each row as long as there are people.
    ///   - probabilities: the model's, out of sample, N × K.
    public init(labels: [[Int?]], probabilities model: Matrix) {
        precondition(labels.count == model.rows, "a row of labels for each row of probabilities")
        let people = labels.first?.count ?? 0
        precondition(labels.allSatisfy { $0.count == people }, "each sample has a place for each person's label")
        let votes = Votes(labels: labels, people: people, model: model)
        let majority = votes.majority()
        let first = votes.believed(majority)
        var consensus = majority
        for sample in labels.indices where majority[sample] >= 0 {
            let row = first.rows[sample]
            let most = row.max() ?? 0
            if row.count(where: { $0 == most }) == 1 { consensus[sample] = row.firstIndex(of: most) ?? 0 }
        }
        let belief = votes.believed(consensus)
        let agreement = votes.agreement(with: consensus)
        let labelQuality = labels.indices.map { sample in
            labels[sample].map { label in label.map { belief.rows[sample][$0] } }
        }
        self.consensus = consensus
        quality = consensus.indices.map { consensus[$0] >= 0 ? belief.rows[$0][consensus[$0]] : 0 }
        self.agreement = agreement
        self.labelQuality = labelQuality
        probabilities = Matrix(
            rows: model.rows, columns: model.columns, values: belief.rows.flatMap { $0.map { Float($0) } })
        modelWeight = belief.modelWeight
        let shared = votes.labelled.filter { votes.counts[$0] > 1 }
        let meanCount = votes.meanCount
        let weightOfPeople = belief.weights.reduce(0, +) * meanCount / Double(max(1, people))
        let share = belief.modelWeight / (belief.modelWeight + weightOfPeople)
        let qualities = quality
        self.people = (0..<people).map { person in
            let own = votes.labelled.filter { labels[$0][person] != nil }
            let scores = own.compactMap { labelQuality[$0][person] }
            let common = shared.filter { labels[$0][person] != nil }
            let right = common.count { labels[$0][person] == consensus[$0] }
            let ofOthers = common.isEmpty ? Double.nan : Double(right) / Double(common.count)
            let mean = scores.isEmpty ? Double.nan : scores.reduce(0, +) / Double(scores.count)
            return Person(
                quality: share * mean + (1 - share) * ofOthers,
                agreement: own.isEmpty
                    ? 0 : Double(own.count { labels[$0][person] == consensus[$0] }) / Double(own.count),
                labels: own.count,
                worstClass: Self.worstClass(own.map { (labels[$0][person] ?? 0, consensus[$0], qualities[$0]) }),
                weight: belief.weights[person])
        }
    }

    /// The class in which the person's labels are the consensus least often; of several the one given most often, then the
    /// one whose samples are surest.
    private static func worstClass(_ labels: [(given: Int, consensus: Int, quality: Double)]) -> Int? {
        struct Tally {
            var right = 0, count = 0, quality = 0.0
        }
        var tallies: [Int: Tally] = [:]
        for label in labels {
            tallies[label.given, default: Tally()].count += 1
            tallies[label.given, default: Tally()].quality += label.quality
            if label.given == label.consensus { tallies[label.given, default: Tally()].right += 1 }
        }
        func rank(_ label: Int, _ tally: Tally) -> (Double, Double, Double, Int) {
            let count = Double(tally.count)
            return (Double(tally.right) / count, -count, -tally.quality / count, label)
        }
        return tallies.min { rank($0.key, $0.value) < rank($1.key, $1.value) }?.key
    }
}
