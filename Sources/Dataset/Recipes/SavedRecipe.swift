/// A version of a recipe, as the database has it.
public struct SavedRecipe: Sendable, Equatable {
    public let name: String
    /// From 1.
    public let version: Int
    /// JSON.
    public let definition: String
    public let note: String?
    public let author: String
    /// ISO 8601 in UTC with milliseconds.
    public let at: String
    /// Active samples that were made with it.
    public let derived: Int
}

/// Why a recipe is not one, or not there.
public enum SavedRecipeError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknown(String)
    case unknownVersion(String, Int)
    case invalidName(String)

    /// In bytes.
    public static let longestName = 100

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .unknown, .unknownVersion: "unknown-recipe"
        case .invalidName: "invalid-name"
        }
    }

    public var description: String {
        switch self {
        case .unknown(let name):
            "There is no recipe \u{201C}\(name.prefix(80))\u{201D}. `tessera recipes` lists them, `tessera recipes save NAME FILE` adds one."
        case .unknownVersion(let name, let version):
            "The recipe \u{201C}\(name.prefix(80))\u{201D} has no version \(version). `tessera recipes show` lists them."
        case .invalidName(let name):
            "\u{201C}\(name.prefix(80))\u{201D} cannot be the name of a recipe: it has 1 to \(Self.longestName) bytes, no / and no control characters."
        }
    }
}
