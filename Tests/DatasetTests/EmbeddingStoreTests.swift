import Dataset
import Foundation
import Matrices
import Testing

@Suite("Embeddings on disk")
struct EmbeddingStoreTests {
    @Test("vectors come back by image, and only what is missing is missing")
    func roundTrip() throws {
        let bench = try Bench()
        let writer = try bench.workspace.embeddingWriter(model: "general", dimension: 3)
        try writer.append(digests: digests(0..<2), rows: rows(0..<2))
        try writer.append(digests: digests(1..<4), rows: rows(1..<4))
        #expect(writer.count == 4, "the one that was there is not there twice")
        #expect(writer.missing(of: digests(2..<6)) == digests(4..<6))
        try writer.close()
        let store = try #require(try bench.workspace.embeddingStore(model: "general"))
        #expect(store.count == 4 && store.dimension == 3)
        #expect(store.vector(of: digests(3..<4)[0]) == [3, 3.5, -3])
        let some = store.rows(of: digests([3, 9, 0]))
        #expect(some.digests == digests([3, 0]))
        #expect(some.rows.values == [3, 3.5, -3, 0, 0.5, 0])
        #expect(try bench.workspace.embeddingStore(model: "other") == nil)
    }

    @Test("one writer at a time; the same model keeps its dimension")
    func writers() throws {
        let bench = try Bench()
        let writer = try bench.workspace.embeddingWriter(model: "general", dimension: 3)
        withExtendedLifetime(writer) {
            #expect(throws: WorkspaceError.self) { try bench.workspace.embeddingWriter(model: "general", dimension: 3) }
            #expect(throws: WorkspaceError.self) { try bench.workspace.embeddingWriter(model: "general", dimension: 4) }
        }
    }

    @Test("files cut off anywhere lose at most what was cut, and appending goes on")
    func truncated() throws {
        let bench = try Bench()
        let writer = try bench.workspace.embeddingWriter(model: "m", dimension: 3)
        try writer.append(digests: digests(0..<3), rows: rows(0..<3))
        try writer.close()
        let folder = bench.workspace.directory.embeddings
        let npy = try Data(contentsOf: folder.appendingPathComponent("m.npy"))
        let ids = try Data(contentsOf: folder.appendingPathComponent("m.ids"))
        for (name, whole) in [("m.npy", npy), ("m.ids", ids)] {
            for length in 0...whole.count {
                try npy.write(to: folder.appendingPathComponent("m.npy"))
                try ids.write(to: folder.appendingPathComponent("m.ids"))
                try whole.prefix(length).write(to: folder.appendingPathComponent(name))
                let again = try bench.workspace.embeddingWriter(model: "m", dimension: 3)
                #expect(again.count == (name == "m.ids" ? length / 65 : max(0, (length - 128) / 12)))
                try again.append(digests: digests(0..<4), rows: rows(0..<4))
                #expect(again.count == 4)
                try again.close()
                let matrix = try NPY.read(folder.appendingPathComponent("m.npy").path)
                #expect(matrix.rows == 4 && matrix.values == rows(0..<4).values)
                #expect(try bench.workspace.embeddingStore(model: "m")?.digests == digests(0..<4))
            }
        }
    }

    @Test("how much is embedded is counted by the images of active samples")
    func counts() throws {
        let bench = try Bench()
        try bench.take([Incoming("a"), Incoming("b"), Incoming("c"), Incoming("c2", content: "c")])
        let wanted = try bench.workspace.imageDigests(matching: SampleQuery())
        #expect(wanted.count == 3)
        let writer = try bench.workspace.embeddingWriter(model: "clip/vit b", dimension: 3)
        try writer.append(digests: [wanted[0]], rows: rows(0..<1))
        #expect(try bench.workspace.embeddings().first?.missing == 2)
        try bench.edit([2], CellChanges(state: .trashed))
        let info = try bench.workspace.embeddings()[0]
        #expect(info.model == "clip/vit b" && info.count == 1 && info.missing == 1 && info.completeShare == 0.5)
    }

    private func digests(_ range: some Sequence<Int>) -> [String] { range.map { SHA256Digest.hex(of: [UInt8($0)]) } }

    private func rows(_ range: Range<Int>) -> Matrix {
        let values = range.flatMap { [Float($0), Float($0) + 0.5, -Float($0)] }
        return Matrix(rows: range.count, columns: 3, values: values)
    }
}
