import NIOPosix

/// A few threads for work that blocks: the database, files, decoding.
///
/// The requests themselves run on Swift's cooperative pool, which has one thread a core; a query that blocked there
/// would stall every other request. The number of threads is also the limit of how many such calls run at once.
struct BlockingThreads: Sendable {
    private let pool: NIOThreadPool

    init(count: Int) {
        pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
    }

    /// Runs a blocking call on one of the threads and waits for it without blocking the caller's thread.
    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await pool.runIfActive(body)
    }

    /// Ends the threads once the work that was handed in is done.
    func shutdown() async {
        try? await pool.shutdownGracefully()
    }
}
