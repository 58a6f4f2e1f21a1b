import Foundation
import GRDB

extension Workspace {
    /// Ids of the samples that a query selects, in its order.
    public func sampleIDs(matching query: SampleQuery) throws -> [Int64] {
        try order(of: query).ids(from: query.offset, limit: query.limit)
    }

    /// How many samples a query selects, its offset and limit aside.
    public func sampleCount(matching query: SampleQuery) throws -> Int {
        try order(of: query).count
    }

    /// Samples by id, in the order asked; ids that are not there are left out.
    public func samples(_ ids: [Int64]) throws -> [Sample] {
        try database.read { db in
            let reader = try SampleReader(db)
            return try ids.compactMap { try reader.sample($0) }
        }
    }

    /// Where samples came from, in the bytes of the file system, for those ids that are there.
    public func sourcePaths(_ ids: [Int64]) throws -> [Int64: SourcePath] {
        try database.read { db in
            let statement = try db.cachedStatement(sql: "SELECT sourcePath FROM sample WHERE id = ?")
            var paths: [Int64: SourcePath] = [:]
            for id in ids {
                guard let bytes = try Data.fetchOne(statement, arguments: [id]) else { continue }
                paths[id] = SourcePath(bytes)
            }
            return paths
        }
    }

    /// Columns that came with an import, in the order in which they came.
    public func columnNames() throws -> [ColumnInfo] {
        try database.read { db in try ColumnInfo.all(in: db) }
    }
}
