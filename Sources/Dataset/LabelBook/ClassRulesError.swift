/// Why rules of classes were not kept. None of them was.
public enum ClassRulesError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknownClass(String)
    case badLimit(Double)
    case badPart(String)
    case tooManyParts(Int)
    case tooManySteps(Int)
    case longInstruction
    /// No class is named by a Roman numeral.
    case nothingRoman

    static let mostParts = 32
    static let mostSteps = 32
    static let longestInstruction = 500
    static let longestPart = 50

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .unknownClass: "unknown-class"
        case .badLimit: "bad-limit"
        case .badPart: "bad-part"
        case .tooManyParts, .tooManySteps, .longInstruction: "too-much"
        case .nothingRoman: "nothing-roman"
        }
    }

    public var description: String {
        switch self {
        case .unknownClass(let name):
            "There is no class \u{201C}\(name.prefix(80))\u{201D}. Add it first, or choose one that exists."
        case .badLimit(let value): "A limit is a number of 0 or more, not \(value)."
        case .badPart(let name):
            "\u{201C}\(name.prefix(80))\u{201D} cannot be the name of a part: it has 1 to \(Self.longestPart) bytes and no control characters."
        case .tooManyParts(let count): "A class has at most \(Self.mostParts) parts, not \(count)."
        case .tooManySteps(let count): "A chain has at most \(Self.mostSteps) steps, not \(count)."
        case .longInstruction: "An instruction has at most \(Self.longestInstruction) bytes. Make it shorter."
        case .nothingRoman: "No class is named by a Roman numeral, so the preset has nothing to set."
        }
    }
}
