import Foundation

/// A file written at given places, with every failure in words.
final class DataFile: Sendable {
    private let descriptor: Int32

    init(path: String, flags: Int32) throws(NPYError.Reason) {
        descriptor = open(path, flags | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .cannotOpen(Self.lastError()) }
    }

    deinit {
        close(descriptor)
    }

    func length() throws(NPYError.Reason) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .cannotOpen(Self.lastError()) }
        return Int(status.st_size)
    }

    func read(upTo count: Int, at offset: Int) throws(NPYError.Reason) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let step = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
            }
            if step < 0 && errno == EINTR { continue }
            guard step >= 0 else { throw .cannotOpen(Self.lastError()) }
            if step == 0 { break }
            done += step
        }
        return Array(bytes[..<done])
    }

    /// Writes all of an array's memory: bytes, or numbers as they lie (little-endian on every machine Swift runs on).
    func write<Element: BitwiseCopyable>(_ elements: [Element], at offset: Int) throws(NPYError.Reason) {
        let failure = elements.withUnsafeBytes { bytes -> NPYError.Reason? in
            var done = 0
            while done < bytes.count {
                let rest = bytes[done...]
                let step = pwrite(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count, off_t(offset + done))
                if step < 0 && errno == EINTR { continue }
                guard step > 0 else { return .cannotWrite(Self.lastError()) }
                done += step
            }
            return nil
        }
        if let failure { throw failure }
    }

    func truncate(to length: Int) throws(NPYError.Reason) {
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw .cannotWrite(Self.lastError()) }
    }

    func sync() throws(NPYError.Reason) {
        guard fsync(descriptor) == 0 else { throw .cannotWrite(Self.lastError()) }
    }

    /// Makes a rename or a new name in a folder last over a power loss.
    static func syncFolder(of path: String) throws(NPYError.Reason) {
        let folder = (path as NSString).deletingLastPathComponent
        let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotWrite(lastError()) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .cannotWrite(lastError()) }
    }

    static func lastError() -> String {
        String(cString: strerror(errno))
    }
}
