import Foundation
import GRDB

extension Workspace {
    /// Keeps a recipe as the next version of its name. The same as the newest again is that version.
    ///
    /// - Parameter definition: JSON, with its keys sorted.
    /// - Throws: `SavedRecipeError.invalidName`, `EditError`.
    @discardableResult
    public func saveRecipe(
        _ text: String, definition: String, note: String? = nil, author: String
    ) throws -> SavedRecipe {
        let name = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard PieceName.isValid(name, upTo: SavedRecipeError.longestName), !name.contains("/") else {
            throw SavedRecipeError.invalidName(text)
        }
        let authorship = try Authorship(author, note)
        return try database.write { db in
            let newest = try Row.fetchOne(
                db, sql: "SELECT version, definition, at FROM recipe WHERE name = ? ORDER BY version DESC LIMIT 1",
                arguments: [name])
            let last: Int = newest?[0] ?? 0
            let isNew = newest?[1] as String? != definition
            if isNew {
                try db.execute(
                    sql:
                        "INSERT INTO recipe (name, version, definition, note, author, at) VALUES (?, ?, ?, ?, ?, ?)",
                    arguments: [
                        name, last + 1, definition, authorship.reason, authorship.author,
                        Timestamp.now(after: newest?[2]),
                    ])
            }
            let version = isNew ? last + 1 : last
            guard let kept = try Self.recipes("r.name = ? AND r.version = ?", [name, version], in: db).first else {
                throw SavedRecipeError.unknown(name)
            }
            return kept
        }
    }

    /// The newest version of each recipe that was not removed, by name.
    public func recipes() throws -> [SavedRecipe] {
        try database.read { db in
            try Self.recipes("r.version = (SELECT max(version) FROM recipe n WHERE n.name = r.name)", [], in: db)
        }
    }

    /// All versions of a recipe, newest first; also of one that was removed.
    public func recipeVersions(_ name: String) throws -> [SavedRecipe] {
        try database.read { db in try Self.recipes("r.name = ?", [name], in: db).reversed() }
    }

    /// - Parameter version: nil is the newest.
    /// - Throws: `SavedRecipeError`.
    public func recipe(_ name: String, version: Int? = nil) throws -> SavedRecipe {
        if let version {
            let found = try database.read { db in
                try Self.recipes("r.name = ? AND r.version = ?", [name, version], in: db).first
            }
            guard let found else { throw SavedRecipeError.unknownVersion(name, version) }
            return found
        }
        guard let found = try recipes().first(where: { $0.name == name }) else { throw SavedRecipeError.unknown(name) }
        return found
    }

    /// Takes a recipe off the list. What was made with it stays, and so do its versions.
    /// - Throws: `SavedRecipeError.unknown`.
    public func removeRecipe(_ name: String, author: String) throws {
        let authorship = try Authorship(author, nil)
        let newest = try recipe(name)
        try database.write { db in
            try db.execute(
                sql: "INSERT INTO recipe (name, version, author, at) VALUES (?, ?, ?, ?)",
                arguments: [name, newest.version + 1, authorship.author, Timestamp.now(after: newest.at)])
        }
    }

    private static func recipes(
        _ condition: String, _ arguments: StatementArguments, in db: Database
    ) throws -> [SavedRecipe] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT r.name, r.version, r.definition, r.note, r.author, r.at,
                    (SELECT count(*) FROM derivation d JOIN sample s ON s.id = d.sample
                     WHERE d.recipe = r.name AND d.recipeVersion = r.version AND s.state = 'active')
                FROM recipe r WHERE r.definition IS NOT NULL AND \(condition) ORDER BY r.name, r.version
                """, arguments: arguments
        ).map {
            SavedRecipe(
                name: $0[0], version: $0[1], definition: $0[2], note: $0[3], author: $0[4], at: $0[5], derived: $0[6])
        }
    }
}
