import Foundation

/// Reading and writing a file in one piece.
package enum WholeFile {
    package static func read(_ path: String) throws(SystemError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError() }
        defer { close(descriptor) }
        return try read(descriptor: descriptor, limit: .max)
    }

    /// Reads to the end.
    /// - Throws: `EFBIG` where that is more than `limit` bytes; no more than those are ever read.
    package static func read(descriptor: Int32, limit: Int) throws(SystemError) -> [UInt8] {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemError() }
        guard Int(status.st_size) <= limit else { throw SystemError(EFBIG) }
        // One byte more than it should have shows a file that grows meanwhile.
        let expected = min(Int(status.st_size), limit == .max ? .max - 1 : limit) + 1
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: expected) { target, count in
            while count < expected {
                let step = Foundation.read(descriptor, target.baseAddress.map { $0 + count }, expected - count)
                if step < 0 {
                    if errno == EINTR { continue }
                    failure = SystemError()
                    break
                }
                if step == 0 { break }
                count += step
            }
        }
        if let failure { throw failure }
        guard bytes.count < expected else { throw SystemError(limit < expected ? EFBIG : EAGAIN) }
        return bytes
    }

    /// Writes a new file. It is in the system's hands when this returns, not necessarily on disk.
    package static func write(_ bytes: [UInt8], to path: String, makingFolder: Bool = false) throws(SystemError) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
        var descriptor = open(path, flags, 0o644)
        if descriptor < 0, errno == ENOENT, makingFolder {
            mkdir((path as NSString).deletingLastPathComponent, 0o755)
            descriptor = open(path, flags, 0o644)
        }
        guard descriptor >= 0 else { throw SystemError() }
        defer { close(descriptor) }
        do {
            try write(bytes, to: descriptor)
        } catch {
            unlink(path)
            throw error
        }
    }

    package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
        let failure = bytes.withUnsafeBytes { bytes -> SystemError? in
            var done = 0
            while done < bytes.count {
                let step = Foundation.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
                if step < 0 && errno == EINTR { continue }
                guard step > 0 else { return SystemError() }
                done += step
            }
            return nil
        }
        if let failure { throw failure }
    }
}
