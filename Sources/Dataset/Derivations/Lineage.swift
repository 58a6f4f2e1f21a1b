/// How a sample was made of others, told without the ids of a workspace: what an export keeps of it.
public struct Lineage: Sendable, Equatable {
    public let kind: Derivation.Kind
    /// The paths of the samples that it was made of, each its identity.
    public let parents: [SourcePath]
    public let recipe: String?
    public let recipeVersion: Int?
    /// JSON.
    public let parameters: String
    public let author: String
    /// ISO 8601 in UTC with milliseconds.
    public let at: String

    public init(
        kind: Derivation.Kind, parents: [SourcePath], recipe: String?, recipeVersion: Int?, parameters: String,
        author: String, at: String
    ) {
        self.kind = kind
        self.parents = parents
        self.recipe = recipe
        self.recipeVersion = recipeVersion
        self.parameters = parameters
        self.author = author
        self.at = at
    }
}
