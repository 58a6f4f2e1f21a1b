import Dataset

/// What it is worth to look at a finding: the chance that it is right times what its mending is worth.
///
/// The chance begins at the score of the audit and moves to what people said of findings with a score near by: ten
/// verdicts weigh as much as the audit's own word. The worth is measured in wrong labels of train.
struct FindingValue {
    let kind: FindingKind
    private let workspace: Workspace
    private let verdicts: [ScoredVerdict]

    /// How many verdicts weigh as much as the score.
    private static let priorVerdicts = 10.0
    /// Verdicts of findings whose score is this near speak for a score.
    private static let reach = 0.1
    /// Of these the newest.
    private static let mostVerdicts = 40

    init(_ kind: FindingKind, in workspace: Workspace) throws {
        self.kind = kind
        self.workspace = workspace
        verdicts = try workspace.scoredVerdicts(of: kind)
    }

    /// Ranks the findings of the kind.
    func rank() throws {
        try workspace.rankFindings(of: kind) { score, isScored in
            chance(of: score) * Self.worth(of: kind, isScored: isScored)
        }
    }

    /// The chance that a finding of a score is right.
    func chance(of score: Double) -> Double {
        let near = verdicts.filter { abs($0.score - score) <= Self.reach }.suffix(Self.mostVerdicts)
        let right = Double(near.count(where: \.isRight))
        return (Self.priorVerdicts * score + right) / (Self.priorVerdicts + Double(near.count))
    }

    /// - Parameter isScored: whether a sample of it is in val or test, where each one moves the score that all go by.
    static func worth(of kind: FindingKind, isScored: Bool) -> Double {
        switch kind {
        case .labels, .conflicts, .junk: isScored ? 1.2 : 1
        // The model would have known most of what leaks anyway.
        case .leaks: 0.6
        // Twice the weight of one picture among thousands.
        case .duplicates: 0.3
        case .outliers: 0.5
        // One thing to know each, not a picture to mend.
        case .cues, .regions, .annotators, .balance: 0.7
        }
    }
}
