import Foundation

/// A program that is started with pipes to its three streams.
///
/// Foundation's `Process` is not used: on Linux it hands its own thread's blocked signals down, so that a child started
/// from a task can't be ended, and of two that are started at once one may hold the other's end open.
struct ChildProcess {
    let input: FileHandle
    let output: FileHandle
    let messages: FileHandle
    private let identifier: pid_t

    /// - Throws: `WorkerError.notStarted`.
    init(program: URL, arguments: [String]) throws {
        func failed(_ code: Int32) -> WorkerError {
            .notStarted(program: program.path, reason: String(cString: strerror(code)))
        }
        Self.birth.lock()
        defer { Self.birth.unlock() }
        var ends: [Int32] = []
        for _ in 0..<3 {
            guard let pair = Self.pipe() else {
                let code = errno
                ends.forEach { close($0) }
                throw failed(code)
            }
            ends += pair
        }
        let (theirs, ours) = ([ends[0], ends[3], ends[5]], [ends[1], ends[2], ends[4]])
        defer { theirs.forEach { close($0) } }

        let (code, identifier) = Self.spawn(program.path, arguments, streams: theirs)
        guard code == 0 else {
            ours.forEach { close($0) }
            throw failed(code)
        }
        self.identifier = identifier
        input = FileHandle(fileDescriptor: ours[0], closeOnDealloc: true)
        output = FileHandle(fileDescriptor: ours[1], closeOnDealloc: true)
        messages = FileHandle(fileDescriptor: ours[2], closeOnDealloc: true)
    }

    /// Ends it at once: a worker keeps nothing that would have to be put in order.
    private func kill() { _ = Foundation.kill(identifier, SIGKILL) }

    /// Waits for its end, and ends it when `patience` seconds have passed. The exit status; 128 + the signal, as shells
    /// count, where a signal ended it.
    func wait(patience: Double = 0) -> Int32 {
        var status: Int32 = 0
        let deadline = Date(timeIntervalSinceNow: patience)
        while Date() < deadline {
            if waitpid(identifier, &status, WNOHANG) == identifier { return Self.exitStatus(status) }
            usleep(2_000)
        }
        kill()
        while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
        return Self.exitStatus(status)
    }

    private static func exitStatus(_ status: Int32) -> Int32 {
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    /// Held from the making of the pipes to the start, so that no other child of ours is born in between and inherits
    /// an end: the pipe would then not end when it should.
    private static let birth = NSLock()

    /// Two ends, the reading one first, that are closed in every child.
    private static func pipe() -> [Int32]? {
        var ends: [Int32] = [0, 0]
        guard Foundation.pipe(&ends) == 0 else { return nil }
        ends.forEach { _ = fcntl($0, F_SETFD, FD_CLOEXEC) }
        return ends
    }

    private static func spawn(_ path: String, _ arguments: [String], streams: [Int32]) -> (code: Int32, pid_t) {
        #if os(Linux)
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #else
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, stream) in streams.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
        }

        // No signal is blocked or ignored in the child.
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))

        var texts: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { texts.forEach { free($0) } }
        var identifier: pid_t = 0
        let code = posix_spawn(&identifier, path, &actions, &attributes, &texts, environ)
        return (code, identifier)
    }
}
