import Hummingbird

/// What travels with one request: Hummingbird's own context, and where the request came from.
struct ServerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Whether the other end of the connection is another machine.
    let isRemote: Bool

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        let address = source.channel.remoteAddress?.ipAddress ?? ""
        isRemote =
            !(address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.") || address.isEmpty)
    }
}
