/// The address that people open, where a proxy in front of the server ends TLS: `https://numerals.example.org`.
///
/// Requests that name another host are refused, so the server has to be told its name.
public struct PublicAddress: Sendable, Equatable {
    /// Name and port, lower case, the port left out where it is 443.
    let authority: String

    public var url: String { "https://\(authority)" }

    /// - Returns: nil for anything but `https://HOST` or `https://HOST:PORT`, with or without a slash at the end.
    public init?(_ text: String) {
        let scheme = "https://"
        guard text.lowercased().hasPrefix(scheme) else { return nil }
        var rest = text.dropFirst(scheme.count)
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        let allowed = rest.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"),
                UInt8(ascii: "["), UInt8(ascii: "]"):
                true
            default: false
            }
        }
        guard allowed, let (name, port) = AllowedHosts.split(rest.lowercased()), !name.isEmpty,
            (1...65_535).contains(port ?? 443)
        else { return nil }
        authority = port == nil || port == 443 ? name : "\(name):\(port ?? 443)"
    }

    /// Whether a `Host` header means this address.
    func isNamed(by host: String) -> Bool {
        guard let (name, port) = AllowedHosts.split(host.lowercased()) else { return false }
        return (port == nil || port == 443 ? name : "\(name):\(port ?? 443)") == authority
    }
}
