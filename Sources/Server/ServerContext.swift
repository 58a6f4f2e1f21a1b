import Hummingbird

/// What travels with one request: Hummingbird's own context, and where the request came from.
struct ServerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Whether the other end of the connection is another machine.
    let isRemote: Bool
    /// The other end of the connection; behind a proxy that is the proxy.
    let peer: String
    /// Where the request came from, as far as that is known; nil where nobody has to log in.
    var address: String?
    /// Who sent it.
    var asker = Asker.alone

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        let address = source.channel.remoteAddress?.ipAddress ?? ""
        peer = address
        isRemote =
            !(address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.") || address.isEmpty)
    }
}
