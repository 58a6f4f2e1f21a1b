import Audit
import Matrices

/// What speaks for and against a label.
struct LabelEvidence: Encodable {
    struct Source: Encodable {
        let name: String
        /// In the order of `classes`.
        let probabilities: [Float]
        /// How much it counts, 0 to 1.
        let share: Double
    }

    /// The classes that are in question: the suggested one, the given one, then the most probable of the others.
    let classes: [String]
    let sources: [Source]
    /// All sources together, and people where several answered.
    let together: [Float]
    /// Whether people were heard in it.
    let hearsPeople: Bool
    /// The nearest images with the given label, with the suggested one, and how many of the nearest have which.
    let neighbors: LabelNeighbors.Around?

    private static let mostClasses = 6

    /// - Parameters:
    ///   - row: of the opinions.
    ///   - suggested: a place in the classes.
    init(
        classes names: [String], opinions: LabelOpinions, heard: HeardProbabilities, row: Int, suggested: Int,
        around: LabelNeighbors?
    ) {
        let all = Array(heard.matrix.row(row))
        hearsPeople = heard.isOfPeople[row]
        let item = opinions.items[row]
        let given = item.label
        var order = all.indices.sorted { (all[$1], $0) < (all[$0], $1) }
        order.removeAll { $0 == given || $0 == suggested }
        let shown = [suggested, given] + order.prefix(Self.mostClasses - 2)
        classes = shown.map { names[$0] }
        together = shown.map { Self.rounded(all[$0]) }
        sources = opinions.ensemble.members.map { member in
            Source(
                name: member.name, probabilities: shown.map { Self.rounded(member.probabilities[row, $0]) },
                share: (member.share * 1_000).rounded() / 1_000)
        }
        neighbors = around?.around(item.digest, given: names[given], suggested: names[suggested])
    }

    private static func rounded(_ value: Float) -> Float { (value * 10_000).rounded() / 10_000 }
}
