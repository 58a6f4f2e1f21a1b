import Embeddings
import Imaging
import Matrices
import Synchronization
import Testing

@Suite(.needsModels) struct EmbeddingPipelineTests {
    static let files: [[UInt8]] = Drawn.many(70).compactMap { try? PNGEncoder.encode($0) }

    struct NotThere: Error, CustomStringConvertible { let description = "the disk says no" }

    @Test func `vectors come in order and are those of the pictures`() throws {
        let pipeline = try EmbeddingPipeline(model: Models.characters, threads: 3)
        var values: [Float] = []
        var next = 0
        try pipeline.run(count: 70, load: { Self.files[$0] }) { batch in
            #expect(batch.range.lowerBound == next)
            #expect(batch.indices == Array(batch.range) && batch.failures.isEmpty)
            next = batch.range.upperBound
            values += batch.vectors.values
        }
        #expect(next == 70)
        #expect(try values == pipeline.runner.run(Drawn.many(70)).values)
    }

    @Test func `bad pictures are named one by one and stop nothing`() throws {
        let pipeline = try EmbeddingPipeline(model: Models.characters, threads: 2)
        var failures: [PictureFailure] = []
        var done: [Int] = []
        let load: @Sendable (Int) throws -> [UInt8] = { index in
            switch index {
            case 3: []
            case 20: Array(Self.files[20].prefix(60))
            case 21: throw NotThere()
            case 40: [UInt8]("not an image".utf8)
            default: Self.files[index]
            }
        }
        try pipeline.run(count: 70, load: load) { batch in
            failures += batch.failures
            done += batch.indices
            #expect(batch.vectors.rows == batch.indices.count)
        }
        #expect(failures.map(\.index) == [3, 20, 21, 40])
        #expect(failures.map(\.code) == ["empty", "truncated", "unreadable", "not-an-image"])
        #expect(failures[2].reason == "the disk says no")
        #expect(done == (0..<70).filter { ![3, 20, 21, 40].contains($0) })
    }

    @Test func `a whole batch of bad pictures is fine too`() throws {
        let pipeline = try EmbeddingPipeline(model: Models.characters, threads: 2)
        var failures = 0
        try pipeline.run(count: 40, load: { _ in [] }) { failures += $0.failures.count }
        #expect(failures == 40)
    }

    @Test func `what the receiver throws ends the work within a few batches`() throws {
        struct Cancelled: Error {}
        let pipeline = try EmbeddingPipeline(model: Models.characters, threads: 2)
        let loaded = Mutex(0)
        #expect(throws: Cancelled.self) {
            try pipeline.run(
                count: 100_000,
                load: { index in
                    loaded.withLock { $0 += 1 }
                    return Self.files[index % 70]
                },
                deliver: { _ in throw Cancelled() })
        }
        // A slow receiver is not run away from either: eight batches ahead at most, and those in work.
        #expect(loaded.withLock { $0 } <= 8 * 12)
    }

    @Test func `limits hold before anything is decoded`() throws {
        let limits = PictureLimits(maxPixels: 100)
        let pipeline = try EmbeddingPipeline(model: Models.characters, threads: 1, limits: limits)
        var codes: [String] = []
        try pipeline.run(count: 1, load: { Self.files[$0] }) { codes += $0.failures.map(\.code) }
        #expect(codes == ["too-many-pixels"])
    }

    @Test func `nothing to do is done at once`() throws {
        let pipeline = try EmbeddingPipeline(model: Models.characters, threads: 2)
        try pipeline.run(count: 0, load: { _ in [] }) { _ in Issue.record("nothing was asked for") }
    }
}
