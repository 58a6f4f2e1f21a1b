public import Foundation
package import GRDB
import Synchronization

/// The directory that holds one dataset and all that is known of it.
///
///     let workspace = try Workspace.open(URL(fileURLWithPath: "numerals.tessera"))
///     let applied = try workspace.apply(
///         EditRequest(author: "Ada", edits: [Edit(samples: [12], set: CellChanges(label: .set("iii")))]))
///     try workspace.undo(author: "Ada", change: applied.change.id)
///
/// Calls are synchronous and may come from any thread: readers do not wait for the writer, and a reader sees the
/// dataset as one change left it. Several processes may have the same workspace open. What `apply`, `undo`, `redo`,
/// `importBatch` and the class calls return is on disk, so that it survives kill -9 and power loss.
public final class Workspace: Sendable {
    public let directory: WorkspaceDirectory
    public let images: ImageStore
    /// For the rest of this target, and for tests.
    package let database: DatabasePool
    /// `PRAGMA data_version` tells of the writes of others only, so it needs a connection that never writes.
    let watcher: DatabaseQueue
    let projectionCache = Mutex<ProjectionPoints?>(nil)
    /// All samples as the newest change left them, once a query asked for them; and the orders made of them.
    let samples = Mutex(SampleTable())
    let orders = Mutex(OrderCache())
    /// The newest count.
    let summaries = Mutex<DatasetSummary?>(nil)
    /// Sets of samples under a short name.
    public let selections: SelectionStore
    let embeddingCounts = Mutex<[String: EmbeddingCounts]>([:])
    let process: ProcessIdentity

    private init(directory: WorkspaceDirectory) throws {
        self.directory = directory
        process = ProcessIdentity.current
        database = try Self.openPool(directory)
        var configuration = Configuration()
        configuration.readonly = true
        configuration.label = "tessera.watcher"
        watcher = try DatabaseQueue(path: directory.database.path, configuration: configuration)
        images = ImageStore(folder: directory.images)
        selections = SelectionStore(folder: directory.cache.appendingPathComponent("selections", isDirectory: true))
    }

    /// Makes an empty workspace.
    /// - Throws: `WorkspaceError.alreadyExists`, `folderNotEmpty` or `notWritable`.
    public static func create(at root: URL, name: String, isDemo: Bool = false) throws -> Workspace {
        let directory = WorkspaceDirectory(root: root.absoluteURL.standardizedFileURL)
        guard !directory.isWorkspace else { throw WorkspaceError.alreadyExists(directory.root) }
        let present = (try? FileManager.default.contentsOfDirectory(atPath: directory.root.path)) ?? []
        guard present.allSatisfy({ $0 == "lock" }) else { throw WorkspaceError.folderNotEmpty(directory.root) }
        try makeFolders(directory)
        let workspace = try Workspace(directory: directory)
        try workspace.database.write { db in
            try db.execute(
                sql: "INSERT OR IGNORE INTO workspace (id, name, createdAt, isDemo) VALUES (1, ?, ?, ?)",
                arguments: [name, Timestamp.now(), isDemo])
        }
        return workspace
    }

    /// Opens a workspace, brings an older one to today's form, and clears what a crash left behind.
    /// - Throws: `WorkspaceError.notFound`, `notAWorkspace`, `newerFormat` or `notWritable`.
    public static func open(_ root: URL) throws -> Workspace {
        let directory = WorkspaceDirectory(root: root.absoluteURL.standardizedFileURL)
        guard FileManager.default.fileExists(atPath: directory.root.path) else {
            throw WorkspaceError.notFound(directory.root)
        }
        guard directory.isWorkspace else { throw WorkspaceError.notAWorkspace(directory.root) }
        try makeFolders(directory)
        let workspace = try Workspace(directory: directory)
        workspace.images.clearLeftovers()
        return workspace
    }

    /// A name drawn by chance when the workspace was made, which no other has.
    public func identity() throws -> String {
        try database.read { db in try String.fetchOne(db, sql: "SELECT name FROM identity") ?? "" }
    }

    /// Changes whenever anything was written to the workspace, by this process or another one.
    public func dataVersion() throws -> Int64 {
        try watcher.inDatabase { db in try Int64.fetchOne(db, sql: "PRAGMA data_version") ?? 0 }
    }

    private static func makeFolders(_ directory: WorkspaceDirectory) throws {
        let folders = [
            directory.root, directory.images, directory.embeddings, directory.projections, directory.reports,
            directory.runs, directory.cache, directory.exports,
        ]
        do {
            for folder in folders {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            }
        } catch {
            throw WorkspaceError.notWritable(directory.root, why: error.localizedDescription)
        }
    }

    private static let writerCacheKiB = 64 << 10

    private static func openPool(_ directory: WorkspaceDirectory) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "tessera.workspace"
        configuration.busyMode = .timeout(15)
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 8
        do {
            let isNew = !directory.isWorkspace
            let pool = try DatabasePool(path: directory.database.path, configuration: configuration)
            if !isNew { try refuseForeign(pool, directory) }
            // GRDB opens a pool with NORMAL, which can lose the last transactions at power loss. A change of very many
            // samples touches more pages than the 2 MB that are usual.
            try pool.writeWithoutTransaction { db in
                try db.execute(
                    sql: """
                        PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;
                        PRAGMA cache_size = -\(writerCacheKiB)
                        """)
            }
            try Schema.migrator.migrate(pool)
            return pool
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw WorkspaceError.notAWorkspace(directory.root)
        } catch let error as DatabaseError
            where [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM].contains(error.resultCode.primaryResultCode)
        {
            throw WorkspaceError.notWritable(directory.root, why: error.message ?? "the database cannot be opened")
        }
    }

    private static func refuseForeign(_ pool: DatabasePool, _ directory: WorkspaceDirectory) throws {
        try pool.read { db in
            let mark = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
            // An empty file is what a crash while making the workspace leaves.
            guard mark == Schema.applicationID || isEmpty else { throw WorkspaceError.notAWorkspace(directory.root) }
            guard try !Schema.migrator.hasBeenSuperseded(db) else { throw WorkspaceError.newerFormat(directory.root) }
        }
    }
}
