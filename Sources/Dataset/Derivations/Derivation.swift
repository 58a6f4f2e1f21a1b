/// How a sample was made of others.
public struct Derivation: Sendable, Equatable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// By hand, on the canvas.
        case drawing
        /// By the transforms of a recipe.
        case recipe
        /// By taking a part away.
        case dismantle
        /// By putting pieces together.
        case compose
        /// By a recipe, chosen because the fixed model needed it.
        case grow
    }

    public let sample: Int64
    public let kind: Kind
    public let recipe: String?
    public let recipeVersion: Int?
    /// JSON: all it takes to make the image again, or what is known of it.
    public let parameters: String
    public let author: String
    /// ISO 8601 in UTC with milliseconds.
    public let at: String
    /// Ascending.
    public let parents: [Int64]
}

/// A sample that was made of others, on its way in.
public struct IncomingDerivation: Sendable {
    public var kind: Derivation.Kind
    /// Samples it was made of; one at least.
    public var parents: [Int64]
    /// Its image, by `Workspace.stage`, and where it would have been imported from. The split follows from the parents
    /// and is not read.
    public var sample: IncomingSample
    public var recipe: String?
    public var recipeVersion: Int?
    /// JSON.
    public var parameters: String

    public init(
        kind: Derivation.Kind, parents: [Int64], sample: IncomingSample, recipe: String? = nil,
        recipeVersion: Int? = nil, parameters: String = "{}"
    ) {
        self.kind = kind
        self.parents = parents
        self.sample = sample
        self.recipe = recipe
        self.recipeVersion = recipeVersion
        self.parameters = parameters
    }

    /// The tag that every derived sample gets.
    public static let tag = "derived"
}
