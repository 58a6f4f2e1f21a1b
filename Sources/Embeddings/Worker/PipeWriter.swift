import Foundation

/// Writes to a pipe whose other end may have gone: that is an error here, not the end of the process.
struct PipeWriter {
    private let file: FileHandle

    init(_ file: FileHandle) { self.file = file }

    /// - Throws: `WorkerError.outputClosed`.
    func write(_ bytes: [UInt8]) throws {
        try Self.withoutPipeSignal {
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { systemWrite(file.fileDescriptor, $0.baseAddress, $0.count) }
                if written < 0 {
                    if errno == EINTR { continue }
                    throw WorkerError.outputClosed(String(cString: strerror(errno)))
                }
                rest = rest.dropFirst(written)
            }
        }
    }

    /// Holds SIGPIPE back from this thread while `body` writes, and takes it away if it came. The signal goes to the
    /// thread that writes, so the rest of the process is as before.
    private static func withoutPipeSignal(_ body: () throws -> Void) rethrows {
        var signals = sigset_t()
        var before = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, &before)
        defer {
            var pending = sigset_t()
            sigpending(&pending)
            if sigismember(&pending, SIGPIPE) == 1, sigismember(&before, SIGPIPE) == 0 {
                var taken: Int32 = 0
                sigwait(&signals, &taken)
            }
            pthread_sigmask(SIG_SETMASK, &before, nil)
        }
        try body()
    }

    private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
        Foundation.write(descriptor, start, count)
    }
}
