import Dataset
import Foundation

/// An open folder. Whatever is opened through it lies below it: no component of a path may be a symbolic link, so
/// nothing that happens to the folder meanwhile can lead out of it.
final class FolderDescriptor: Sendable {
    let number: Int32

    init(path: String) throws(SystemError) {
        number = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { throw SystemError() }
    }

    init(adopting number: Int32) {
        self.number = number
    }

    deinit { close(number) }

    func folder(_ name: some Collection<UInt8>) throws(SystemError) -> FolderDescriptor {
        let opened = Self.withPath(name) { openat(number, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
        guard opened >= 0 else { throw SystemError() }
        return FolderDescriptor(adopting: opened)
    }

    /// Reads a file by its path below this folder.
    /// - Throws: `EFBIG` above the limit, `EINVAL` where it is not a regular file.
    func read(_ path: SourcePath, limit: Int) throws(SystemError) -> [UInt8] {
        let components = path.components
        guard let name = components.last, !components.contains(where: { Array($0) == Array("..".utf8) }) else {
            throw SystemError(ENOENT)
        }
        var parent = self
        for component in components.dropLast() { parent = try parent.folder(component) }
        // Without waiting: a pipe that has taken a file's place would wait for ever.
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let opened = Self.withPath(name) { openat(parent.number, $0, flags) }
        guard opened >= 0 else { throw SystemError() }
        defer { close(opened) }
        var status = stat()
        guard fstat(opened, &status) == 0 else { throw SystemError() }
        guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError(EINVAL) }
        return try WholeFile.read(descriptor: opened, limit: limit)
    }

    /// The status of an entry itself, of a link not what it leads to.
    func status(_ name: [UInt8]) throws(SystemError) -> stat {
        var status = stat()
        guard Self.withPath(name, { fstatat(number, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 else {
            throw SystemError()
        }
        return status
    }

    /// Names in the folder, in the bytes of the file system, sorted; without `.` and `..`.
    func names() throws(SystemError) -> [[UInt8]] {
        // Its own descriptor, for reading a folder moves and closes it.
        let copy = Self.withPath(Array(".".utf8)) { openat(number, $0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard copy >= 0 else { throw SystemError() }
        guard let stream = fdopendir(copy) else {
            let error = SystemError()
            close(copy)
            throw error
        }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        errno = 0
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: UInt8.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
                    bytes in
                    Array(
                        UnsafeBufferPointer(
                            start: bytes, count: strlen(UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self))))
                }
            }
            if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw SystemError() }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// A name or path as the C calls take it: its bytes and a zero.
    static func withPath<Result>(_ bytes: some Collection<UInt8>, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        var terminated = bytes.map { CChar(bitPattern: $0) }
        terminated.append(0)
        return terminated.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("it has at least the zero") }
            return body(start)
        }
    }
}
