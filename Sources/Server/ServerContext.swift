import Hummingbird

/// What travels with one request: Hummingbird's own context and nothing of ours.
struct ServerContext: RequestContext {
    var coreContext: CoreRequestContextStorage

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
    }
}
