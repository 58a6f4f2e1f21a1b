/// A 2-D layout of an embedding, and how it was made.
public struct ProjectionInfo: Sendable, Codable, Equatable, Identifiable {
    /// 0 until it is saved.
    public var id: Int64
    /// The embedding's model, or several joined by `+`.
    public var model: String
    /// Such as `UMAP`.
    public var method: String
    /// ISO 8601; set when it is saved.
    public var createdAt: String
    /// Images in it.
    public var count: Int
    /// The method's parameters as JSON text.
    public var parameters: String
    public var seed: UInt64

    public init(
        id: Int64 = 0, model: String, method: String, createdAt: String = "", count: Int = 0,
        parameters: String = "{}", seed: UInt64
    ) {
        self.id = id
        self.model = model
        self.method = method
        self.createdAt = createdAt
        self.count = count
        self.parameters = parameters
        self.seed = seed
    }
}
