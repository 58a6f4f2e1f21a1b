import Embeddings
import Foundation
import Testing

/// The other end of the conversation, with a shell in the worker's place: what a broken worker does to its caller.
@Suite struct EmbeddingWorkerProcessTests {
    private func answers(ofShell script: String, requests: Int = 3) throws -> [WorkerAnswer] {
        let worker = EmbeddingWorkerProcess(program: URL(fileURLWithPath: "/bin/sh"), arguments: ["-c", script])
        var answers: [WorkerAnswer] = []
        try worker.run((0..<requests).map { .init(id: "\($0)", path: "/p/\($0)") }) { answers.append($0) }
        return answers
    }

    static let opening = #"printf '{"dimension":1,"format":"tessera.vectors/1","model":"m"}\n'; "#
    static let entry = #"printf '{"bytes":4,"id":"a"}\n\000\000\200\077'; "#

    @Test func `a worker's answers arrive, vectors and failures`() throws {
        let failure = #"printf '{"error":{"code":"empty","message":"The file is empty."},"id":"b"}\n'; "#
        let script = Self.opening + Self.entry + failure + #"cat > /dev/null; printf '{"done":1,"failed":1}\n'"#
        let answers = try answers(ofShell: script)
        #expect(answers.map(\.id) == ["a", "b"])
        #expect(answers[0].vector == [1])
        #expect(answers[1].failure == PictureFailure(index: 1, code: "empty", reason: "The file is empty."))
    }

    @Test func `a worker that dies is reported with its last words`() throws {
        let error = try #require(throws: WorkerError.self) {
            try answers(ofShell: Self.opening + Self.entry + "echo no memory >&2; exit 7")
        }
        #expect(error == .ended(status: 7, message: "no memory"))
    }

    @Test func `a worker that dies before it reads anything does not take the caller along`() throws {
        let error = try #require(throws: WorkerError.self) { try answers(ofShell: "exit 3", requests: 100_000) }
        #expect(error == .ended(status: 3, message: ""))
    }

    @Test func `a vector cut off in the middle is no vector`() throws {
        #expect(throws: WorkerError.ended(status: 0, message: "")) {
            try answers(ofShell: Self.opening + #"printf '{"bytes":4,"id":"a"}\n\000\000'"#)
        }
    }

    @Test(arguments: [
        #"printf 'hello\n'"#,
        #"printf '{"dimension":1,"format":"other/9","model":"m"}\n'"#,
        opening + #"printf '{"bytes":400000000000,"id":"a"}\n'"#,
        opening + #"printf '{"done":5,"failed":0}\n'"#,
        opening + "head -c 3000000 /dev/zero",
    ])
    func `what is no worker's stream is refused`(script: String) throws {
        #expect(throws: (any Error).self) { try answers(ofShell: script) }
    }

    @Test func `what the receiver throws ends the worker`() throws {
        struct Enough: Error {}
        let worker = EmbeddingWorkerProcess(
            program: URL(fileURLWithPath: "/bin/sh"), arguments: ["-c", Self.opening + Self.entry + "exec sleep 600"])
        #expect(throws: Enough.self) { try worker.run([]) { _ in throw Enough() } }
    }

    @Test func `a program that is not there is an error in words`() throws {
        let worker = EmbeddingWorkerProcess(program: URL(fileURLWithPath: "/nowhere/tessera"), arguments: [])
        let error = try #require(throws: WorkerError.self) { try worker.run([]) { _ in } }
        #expect("\(error)".contains("/nowhere/tessera"))
    }
}
