/// The plain ways to a consensus: a class is as likely as its share of the answers.
public enum VoteShares {
    /// Everybody counts the same.
    public static func majority(_ opinions: Opinions) -> Consensus {
        tally(opinions, weights: [Double](repeating: 1, count: opinions.personCount))
    }

    /// Everybody counts as much as they are said to.
    /// - Parameter weights: one a person, 0 or more; only their ratios matter.
    /// - Throws: `AgreementError.badWeights`.
    public static func weighted(_ opinions: Opinions, weights: [Double]) throws(AgreementError) -> Consensus {
        guard weights.count == opinions.personCount, weights.allSatisfy({ $0 >= 0 && $0.isFinite }),
            weights.contains(where: { $0 > 0 })
        else { throw .badWeights }
        return tally(opinions, weights: weights)
    }

    private static func tally(_ opinions: Opinions, weights: [Double]) -> Consensus {
        let classes = opinions.classCount
        var shares = [Double](repeating: 0, count: opinions.itemCount * classes)
        for opinion in opinions.all { shares[opinion.item * classes + opinion.answer] += weights[opinion.person] }
        for item in 0..<opinions.itemCount {
            let row = item * classes..<(item + 1) * classes
            let sum = shares[row].reduce(0, +)
            guard sum > 0 else { continue }
            for place in row { shares[place] /= sum }
        }
        return Consensus(classes: classes, probabilities: shares)
    }
}
