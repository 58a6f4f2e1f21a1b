/// How one sample fared over the epochs of a training.
///
/// - SeeAlso: Pleiss, Zhang, Elenberg, Weinberger 2020, "Identifying Mislabeled Data using the Area Under the Margin
///   Ranking"; Toneva et al. 2019, "An Empirical Study of Example Forgetting".
public struct TrainingDynamics: Sendable, Equatable {
    /// The mean margin over the epochs: low, often below 0, where the label does not fit the image.
    public let areaUnderMargin: Double
    /// How often the sample was right after one epoch and wrong after the next.
    public let forgettingEvents: Int
    /// The first epoch, from 1, after which it was right; nil where it never was.
    public let firstLearned: Int?

    /// - Parameter margins: one after each epoch (`Verdict.margin`); at least one.
    public init(margins: some Collection<Float>) {
        precondition(!margins.isEmpty, "there is a margin after each epoch")
        var sum = 0.0
        var events = 0
        var learned: Int?
        var wasRight = false
        for (index, margin) in margins.enumerated() {
            sum += Double(margin)
            let isRight = margin > 0
            if wasRight, !isRight { events += 1 }
            if isRight, learned == nil { learned = index + 1 }
            wasRight = isRight
        }
        areaUnderMargin = sum / Double(margins.count)
        forgettingEvents = events
        firstLearned = learned
    }
}
