import Dataset
import Foundation

#if os(Linux)
    import CLinux
#endif

/// Copies a file by the system, which shares the blocks where the file system can: never by a hard link, for then
/// somebody who edits the copy would damage the original.
enum FileCopy {
    /// - Parameters:
    ///   - target: must not be there.
    /// - Returns: bytes copied.
    static func copy(_ source: String, to target: SourcePath, in folder: FolderDescriptor) throws(SystemError) -> Int {
        let from = open(source, O_RDONLY | O_CLOEXEC)
        guard from >= 0 else { throw SystemError() }
        defer { close(from) }
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let to = FolderDescriptor.withPath(target.bytes) { openat(folder.number, $0, flags, 0o644) }
        guard to >= 0 else { throw SystemError() }
        defer { close(to) }
        #if os(Linux)
            var copied = 0
            while true {
                let step = copy_file_range(from, nil, to, nil, 1 << 30, 0)
                if step > 0 {
                    copied += step
                } else if step == 0 {
                    return copied
                } else if errno != EINTR {
                    // Between two file systems, or on one that cannot: from here on by hand.
                    guard [EXDEV, EINVAL, ENOSYS, EOPNOTSUPP].contains(errno) else { throw SystemError() }
                    return try copied + copyByHand(from, to)
                }
            }
        #else
            return try copyByHand(from, to)
        #endif
    }

    private static func copyByHand(_ from: Int32, _ to: Int32) throws(SystemError) -> Int {
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        var copied = 0
        while true {
            let step = buffer.withUnsafeMutableBytes { read(from, $0.baseAddress, $0.count) }
            if step < 0 && errno == EINTR { continue }
            guard step >= 0 else { throw SystemError() }
            if step == 0 { return copied }
            try WholeFile.write(Array(buffer[..<step]), to: to)
            copied += step
        }
    }
}
