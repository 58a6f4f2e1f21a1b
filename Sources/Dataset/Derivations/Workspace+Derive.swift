import Foundation
import GRDB

extension Workspace {
    /// Takes samples in that were made of others, as one change, which `undo` takes back.
    ///
    /// Each gets the split of its parents (none where these are in different splits) and the tag `derived`.
    ///
    /// - Parameter summary: one line for the history.
    /// - Throws: `EditError`; then nothing was kept.
    public func derive(
        _ batch: [IncomingDerivation], author: String, reason: String? = nil, summary: String? = nil
    ) throws -> AppliedChange {
        let authorship = try Authorship(author, reason)
        guard !batch.isEmpty else { throw EditError.nothingToDo }
        var seen = Set<String>()
        let files = batch.map(\.sample.image).filter { $0.file != nil }
        let needed = files.filter { seen.insert($0.digest).inserted }
        try images.admit(needed)
        images.discard(Set(files).subtracting(needed))
        return try database.write { db in
            var draft = try ChangeDraft(db)
            let classes = try ClassTable(db)
            let words = batch.count == 1 ? "1 sample derived" : "\(batch.count) samples derived"
            let change = try draft.begin(
                .edit, author: authorship.author, reason: authorship.reason, summary: summary ?? words,
                count: batch.count)
            let writer = try SampleWriter(db, change: change)
            var added: [Int64] = []
            for derivation in batch {
                guard !derivation.parents.isEmpty else { throw EditError.noParents }
                var sample = derivation.sample
                let split = try SplitsOfDerived.common(of: derivation.parents, &draft)
                sample.split = String.fromDatabaseValue(split)
                sample.sourcePath = try Self.free(sample.sourcePath, in: db)
                let classID = try sample.label.map { label in
                    guard let id = ClassName.parse(label).flatMap({ classes.id(of: $0) }) else {
                        throw EditError.unknownClass(label)
                    }
                    return id
                }
                let image = try writer.image(sample).id
                let tags = try TagSet(Set(sample.tags + [IncomingDerivation.tag]))
                let id = try writer.insert(sample, image: image, classID: classID, tags: tags)
                try Self.keep(derivation, of: id, author: authorship.author, in: db)
                added.append(id)
            }
            guard let kept = try Change.fetch(change, in: db) else { throw EditError.unknownChange(change) }
            return AppliedChange(change: kept, samples: added)
        }
    }

    /// The first change that brought samples in under a folder; nil where there is none. By it a job that was broken off
    /// after its work was kept knows that it was.
    /// - Parameter folder: of their paths, with no `/` at the end.
    public func change(thatBroughtInBelow folder: String) throws -> Change? {
        try database.read { db in
            // As bytes, so that the index of paths answers: `/` and what comes behind it.
            let origin = try Int64.fetchOne(
                db, sql: "SELECT min(origin) FROM sample WHERE sourcePath > ? AND sourcePath < ?",
                arguments: [Data("\(folder)/".utf8), Data("\(folder)0".utf8)])
            return try origin.flatMap { try Change.fetch($0, in: db) }
        }
    }

    private static func keep(
        _ derivation: IncomingDerivation, of sample: Int64, author: String, in db: Database
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO derivation (sample, kind, recipe, recipeVersion, parameters, author, at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            sample, derivation.kind.rawValue, derivation.recipe, derivation.recipeVersion, derivation.parameters,
            author, Timestamp.now(),
        ])
        let insert = try db.cachedStatement(sql: "INSERT INTO derivationParent (sample, parent) VALUES (?, ?)")
        for parent in Set(derivation.parents) { try insert.execute(arguments: [sample, parent]) }
    }

    /// The path, or with a number behind its name where a sample has it.
    private static func free(_ path: SourcePath, in db: Database) throws -> SourcePath {
        let isTaken = try db.cachedStatement(sql: "SELECT 1 FROM sample WHERE sourcePath = ?")
        let text = path.display
        let dot = text.lastIndex(of: ".") ?? text.endIndex
        var candidate = path
        var number = 2
        while try Bool.fetchOne(isTaken, arguments: [Data(candidate.bytes)]) == true {
            candidate = SourcePath("\(text[..<dot])-\(number)\(text[dot...])")
            number += 1
        }
        return candidate
    }
}
