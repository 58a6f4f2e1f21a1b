/// Why answers cannot be compared.
public enum AgreementError: Error, Sendable, Equatable, CustomStringConvertible {
    /// An item, a person or an answer that is not among those there are.
    case outOfRange(item: Int, person: Int, answer: Int)
    /// A person who answers to the same item more than once.
    case answeredTwice(item: Int, person: Int)
    /// More numbers than one array holds.
    case tooLarge
    case badWeights

    public var description: String {
        switch self {
        case .outOfRange(let item, let person, let answer):
            "Item \(item), person \(person), answer \(answer): one of these is none of those that were announced."
        case .answeredTwice(let item, let person):
            "Person \(person) answers to item \(item) more than once. Keep one answer of each person for each item."
        case .tooLarge: "There are too many items and classes to hold in memory at once."
        case .badWeights: "Each person needs one weight, a number that is 0 or more; at least one is above 0."
        }
    }
}
