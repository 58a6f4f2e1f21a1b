/// One class of the label book.
public struct ClassEntry: Sendable, Codable, Equatable, Identifiable {
    public let id: Int64
    public let name: String
    /// From 0, in the order of the label book.
    public let position: Int

    public init(id: Int64, name: String, position: Int) {
        self.id = id
        self.name = name
        self.position = position
    }
}
