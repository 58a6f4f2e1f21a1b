import Foundation

/// Reading from a socket blocks. Swift's own tasks and Dispatch share their threads on Linux, so a blocked one there
/// could keep the server under test from answering; here each call has a thread of its own.
enum Blocking {
    static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }
}
