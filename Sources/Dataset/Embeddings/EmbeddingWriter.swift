import Foundation
public import Matrices
import Synchronization

/// One model's vectors, to be added to: a batch that `append` returned from survives kill -9 and power loss.
///
/// Rows are on disk before the ids that name them, so after a crash there can be rows without ids, never the other way
/// round; opening cuts both to the shorter. One writer at a time, seen to by a lock on the ids.
public final class EmbeddingWriter: Sendable {
    private struct State {
        var appender: NPYAppender
        var known: Set<String>
        var isClosed = false
    }

    public let model: String
    public let dimension: Int
    private let ids: String
    private let descriptor: Int32
    private let state: Mutex<State>

    /// - Throws: `WorkspaceError.notWritable` where another process appends, `NPYError`.
    init(model: String, dimension: Int, files: EmbeddingFiles) throws {
        self.model = model
        self.dimension = dimension
        ids = files.ids
        descriptor = open(files.ids, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.cannotWrite(files.ids, SystemError().words) }
        do {
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                throw Self.cannotWrite(files.ids, "another process is adding to it. Wait for its job to end")
            }
            let digests = try EmbeddingIDs.read(files.ids)
            Self.removeStump(files.rows)
            var appender = try NPYAppender(path: files.rows, columns: dimension)
            let rows = min(digests.count, appender.rows)
            if rows < appender.rows { try appender.truncate(rows: rows) }
            guard ftruncate(descriptor, off_t(rows * EmbeddingIDs.lineLength)) == 0 else {
                throw Self.cannotWrite(files.ids, SystemError().words)
            }
            // The header a crash left may promise other rows than there are.
            try appender.sync()
            try Durability.sync((files.ids as NSString).deletingLastPathComponent)
            state = Mutex(State(appender: appender, known: Set(digests.prefix(rows))))
        } catch {
            Foundation.close(descriptor)
            throw error
        }
    }

    deinit { Foundation.close(descriptor) }

    /// Rows: images that have a vector.
    public var count: Int { state.withLock { $0.appender.rows } }

    /// Those of the digests that have no vector yet, in their order, each once.
    public func missing(of digests: some Sequence<String>) -> [String] {
        var seen = state.withLock { $0.known }
        return digests.filter { seen.insert($0).inserted }
    }

    /// Adds vectors and puts them on disk. Images that have a vector already are left out.
    ///
    /// - Parameter rows: one row a digest, of `dimension` numbers.
    public func append(digests: [String], rows: Matrix) throws {
        precondition(rows.rows == digests.count && rows.columns == dimension, "one row of the dimension a digest")
        try state.withLock { state in
            precondition(!state.isClosed, "nothing is appended after close, for another writer may be at work")
            var known = state.known
            let new = digests.indices.filter {
                SHA256Digest.isDigest(digests[$0]) && known.insert(digests[$0]).inserted
            }
            guard !new.isEmpty else { return }
            let before = state.appender.rows
            do {
                try state.appender.append(
                    Matrix(rows: new.count, columns: dimension, values: new.flatMap { rows.row($0) }))
                try state.appender.sync()
                try write(new.map { digests[$0] + "\n" }.joined(), atRow: before)
            } catch {
                // What was not kept is not there for the next batch either.
                if state.appender.rows > before { try? state.appender.truncate(rows: before) }
                throw error
            }
            state.known = known
        }
    }

    /// Ends appending and lets the next writer in. Everything is on disk already; the file's header has the right
    /// number of rows.
    public func close() throws {
        try state.withLock { state in
            try state.appender.close()
            state.isClosed = true
        }
        flock(descriptor, LOCK_UN)
    }

    private func write(_ text: String, atRow row: Int) throws {
        let start = off_t(row * EmbeddingIDs.lineLength)
        do throws(SystemError) {
            guard lseek(descriptor, start, SEEK_SET) == start else { throw SystemError() }
            try WholeFile.write(Array(text.utf8), to: descriptor)
            guard fsync(descriptor) == 0 else { throw SystemError() }
        } catch {
            _ = ftruncate(descriptor, start)
            throw Self.cannotWrite(ids, error.words)
        }
    }

    private static func cannotWrite(_ path: String, _ why: String) -> WorkspaceError {
        .notWritable(URL(fileURLWithPath: path), why: why)
    }

    /// A file too short for its header has no row in it: it is begun anew.
    private static func removeStump(_ path: String) {
        var status = stat()
        if stat(path, &status) == 0, status.st_size < NPYHeader.writtenLength { unlink(path) }
    }
}
