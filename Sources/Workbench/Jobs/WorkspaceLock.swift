import Foundation

/// The right to do heavy work on a workspace: an advisory lock on its file `lock`, held by one process at a time and
/// given back by the system when that process dies, however it dies.
final class WorkspaceLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// - Returns: the lock, or nil while another process (or another runner in this one) holds it.
    static func tryAcquire(_ file: URL) throws -> WorkspaceLock? {
        let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw JobFailure(
                code: "lock",
                message: "The file \(file.path) cannot be opened: \(String(cString: strerror(errno))). "
                    + "Make the workspace writable.")
        }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return WorkspaceLock(descriptor: descriptor) }
        close(descriptor)
        return nil
    }

    deinit { close(descriptor) }
}
