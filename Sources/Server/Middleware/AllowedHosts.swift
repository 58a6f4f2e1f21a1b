import Synchronization

/// The names under which this server may be asked, each with its port.
///
/// A page of another site can point a name of its own at this machine (DNS rebinding) and would then be of "the same
/// origin" as Tessera. Its requests still carry that name as `Host`; so only names we know are answered: on loopback
/// those of loopback, with our port; where people are invited, the address that they were given and no other.
final class AllowedHosts: Sendable {
    private let publicAddress: PublicAddress?
    private let port = Mutex<Int?>(nil)

    /// - Parameter publicAddress: nil on loopback alone.
    init(publicAddress: PublicAddress?) {
        self.publicAddress = publicAddress
    }

    static let loopbackNames: Set<String> = ["localhost", "127.0.0.1", "::1", "[::1]"]

    /// The port is known once the server listens (it may have been asked for port 0); before that nothing is allowed.
    func listen(on port: Int) {
        self.port.withLock { $0 = port }
    }

    /// Whether `host:port`, as in a `Host` header or in an origin behind its scheme, is ours.
    func allows(_ authority: String) -> Bool {
        if let publicAddress { return publicAddress.isNamed(by: authority) }
        guard let port = port.withLock({ $0 }), let (name, given) = Self.split(authority.lowercased()) else {
            return false
        }
        return (given ?? 80) == port && Self.loopbackNames.contains(name) && name != "::1"
    }

    /// Whether an `Origin` header names this server.
    func allowsOrigin(_ origin: String) -> Bool {
        let scheme = publicAddress == nil ? "http://" : "https://"
        guard origin.lowercased().hasPrefix(scheme) else { return false }
        return allows(String(origin.dropFirst(scheme.count)))
    }

    /// Name and port of an authority; nil where it is malformed.
    static func split(_ authority: String) -> (name: String, port: Int?)? {
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
}
