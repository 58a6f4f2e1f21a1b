import Dataset
import Foundation

/// What a line of an export keeps of a derived sample: of which samples it was made, and how.
struct ExportLineage: Codable, Equatable {
    let kind: Derivation.Kind
    /// As `source` of their lines.
    let parents: [String]
    /// Hexadecimal, where one of them is not UTF-8.
    let parentsBytes: [String]?
    let recipe: String?
    let recipeVersion: Int?
    let parameters: JSONItem
    let author: String
    let at: String

    private enum CodingKeys: String, CodingKey {
        case kind, parents
        case parentsBytes = "parents_bytes"
        case recipe
        case recipeVersion = "recipe_version"
        case parameters, author, at
    }

    static let mostParents = 1_000
    private static let longestText = 200

    init(_ lineage: Lineage) {
        kind = lineage.kind
        parents = lineage.parents.map(\.display)
        parentsBytes = lineage.parents.allSatisfy(\.isText) ? nil : lineage.parents.map { Hexadecimal.text($0.bytes) }
        recipe = lineage.recipe
        recipeVersion = lineage.recipeVersion
        parameters =
            (try? JSONDecoder().decode(JSONItem.self, from: Data(lineage.parameters.utf8))) ?? .object([:])
        author = lineage.author
        at = lineage.at
    }

    /// nil where it cannot be one: it comes from outside.
    var lineage: Lineage? {
        guard (1...Self.mostParents).contains(parents.count),
            let parameters = parameters.text, parameters.utf8.count <= Workspace.mostLineageBytes,
            [recipe ?? "", author, at].allSatisfy({ $0.utf8.count <= Self.longestText })
        else { return nil }
        let paths = parentsBytes?.map { Hexadecimal.bytes($0) } ?? parents.map { Array($0.utf8) }
        guard paths.count == parents.count, paths.allSatisfy({ $0 != nil }) else { return nil }
        return Lineage(
            kind: kind, parents: paths.compactMap { $0.map { SourcePath($0) } }, recipe: recipe,
            recipeVersion: recipeVersion, parameters: parameters, author: author, at: at)
    }
}
