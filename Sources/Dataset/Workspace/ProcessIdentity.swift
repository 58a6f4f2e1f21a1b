import Foundation

/// A process, told apart from a later one that was given the same number.
package struct ProcessIdentity: Sendable, Equatable, Codable {
    package let pid: Int32
    /// Changes with every boot and every process; nil where the system does not say.
    package let start: String?

    static var current: ProcessIdentity { ProcessIdentity(of: getpid()) }

    /// The process that has the number now.
    package init(of pid: Int32) {
        self.init(pid: pid, start: Self.start(of: pid))
    }

    init(pid: Int32, start: String?) {
        self.pid = pid
        self.start = start
    }

    /// Whether this very process still runs.
    package var isAlive: Bool {
        guard kill(pid, 0) == 0 || errno == EPERM else { return false }
        guard let start, let now = Self.start(of: pid) else { return true }
        return start == now
    }

    /// The boot, and when the process started in ticks since then.
    private static func start(of pid: Int32) -> String? {
        guard let boot = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8),
            let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            // The name of the program, in parentheses, may hold anything.
            let end = status.lastIndex(of: ")")
        else { return nil }
        let fields = status[end...].split(separator: " ")
        // Field 22 of proc(5); the first after the name is field 3.
        guard fields.count > 20, fields[1] != "Z" else { return fields.count > 1 && fields[1] == "Z" ? "dead" : nil }
        return boot.trimmingCharacters(in: .whitespacesAndNewlines) + "/" + fields[20]
    }
}
