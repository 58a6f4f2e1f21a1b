import Synchronization

/// The names under which this server may be asked, each with its port.
///
/// A page of another site can point a name of its own at 127.0.0.1 (DNS rebinding) and would then be of "the same
/// origin" as Tessera. Its requests still carry that name as `Host`; so only names we know are answered.
/// An address in digits cannot be rebound, so where the server was told to listen beyond loopback, all of them pass.
final class AllowedHosts: Sendable {
    private let bound: String
    private let port = Mutex<Int?>(nil)

    /// - Parameter bound: the host that the server was told to listen on.
    init(bound: String) {
        self.bound = bound.lowercased()
    }

    static let loopbackNames: Set<String> = ["localhost", "127.0.0.1", "::1", "[::1]"]

    var isLoopbackOnly: Bool { Self.loopbackNames.contains(bound) }

    /// The port is known once the server listens (it may have been asked for port 0); before that nothing is allowed.
    func listen(on port: Int) {
        self.port.withLock { $0 = port }
    }

    /// Whether `host:port`, as in a `Host` header or in an origin behind `http://`, is ours.
    func allows(_ authority: String) -> Bool {
        guard let port = port.withLock({ $0 }), let (name, given) = Self.split(authority.lowercased()) else {
            return false
        }
        guard (given ?? 80) == port else { return false }
        if Self.loopbackNames.contains(name) { return name != "::1" }
        if isLoopbackOnly { return false }
        return name == bound || name == "[\(bound)]" || Self.isAddress(name)
    }

    /// Whether an `Origin` header names this server.
    func allowsOrigin(_ origin: String) -> Bool {
        let scheme = "http://"
        guard origin.lowercased().hasPrefix(scheme) else { return false }
        return allows(String(origin.dropFirst(scheme.count)))
    }

    /// Name and port of an authority; nil where it is malformed.
    private static func split(_ authority: String) -> (name: String, port: Int?)? {
        guard !authority.isEmpty, authority.utf8.count <= 255 else { return nil }
        let name: Substring
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            name = authority[...end]
        } else {
            name = authority.prefix { $0 != ":" }
        }
        let rest = authority[name.endIndex...]
        if rest.isEmpty { return (String(name), nil) }
        let digits = rest.dropFirst()
        guard rest.first == ":", (1...5).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            return nil
        }
        return (String(name), Int(digits))
    }

    /// Whether a name is an IPv4 address in the usual form or an IPv6 address in brackets.
    private static func isAddress(_ name: String) -> Bool {
        if name.hasPrefix("["), name.hasSuffix("]") {
            return name.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
        }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { (1...3).contains($0.count) && (UInt8($0) != nil) }
    }
}
