import Foundation
import GRDB

/// Inserts new samples and what the history says of them.
struct SampleWriter {
    private let db: Database
    private let change: Int64
    private let findImage: Statement
    private let insertImage: Statement
    private let insertSample: Statement
    private let insertCell: Statement

    /// - Parameter change: the import that they belong to.
    init(_ db: Database, change: Int64) throws {
        self.db = db
        self.change = change
        findImage = try db.cachedStatement(sql: "SELECT id FROM image WHERE digest = ?")
        insertImage = try db.cachedStatement(
            sql: "INSERT INTO image (digest, format, width, height, bytes) VALUES (?, ?, ?, ?, ?)")
        insertSample = try db.cachedStatement(
            sql: """
                INSERT INTO sample
                    (image, class, split, state, tagSet, origin, revision, name, path, folded, sourcePath)
                VALUES (?, ?, ?, 'active', ?, ?, ?, ?, ?, ?, ?)
                """)
        insertCell = try db.cachedStatement(
            sql: "INSERT INTO sampleCell (change, sample, field, before, after) VALUES (?, ?, ?, NULL, ?)")
    }

    /// The row of an image, which is made where it is not there.
    func image(_ sample: IncomingSample) throws -> (id: Int64, isNew: Bool) {
        let digest = sample.image.digest
        if let id = try Int64.fetchOne(findImage, arguments: [digest]) { return (id, false) }
        try insertImage.execute(
            arguments: [digest, sample.format, sample.width, sample.height, sample.image.bytes])
        return (db.lastInsertedRowID, true)
    }

    func insert(_ sample: IncomingSample, image: Int64, classID: Int64?, tags: TagSet) throws -> Int64 {
        let path = sample.sourcePath.display
        let tagSet = tags.names.isEmpty ? 1 : try SampleCells.tagSetID(tags.stored.databaseValue, in: db)
        try insertSample.execute(arguments: [
            image, classID, sample.split, tagSet, change, change,
            String(decoding: sample.sourcePath.name, as: UTF8.self), path, PathTexts.folded(path),
            Data(sample.sourcePath.bytes),
        ])
        let id = db.lastInsertedRowID
        let state = InitialState(classID: classID, split: sample.split, tags: tags.names, columns: sample.columns)
        try insertCell.execute(arguments: [change, id, CellField.wholeSample, try state.json()])
        return id
    }
}
