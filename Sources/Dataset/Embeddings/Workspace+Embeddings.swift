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

    /// What is embedded, by model. Counted once a change.
    public func embeddings() throws -> [EmbeddingInfo] {
        try database.read { db in
            let lastChange = try Int64.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0
            var active: [Int]?
            return try Row.fetchAll(db, sql: "SELECT model, file, dimension FROM embedding ORDER BY createdAt, model")
                .map {
                    row in
                    let files = EmbeddingFiles(folder: directory.embeddings, file: row[1])
                    var status = stat()
                    let length = stat(files.ids, &status) == 0 ? Int(status.st_size) : 0
                    let key = EmbeddingCounts.Key(model: row[0], idsLength: length, lastChange: lastChange)
                    let kept = embeddingCounts.withLock { $0[key.model] }
                    if let kept, kept.key == key { return kept.info }
                    var embedded: EmbeddedImages
                    if let kept, kept.key.idsLength == length {
                        embedded = kept.embedded
                        try embedded.grow(in: db)
                    } else {
                        embedded = try EmbeddedImages(EmbeddingIDs.lines(files.ids), in: db)
                    }
                    let images = try active ?? activeImages(in: db)
                    active = images
                    let info = EmbeddingInfo(
                        model: row[0], dimension: row[2], count: embedded.lines.distinct,
                        missing: images.count { !embedded.contains($0) })
                    embeddingCounts.withLock {
                        $0[key.model] = EmbeddingCounts(key: key, info: info, embedded: embedded)
                    }
                    return info
                }
        }
    }

    /// The ids of images that an active sample has, each once; from an index alone.
    private func activeImages(in db: Database) throws -> [Int] {
        var images: [Int] = []
        let rows = try BareRows("SELECT DISTINCT image FROM sample WHERE state = 'active'", in: db)
        while try rows.next() { images.append(Int(rows.integer(0))) }
        return images
    }

    /// SHA-256 of the images of the samples that a query selects, each once, in the order of the samples.
    public func imageDigests(matching query: SampleQuery) throws -> [String] {
        let order = try order(of: query)
        let table = try sampleTable(TableNeeds(query), at: order.change)
        var isSeen = [Bool](repeating: false, count: Int(table.images.max() ?? 0) + 1)
        let images = order.ids(from: query.offset, limit: query.limit).compactMap { table.row(of: $0) }
            .map { Int(table.images[$0]) }.filter { image in
                defer { isSeen[image] = true }
                return !isSeen[image]
            }
        return try database.read { db in
            if images.count < isSeen.count / 8 {
                let find = try db.cachedStatement(sql: "SELECT digest FROM image WHERE id = ?")
                return try images.compactMap { try String.fetchOne(find, arguments: [$0]) }
            }
            var digests = [String](repeating: "", count: isSeen.count)
            let rows = try BareRows("SELECT id, digest FROM image WHERE id < ?", [isSeen.count], in: db)
            while try rows.next() { digests[Int(rows.integer(0))] = String(decoding: rows.text(1), as: UTF8.self) }
            return images.map { digests[$0] }
        }
    }

    /// The active samples with SHA-256 of the image of each, in no particular order.
    public func sampleImages() throws -> [(id: Int64, digest: String)] {
        try database.read { db in
            var found: [(id: Int64, digest: String)] = []
            let rows = try BareRows(
                "SELECT s.id, i.digest FROM sample s JOIN image i ON i.id = s.image WHERE s.state = 'active'", in: db)
            while try rows.next() { found.append((rows.integer(0), String(decoding: rows.text(1), as: UTF8.self))) }
            return found
        }
    }
}
