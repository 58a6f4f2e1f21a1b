/// One step in which an image of a class is taken apart: what to do, and what is left then.
public struct DismantlingStep: Sendable, Equatable, Codable {
    /// The class of what is left.
    public let label: String
    /// In the words that the person at the canvas reads.
    public let instruction: String

    public init(label: String, instruction: String) {
        self.label = label
        self.instruction = instruction
    }
}
