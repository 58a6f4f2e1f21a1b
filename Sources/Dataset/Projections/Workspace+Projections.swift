import Foundation
import GRDB
import Synchronization

extension Workspace {
    /// Keeps a projection: its files first, durable, then the row that names them.
    ///
    /// - Parameters:
    ///   - info: its `id`, `createdAt` and `count` are set here.
    ///   - digests: SHA-256 of the image of each row.
    ///   - coordinates: x and y of each row.
    ///   - order: a permutation of the rows, look-alikes next to each other.
    /// - Returns: `info` with its id.
    @discardableResult
    public func saveProjection(
        _ info: ProjectionInfo, digests: [String], coordinates: [Float], order: [Int32]
    ) throws -> ProjectionInfo {
        precondition(coordinates.count == 2 * digests.count && order.count == digests.count)
        var info = info
        info.createdAt = Timestamp.now()
        info.count = digests.count
        return try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO projection (model, method, createdAt, count, parameters, seed) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    info.model, info.method, info.createdAt, info.count, info.parameters, String(info.seed),
                ])
            info.id = db.lastInsertedRowID
            try ProjectionFiles(folder: directory.projections, id: info.id)
                .write(digests: digests, coordinates: coordinates, order: order)
            return info
        }
    }

    /// Newest first.
    public func projections() throws -> [ProjectionInfo] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM projection ORDER BY id DESC").map(ProjectionInfo.init(row:))
        }
    }

    /// A projection with its points.
    /// - Parameter id: nil for the newest.
    /// - Returns: nil where there is none.
    public func projection(_ id: Int64? = nil) throws -> StoredProjection? {
        try database.read { db in try storedProjection(id, in: db) }
    }

    /// The projection of an id; nil for the newest.
    /// - Returns: nil where there is none at all.
    /// - Throws: `QueryError.unknownProjection`.
    func projectionID(_ id: Int64?, in db: Database) throws -> Int64? {
        guard let id else { return try Int64.fetchOne(db, sql: "SELECT max(id) FROM projection") }
        let found = try Int64.fetchOne(db, sql: "SELECT id FROM projection WHERE id = ?", arguments: [id])
        guard found != nil else { throw QueryError.unknownProjection(id) }
        return id
    }

    /// The points by image, kept until another projection is asked for.
    /// - Parameter id: of a projection that there is.
    func projectionPoints(_ id: Int64) throws -> ProjectionPoints {
        try projectionCache.withLock { kept in
            try database.read { db in
                let newest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM image") ?? 0
                if let kept, kept.projection == id, kept.isComplete || kept.maximumID == newest { return kept }
                let content = try ProjectionFiles(folder: directory.projections, id: id).read()
                let points = try ProjectionPoints(id, content, maximumID: newest, in: db)
                kept = points
                return points
            }
        }
    }

    private func storedProjection(_ id: Int64?, in db: Database) throws -> StoredProjection? {
        let sql = "SELECT * FROM projection WHERE id = coalesce(?, (SELECT max(id) FROM projection))"
        guard let row = try Row.fetchOne(db, sql: sql, arguments: [id]) else { return nil }
        let info = ProjectionInfo(row: row)
        let content = try ProjectionFiles(folder: directory.projections, id: info.id).read()
        return StoredProjection(
            info: info, digests: content.digests.texts, coordinates: content.coordinates, order: content.order)
    }
}

extension ProjectionInfo {
    fileprivate init(row: Row) {
        self.init(
            id: row["id"], model: row["model"], method: row["method"], createdAt: row["createdAt"],
            count: row["count"], parameters: row["parameters"], seed: UInt64(row["seed"] as String) ?? 0)
    }
}
