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

    /// The points by image, kept until another projection is asked for or images were added.
    func projectionPoints(_ id: Int64?, in db: Database) throws -> ProjectionPoints? {
        let newest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM projection")
        guard let wanted = id ?? newest else { return nil }
        let images = try Row.fetchOne(db, sql: "SELECT count(*), coalesce(max(id), 0) FROM image")
        let imageCount: Int64 = images?[0] ?? 0
        let kept = projectionCache.withLock { $0 }
        if let kept, kept.projection == wanted, kept.imageCount == imageCount { return kept }
        guard let stored = try storedProjection(wanted, in: db) else { throw QueryError.unknownProjection(wanted) }
        let statement = try db.cachedStatement(sql: "SELECT id FROM image WHERE digest = ?")
        let ids = try stored.digests.map { try Int64.fetchOne(statement, arguments: [$0]) }
        let points = ProjectionPoints(stored, images: ids, imageCount: imageCount, maximumID: images?[1] ?? 0)
        projectionCache.withLock { $0 = points }
        return points
    }

    private func storedProjection(_ id: Int64?, in db: Database) throws -> StoredProjection? {
        let sql = "SELECT * FROM projection WHERE id = coalesce(?, (SELECT max(id) FROM projection))"
        guard let row = try Row.fetchOne(db, sql: sql, arguments: [id]) else { return nil }
        let info = ProjectionInfo(row: row)
        return try ProjectionFiles(folder: directory.projections, id: info.id).read(info)
    }
}

extension ProjectionInfo {
    fileprivate init(row: Row) {
        self.init(
            id: row["id"], model: row["model"], method: row["method"], createdAt: row["createdAt"],
            count: row["count"], parameters: row["parameters"], seed: UInt64(row["seed"] as String) ?? 0)
    }
}
