import Foundation
import GRDB

extension Workspace {
    /// Puts an image's bytes where an import finds them. From any thread; nothing is part of the dataset yet.
    ///
    /// - Returns: what `IncomingSample` takes. Staged images that come into no batch are cleared at the next start.
    public func stage(_ bytes: [UInt8]) throws -> StagedImage {
        let digest = SHA256Digest.hex(of: bytes)
        let isKnown = try database.read { db in
            let find = try db.cachedStatement(sql: "SELECT 1 FROM image WHERE digest = ?")
            return try Bool.fetchOne(find, arguments: [digest]) ?? false
        }
        // A file that the database names and that is gone can be had back this way.
        if isKnown, images.contains(digest) { return StagedImage(digest: digest, bytes: bytes.count, file: nil) }
        return try images.stage(bytes, digest: digest)
    }

    /// Takes a batch in: its images are made durable, then its samples, classes and values become one change.
    ///
    /// Idempotent: a path that is there with the same image is left as it is, whatever became of its label since, and
    /// if it is in the trash it stays there. With another image it is refused as `changed-on-disk`, for a sample's image
    /// never changes. A batch of up to 1,000 samples is a good size.
    ///
    /// - Parameters:
    ///   - importID: the same for all batches of one import; under it are the refusals, and it is undone as a whole.
    /// - Throws: `EditError.invalidAuthor`, `WorkspaceError` where the disk fails; then nothing of the batch was kept.
    public func importBatch(
        _ batch: [IncomingSample], author: String, reason: String? = nil, importID: Int64
    ) throws -> ImportBatchResult {
        let authorship = try Authorship(author, reason)
        var plan = ImportPlan(batch)
        try database.read { db in try plan.lookUp(in: db) }
        try images.admit(plan.staged)
        images.discard(plan.unneeded)
        return try database.write { db in
            try Self.begin(importID, in: db)
            // Somebody may have been quicker since.
            try plan.lookUp(in: db)
            let result = try plan.commit(authorship, importID: importID, in: db)
            try Self.keep(result.refusals, importID: importID, in: db)
            return result
        }
    }

    /// Keeps what could not be read, beside what `importBatch` records itself. Call it, be it with an empty list, so
    /// that an import without refusals counts as the last one.
    public func recordRefusals(_ refusals: [Refusal], importID: Int64) throws {
        try database.write { db in
            try Self.begin(importID, in: db)
            try Self.keep(refusals, importID: importID, in: db)
        }
    }

    /// What an import did not take.
    /// - Parameter importID: nil for the last import.
    public func refusals(importID: Int64? = nil) throws -> [Refusal] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT path, code, reason FROM refusal
                    WHERE importRun = coalesce(?, (SELECT id FROM importRun ORDER BY at DESC, id DESC LIMIT 1)) ORDER BY id
                    """, arguments: [importID]
            ).map { Refusal(path: $0[0], code: $0[1], reason: $0[2]) }
        }
    }

    private static func begin(_ importID: Int64, in db: Database) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO importRun (id, at) VALUES (?, ?)", arguments: [importID, Timestamp.now()])
    }

    private static func keep(_ refusals: [Refusal], importID: Int64, in db: Database) throws {
        let insert = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO refusal (importRun, path, code, reason) VALUES (?, ?, ?, ?)")
        for refusal in refusals {
            try insert.execute(arguments: [importID, refusal.path, refusal.code, refusal.reason])
        }
    }
}
