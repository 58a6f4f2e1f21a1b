import Foundation
import GRDB

extension Workspace {
    /// Bytes of the parameters of a lineage that comes from outside.
    public static let mostLineageBytes = 1 << 20

    /// Makes samples derived that came in as they are, by what is told of them: idempotent.
    ///
    /// A sample stays an ordinary one where it is told to be made of one that is not there, of itself, or of what was
    /// made of it, or where it is in another split than its parents.
    ///
    /// - Returns: how many are derived now (also those that were before), and how many stay ordinary.
    package func adopt(_ told: [(sample: SourcePath, lineage: Lineage)]) throws -> (derived: Int, left: Int) {
        try database.write { db in
            let find = try db.cachedStatement(sql: "SELECT id FROM sample WHERE sourcePath = ?")
            let split = try db.cachedStatement(sql: "SELECT split FROM sample WHERE id = ?")
            let isThere = try db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM derivation WHERE sample = ?)")
            let parentsOf = try db.cachedStatement(sql: "SELECT parent FROM derivationParent WHERE sample = ?")
            let keep = try db.cachedStatement(
                sql: """
                    INSERT INTO derivation (sample, kind, recipe, recipeVersion, parameters, author, at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """)
            let keepParent = try db.cachedStatement(
                sql: "INSERT INTO derivationParent (sample, parent) VALUES (?, ?)")
            func id(_ path: SourcePath) throws -> Int64? { try Int64.fetchOne(find, arguments: [Data(path.bytes)]) }
            func isMadeOf(_ sample: Int64, among parents: Set<Int64>) throws -> Bool {
                var seen = parents
                var waiting = Array(parents)
                while let one = waiting.popLast() {
                    if one == sample { return true }
                    for parent in try Int64.fetchAll(parentsOf, arguments: [one])
                    where seen.insert(parent).inserted { waiting.append(parent) }
                }
                return false
            }
            var derived = 0
            var left = 0
            for (path, lineage) in told {
                guard let sample = try id(path) else { continue }
                if try Bool.fetchOne(isThere, arguments: [sample]) == true {
                    derived += 1
                    continue
                }
                let parents = Set(try lineage.parents.compactMap(id))
                let splits = Set(try parents.map { try String.fetchOne(split, arguments: [$0]) })
                let common = splits.count == 1 ? splits.first ?? nil : nil
                guard !parents.isEmpty, parents.count == Set(lineage.parents).count,
                    try String.fetchOne(split, arguments: [sample]) == common,
                    try !isMadeOf(sample, among: parents)
                else {
                    left += 1
                    continue
                }
                try keep.execute(arguments: [
                    sample, lineage.kind.rawValue, lineage.recipe, lineage.recipeVersion, lineage.parameters,
                    lineage.author, lineage.at,
                ])
                for parent in parents { try keepParent.execute(arguments: [sample, parent]) }
                derived += 1
            }
            return (derived, left)
        }
    }
}
