/// Krippendorff's alpha for classes: how much more people agree than if their answers were dealt out by chance.
///
/// 1 is full agreement, 0 is chance, below 0 is worse than chance. Any number of people, with answers missing anywhere;
/// an item with a single answer says nothing and is left out. Above 0.8 is usually called reliable, below 0.667 is not.
///
/// - SeeAlso: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability".
public enum KrippendorffAlpha {
    /// - Returns: nil where no item has two answers, or all answers are one class: then there is nothing to tell apart.
    public static func nominal(_ opinions: Opinions) -> Double? {
        alpha((0..<opinions.itemCount).lazy.map { opinions.counts(of: $0) }, classes: opinions.classCount)
    }

    /// The same for one class against the rest: whether people agree on what is of this class.
    public static func nominal(_ opinions: Opinions, class each: Int) -> Double? {
        alpha(
            (0..<opinions.itemCount).lazy.map { item in
                let here = opinions.of(item: item)
                let inside = Double(here.count { $0.answer == each })
                return [inside, Double(here.count) - inside]
            }, classes: 2)
    }

    /// - Parameter counts: for each item how often each class was the answer.
    private static func alpha(_ counts: some Sequence<[Double]>, classes: Int) -> Double? {
        var totals = [Double](repeating: 0, count: classes)
        var disagreement = 0.0
        for item in counts {
            let answers = item.reduce(0, +)
            guard answers >= 2 else { continue }
            // Pairs of unlike answers, each item weighted by 1 / (answers − 1), which gives each answer the same weight.
            disagreement += (answers * answers - item.reduce(0) { $0 + $1 * $1 }) / (answers - 1)
            for each in 0..<classes { totals[each] += item[each] }
        }
        let sum = totals.reduce(0, +)
        let expected = sum * sum - totals.reduce(0) { $0 + $1 * $1 }
        guard expected > 0 else { return nil }
        return 1 - (sum - 1) * disagreement / expected
    }
}
