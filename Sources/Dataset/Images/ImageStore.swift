public import Foundation
import Synchronization

/// The original bytes of every image, each once, named by their SHA-256: `images/ab/cdef…`.
///
/// Bytes come in by two steps, so that a database never names what is not on disk: `stage` writes them to a waiting
/// room (from as many threads as one likes), `admit` moves a batch to its place and makes it durable by one `syncfs`
/// (one `fsync` a file where there is none). What a crash leaves in the waiting room is cleared at the next start.
public struct ImageStore: Sendable {
    let folder: URL
    private static let counter = Atomic<Int>(0)
    private static let waitingRoom = "incoming"

    init(folder: URL) {
        self.folder = folder
    }

    /// The file of an image, whether it is there or not.
    public func url(_ digest: String) -> URL {
        guard SHA256Digest.isDigest(digest) else { return folder.appendingPathComponent("not-a-digest") }
        return folder.appendingPathComponent(String(digest.prefix(2)), isDirectory: true)
            .appendingPathComponent(String(digest.dropFirst(2)))
    }

    public func contains(_ digest: String) -> Bool {
        access(url(digest).path, R_OK) == 0
    }

    /// The bytes of an image, as they are on disk.
    /// - Throws: `WorkspaceError.damagedImage` where they cannot be read.
    public func read(_ digest: String) throws -> [UInt8] {
        do {
            return try WholeFile.read(url(digest).path)
        } catch {
            throw WorkspaceError.damagedImage(digest: digest, why: error.words)
        }
    }

    /// Reads an image and compares it with its name.
    /// - Throws: `WorkspaceError.damagedImage`.
    public func verify(_ digest: String) throws {
        guard try SHA256Digest.hex(of: read(digest)) == digest else {
            throw WorkspaceError.damagedImage(digest: digest, why: "its bytes are not those that were imported")
        }
    }

    /// Writes bytes to the waiting room.
    func stage(_ bytes: [UInt8], digest: String) throws -> StagedImage {
        let room = folder.appendingPathComponent(Self.waitingRoom, isDirectory: true)
        let number = Self.counter.add(1, ordering: .relaxed).newValue
        let name = "\(digest).\(getpid()).\(number)"
        do {
            try WholeFile.write(bytes, to: room.appendingPathComponent(name).path, makingFolder: true)
        } catch {
            throw WorkspaceError.notWritable(folder, why: error.words)
        }
        return StagedImage(digest: digest, bytes: bytes.count, file: name)
    }

    /// Moves staged images to their places and makes them durable.
    ///
    /// A file that is at its place already is replaced: it may be what a crash left half written, for a file is known
    /// to be whole only once the database names it.
    func admit(_ staged: [StagedImage]) throws {
        let room = folder.appendingPathComponent(Self.waitingRoom, isDirectory: true)
        var isDurable = Set<String>()
        for image in staged {
            guard let file = image.file else { continue }
            let target = url(image.digest)
            let parent = target.deletingLastPathComponent().path
            if isDurable.insert(parent).inserted { mkdir(parent, 0o755) }
            guard rename(room.appendingPathComponent(file).path, target.path) == 0 else {
                throw WorkspaceError.notWritable(folder, why: SystemError().words)
            }
        }
        do {
            try Durability.sync(staged.filter { $0.file != nil }.map { url($0.digest).path }, in: folder.path)
        } catch {
            throw WorkspaceError.notWritable(folder, why: error.words)
        }
    }

    /// Takes staged images that nobody needs out of the waiting room.
    func discard(_ staged: some Sequence<StagedImage>) {
        let room = folder.appendingPathComponent(Self.waitingRoom, isDirectory: true)
        for case let file? in staged.map(\.file) { unlink(room.appendingPathComponent(file).path) }
    }

    /// Takes out of the waiting room what processes left there that are no more.
    package func clearLeftovers() {
        let room = folder.appendingPathComponent(Self.waitingRoom, isDirectory: true)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: room.path)) ?? [] {
            let parts = name.split(separator: ".")
            if parts.count == 3, let pid = Int32(parts[1]), pid != getpid(), kill(pid, 0) == 0 || errno == EPERM {
                continue
            }
            if parts.count == 3, Int32(parts[1]) == getpid() { continue }
            unlink(room.appendingPathComponent(name).path)
        }
    }
}
