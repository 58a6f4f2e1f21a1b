import GRDB

extension Workspace {
    /// Images that train and val together may have, where nobody set another number: the competition's.
    public static let usualImageBudget = 10_000
    public static let mostImageBudget = 100_000_000

    /// How many images train and val together may have.
    public func imageBudget() throws -> Int {
        try database.read { db in
            try String.fetchOne(db, sql: "SELECT value FROM studioSetting WHERE name = 'budget'").flatMap(Int.init)
        } ?? Self.usualImageBudget
    }

    /// - Parameter count: 0 to ``mostImageBudget``.
    /// - Throws: `EditError.tooMuch`.
    public func setImageBudget(_ count: Int) throws {
        guard (0...Self.mostImageBudget).contains(count) else {
            throw EditError.tooMuch("The budget is a number of images from 0 to \(Self.mostImageBudget).")
        }
        try database.write { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO studioSetting (name, value) VALUES ('budget', ?)",
                arguments: [String(count)])
        }
    }
}
