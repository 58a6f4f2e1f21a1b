#if os(Linux)
    import CLinux
#endif
import Dataset
import Foundation

/// A command that runs in a process group of its own, so that it and all it started can be ended together.
final class TrainerProcess {
    private let pid: pid_t
    private let mark: URL
    private var ended: Int32?

    /// The exit status once it has ended; 128 + the signal, as shells count, where a signal ended it.
    var status: Int32 { ended ?? -1 }

    /// - Parameters:
    ///   - words: the program, looked for on the PATH unless it has a slash in it, and its arguments.
    ///   - output: gets what it writes to standard output and standard error.
    ///   - mark: names the process while it runs, for who starts again after a crash.
    init(_ words: [String], in folder: URL, output: URL, mark: URL) throws {
        self.mark = mark
        #if os(Linux)
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #else
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        posix_spawn_file_actions_addchdir_np(&actions, folder.path)
        #if os(Linux)
            posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        #endif
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var texts: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { texts.forEach { free($0) } }
        var pid: pid_t = 0
        let code = posix_spawnp(&pid, words[0], &actions, &attributes, &texts, environ)
        guard code == 0 else {
            throw CommandTrainerError.notStarted(
                program: words[0], folder: folder.path, why: String(cString: strerror(code)))
        }
        self.pid = pid
        try? JSONEncoder().encode(ProcessIdentity(of: pid)).write(to: mark, options: .atomic)
    }

    /// Waits for its end for some seconds.
    func isFinished(within seconds: Double) -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        repeat {
            if ended != nil || reap(WNOHANG) { return true }
            usleep(5_000)
        } while ContinuousClock.now < deadline
        return false
    }

    /// Ends it and all that it started: first by SIGTERM, after three seconds by SIGKILL.
    func end() {
        if ended == nil {
            kill(-pid, SIGTERM)
            if !isFinished(within: 3) {
                kill(-pid, SIGKILL)
                while !reap(0) {}
            }
        }
        // What it started may live on without it.
        kill(-pid, SIGKILL)
        try? FileManager.default.removeItem(at: mark)
    }

    private func reap(_ options: Int32) -> Bool {
        var status: Int32 = 0
        guard waitpid(pid, &status, options) == pid else { return false }
        let signal = status & 0x7F
        ended = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
        return true
    }

    /// Ends the process that a killed Tessera left running.
    static func endForgotten(_ mark: URL) {
        guard let data = try? Data(contentsOf: mark),
            let process = try? JSONDecoder().decode(ProcessIdentity.self, from: data), process.pid > 1,
            process.start != nil, process.isAlive
        else { return }
        kill(-process.pid, SIGKILL)
        for _ in 0..<200 where process.isAlive { usleep(10_000) }
    }
}
