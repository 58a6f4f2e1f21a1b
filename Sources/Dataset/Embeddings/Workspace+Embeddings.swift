import Foundation
import GRDB
import Synchronization

extension Workspace {
    /// One model's vectors; nil where there are none.
    public func embeddingStore(model: String) throws -> EmbeddingStore? {
        let row = try database.read { db in
            try Row.fetchOne(db, sql: "SELECT file, dimension FROM embedding WHERE model = ?", arguments: [model])
        }
        guard let row else { return nil }
        let files = EmbeddingFiles(folder: directory.embeddings, file: row[0])
        return try EmbeddingStore(model: model, dimension: row[1], files: files)
    }

    /// Opens a model's vectors for appending; begins them where there are none.
    /// - Throws: `WorkspaceError.damagedFile` where the model has vectors of another dimension.
    public func embeddingWriter(model: String, dimension: Int) throws -> EmbeddingWriter {
        let file = EmbeddingFiles.name(of: model)
        try database.write { db in
            try db.execute(
                sql: "INSERT OR IGNORE INTO embedding (model, file, dimension, createdAt) VALUES (?, ?, ?, ?)",
                arguments: [model, file, dimension, Timestamp.now()])
            let kept = try Int.fetchOne(db, sql: "SELECT dimension FROM embedding WHERE model = ?", arguments: [model])
            guard kept == dimension else {
                throw WorkspaceError.damagedFile(
                    file + ".npy",
                    why:
                        "\u{201C}\(model)\u{201D} gave vectors of \(kept ?? 0) numbers before and gives \(dimension) now. "
                        + "It is another model: give it another name")
            }
        }
        let files = EmbeddingFiles(folder: directory.embeddings, file: file)
        return try EmbeddingWriter(model: model, dimension: dimension, files: files)
    }

    /// What is embedded, by model.
    public func embeddings() throws -> [EmbeddingInfo] {
        let (rows, lastChange) = try database.read { db in
            (
                try Row.fetchAll(db, sql: "SELECT model, file, dimension FROM embedding ORDER BY createdAt, model"),
                try Int64.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0
            )
        }
        var wanted: [String]?
        return try rows.map { row in
            let files = EmbeddingFiles(folder: directory.embeddings, file: row[1])
            var status = stat()
            let length = stat(files.ids, &status) == 0 ? Int(status.st_size) : 0
            let key = EmbeddingCounts.Key(model: row[0], idsLength: length, lastChange: lastChange)
            if let kept = embeddingCounts.withLock({ $0[key.model] }), kept.key == key { return kept.info }
            let digests = try wanted ?? imageDigests(matching: SampleQuery())
            wanted = digests
            let known = Set(try EmbeddingIDs.read(files.ids))
            let missing = digests.count { !known.contains($0) }
            let info = EmbeddingInfo(model: row[0], dimension: row[2], count: known.count, missing: missing)
            embeddingCounts.withLock { $0[key.model] = EmbeddingCounts(key: key, info: info) }
            return info
        }
    }

    /// SHA-256 of the images of the samples that a query selects, each once, in the order of the samples.
    public func imageDigests(matching query: SampleQuery) throws -> [String] {
        try database.read { db in
            let rows = try sampleRows(query, needsPoints: false, in: db)
            var digests: [String] = []
            let order = try rows.each(["i.digest"], in: db) { digests.append($0[0]) }
            var seen = Set<String>()
            return (order.map { $0.map { digests[$0] } } ?? digests).filter { seen.insert($0).inserted }
        }
    }
}
