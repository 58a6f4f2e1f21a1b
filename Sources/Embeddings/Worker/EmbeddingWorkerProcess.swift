public import Foundation
import Synchronization

/// A worker in a process of its own, and the conversation with it.
///
/// ```swift
/// let worker = EmbeddingWorkerProcess(program: tessera, arguments: ["worker", "embed", "--model", "general"])
/// try worker.run(requests) { answer in … }
/// ```
///
/// A picture that makes a decoder crash takes the worker with it and nothing else: `run` throws, everything that was
/// answered before is kept, and the caller can start again behind it.
public struct EmbeddingWorkerProcess: Sendable {
    /// A picture to embed: what is to come back with its vector, and where it lies.
    public struct Request: Sendable, Equatable, Codable {
        public var id: String
        public var path: String

        public init(id: String, path: String) {
            self.id = id
            self.path = path
        }
    }

    public let program: URL
    public let arguments: [String]

    public init(program: URL, arguments: [String]) {
        self.program = program
        self.arguments = arguments
    }

    /// Starts the worker, sends it the requests and gives every answer to `deliver`, in the order of the requests.
    /// What `deliver` throws ends the worker and is thrown again.
    ///
    /// - Throws: `WorkerError`, and what `deliver` throws.
    public func run(_ requests: [Request], deliver: (WorkerAnswer) throws -> Void) throws {
        let child = try ChildProcess(program: program, arguments: arguments)
        let lastWords = LastWords(child.messages)
        let input = child.input
        let sending = Thread { Self.send(requests, to: input) }
        sending.name = "worker requests"
        sending.start()

        var isCutOff = false
        do {
            try WorkerAnswer.read(from: child.output, deliver: deliver)
        } catch WorkerError.ended {
            // The worker is about to end by itself, and why is what matters.
            isCutOff = true
        } catch {
            _ = child.wait()
            throw error
        }
        let status = child.wait(patience: 5)
        guard status == 0, !isCutOff else { throw WorkerError.ended(status: status, message: lastWords.text()) }
    }

    private static func send(_ requests: [Request], to file: FileHandle) {
        let writer = PipeWriter(file)
        for request in requests {
            // A worker that has gone is noticed by the one who reads its answers.
            do { try writer.write(VectorStream.line(request)) } catch { break }
        }
        try? file.close()
    }

    /// Keeps the end of what a worker says on its error stream, for the message when it fails.
    private final class LastWords: Sendable {
        private let kept = Mutex<[UInt8]>([])
        private let ended = DispatchSemaphore(value: 0)

        init(_ file: FileHandle) {
            let thread = Thread { [self] in
                while case let data = file.availableData, !data.isEmpty {
                    kept.withLock { $0 = Array(($0 + data).suffix(2_000)) }
                }
                ended.signal()
            }
            thread.start()
        }

        func text() -> String {
            _ = ended.wait(timeout: .now() + 1)
            return kept.withLock { String(decoding: $0, as: UTF8.self) }
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }
}
