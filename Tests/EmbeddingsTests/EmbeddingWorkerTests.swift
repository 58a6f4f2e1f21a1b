import Embeddings
import Foundation
import Imaging
import Matrices
import Testing

@Suite(.needsModels) struct EmbeddingWorkerTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Runs a worker over real pipes; what it answers.
    private func answers(to lines: [String], images: URL? = nil) throws -> [WorkerAnswer] {
        let input = Pipe()
        let output = Pipe()
        let model = try Models.characters
        let asked = Thread {
            for line in lines { input.fileHandleForWriting.write(Data((line + "\n").utf8)) }
            try? input.fileHandleForWriting.close()
        }
        let working = Thread {
            _ = try? EmbeddingWorker.serve(
                model: model, input: input.fileHandleForReading, output: output.fileHandleForWriting, images: images,
                threads: 2)
            try? output.fileHandleForWriting.close()
        }
        asked.start()
        working.start()
        var answers: [WorkerAnswer] = []
        let opening = try WorkerAnswer.read(from: output.fileHandleForReading) { answers.append($0) }
        #expect(opening.model == "characters" && opening.dimension == 120)
        return answers
    }

    private func save(_ picture: Picture, _ name: String) throws -> String {
        try folder.write(PNGEncoder.encode(picture), name)
    }

    @Test func `paths go in, vectors come out, in order`() throws {
        let pictures = Drawn.many(50)
        let paths = try pictures.enumerated().map { try save($1, "picture \($0).png") }
        let answers = try answers(to: paths)
        #expect(answers.map(\.id) == paths)
        let expected = try ModelRunner(Models.characters, threads: 1).run(pictures)
        for (row, answer) in answers.enumerated() { #expect(answer.vector == Array(expected.row(row))) }
    }

    @Test func `digests are found in an image store, and ids come back as they were given`() throws {
        let digest = String(repeating: "ab", count: 32)
        let path = try save(Drawn.pictures[0], "ab/" + digest.dropFirst(2))
        let answers = try answers(
            to: [digest, #"{"id":"x \"7\"","digest":"\#(digest)"}"#, #"{"id":"y","path":"\#(path)"}"#],
            images: folder.url)
        #expect(answers.map(\.id) == [digest, #"x "7""#, "y"])
        #expect(answers.allSatisfy { $0.failure == nil && $0.vector == answers[0].vector })
    }

    @Test func `each bad line is answered by itself`() throws {
        let good = try save(Drawn.pictures[0], "good.png")
        let cut = try folder.write(Array(PNGEncoder.encode(Drawn.pictures[0]).prefix(50)), "cut.png")
        let answers = try answers(to: [
            good, "/nowhere/at all.png", cut, folder.url.path, "{broken", #"{"id":"z"}"#,
            String(repeating: "0", count: 64), "", good,
        ])
        #expect(
            answers.map { $0.failure?.code } == [
                nil, "unreadable", "truncated", "unreadable", "unreadable", "unreadable", "unreadable", nil,
            ])
        #expect(answers[5].id == "z")
        #expect(answers[6].failure?.reason.contains("--images") == true)
        #expect(answers[7].vector == answers[0].vector)
    }

    @Test func `whoever waits for an answer before asking again gets one`() throws {
        let input = Pipe()
        let output = Pipe()
        let model = try Models.characters
        let path = try save(Drawn.pictures[0], "one.png")
        Thread.detachNewThread {
            _ = try? EmbeddingWorker.serve(
                model: model, input: input.fileHandleForReading, output: output.fileHandleForWriting)
            try? output.fileHandleForWriting.close()
        }
        input.fileHandleForWriting.write(Data((path + "\n").utf8))
        var count = 0
        try WorkerAnswer.read(from: output.fileHandleForReading) { answer in
            count += 1
            #expect(answer.failure == nil)
            if count < 3 {
                input.fileHandleForWriting.write(Data((path + "\n").utf8))
            } else {
                try input.fileHandleForWriting.close()
            }
        }
        #expect(count == 3)
    }

    @Test func `a reader that has gone is an error of the worker, not its death`() throws {
        let input = Pipe()
        let output = Pipe()
        try output.fileHandleForReading.close()
        try input.fileHandleForWriting.close()
        #expect(throws: WorkerError.self) {
            try EmbeddingWorker.serve(
                model: Models.characters, input: input.fileHandleForReading, output: output.fileHandleForWriting)
        }
    }

    @Test func `nothing asked is answered with an opening and a closing`() throws {
        #expect(try answers(to: []).isEmpty)
    }
}
