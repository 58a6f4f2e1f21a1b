import Dataset
import Foundation
import Matrices
import Neighbors
import Testing
import Workbench

@Suite("The neighbour graph that all share")
struct SharedNeighborsTests {
    private let folder: TemporaryFolder
    private let workspace: Workspace

    init() throws {
        folder = try TemporaryFolder()
        workspace = try Workspace.create(at: folder.sub("w.tessera"), name: "w")
    }

    /// A made-up digest and its vector.
    private func digest(_ number: Int) -> String {
        SHA256Digest.hex(of: Array("image \(number)".utf8))
    }

    private func vector(_ number: Int) -> [Float] {
        var random = SeededRandom(seed: UInt64(number))
        return (0..<8).map { _ in Float(random.normal()) }
    }

    private func embed(_ numbers: Range<Int>, model: String = "made-up") throws {
        let writer = try workspace.embeddingWriter(model: model, dimension: 8)
        try writer.append(
            digests: numbers.map(digest),
            rows: Matrix(rows: numbers.count, columns: 8, values: numbers.flatMap(vector)))
        try writer.close()
    }

    private func load(_ numbers: some Sequence<Int>) throws -> LoadedEmbedding {
        try LoadedEmbedding(model: "made-up", images: numbers.map(digest), in: workspace)
    }

    private func graph(_ embedding: LoadedEmbedding, k: Int = 10, reproducible: Bool = false) throws -> NeighborGraph {
        try SharedNeighbors(workspace: workspace, threads: 2).graph(of: embedding, k: k, reproducible: reproducible)
    }

    private func anew(_ embedding: LoadedEmbedding, k: Int = 10) throws -> NeighborGraph {
        try NeighborSearch.graph(of: embedding.matrix, k: k, threads: 1)
    }

    private var file: String { SharedNeighbors.path(of: "made-up", k: 10, in: workspace) }

    @Test("It is computed once and read from then on, also for fewer neighbours")
    func once() throws {
        try embed(0..<200)
        let embedding = try load(0..<200)
        #expect(try graph(embedding) == anew(embedding))
        let written = try Data(contentsOf: URL(fileURLWithPath: file))
        let date = try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
        for k in [10, 3, 15] { #expect(try graph(embedding, k: k) == anew(embedding, k: k)) }
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date == date)
        // More than are kept are a graph of their own.
        #expect(try graph(embedding, k: 20) == anew(embedding, k: 20))
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == written)
    }

    @Test("New images join it, others leave, and it is the graph that a search from nothing gives")
    func growth() throws {
        try embed(0..<300)
        _ = try graph(load(0..<250))
        for numbers in [0..<300, 10..<300, 0..<120] {
            let embedding = try load(numbers)
            #expect(try graph(embedding) == anew(embedding))
            #expect(try graph(embedding, reproducible: true) == anew(embedding))
        }
        #expect(try graph(load(0..<1)).k == 0)
        #expect(try graph(load(0..<4)).k == 3)
        #expect(try graph(load(0..<300)) == anew(load(0..<300)))
    }

    @Test("An image whose vector has changed counts as new")
    func changed() throws {
        try embed(0..<100)
        _ = try graph(load(0..<100))
        let rows = workspace.directory.embeddings.appendingPathComponent("made-up.npy")
        var bytes = try Data(contentsOf: rows)
        bytes.replaceSubrange(128..<132, with: withUnsafeBytes(of: Float(9)) { Data($0) })
        try bytes.write(to: rows)
        let embedding = try load(0..<100)
        #expect(try graph(embedding) == anew(embedding))
    }

    @Test("A file that is cut off, changed or of something else counts as absent, wherever it is hurt")
    func damage() throws {
        try embed(0..<40)
        let embedding = try load(0..<40)
        let expected = try graph(embedding)
        let whole = try Data(contentsOf: URL(fileURLWithPath: file))
        var hurt = [Data(), Data("no graph".utf8), whole + Data([0])]
        for length in stride(from: 0, to: whole.count, by: 97) { hurt.append(whole.prefix(length)) }
        for offset in stride(from: 0, to: whole.count, by: 61) {
            var bytes = whole
            bytes[offset] ^= 0x41
            hurt.append(bytes)
        }
        for bytes in hurt {
            try bytes.write(to: URL(fileURLWithPath: file))
            #expect(try graph(embedding) == expected)
            #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == whole)
        }
        // What a killed writer left beside it is nobody's graph.
        try whole.prefix(500).write(to: URL(fileURLWithPath: file + ".123.456.part"))
        #expect(try graph(embedding) == expected)
    }

    @Test("Stopping it leaves the old one")
    func stopped() throws {
        struct Stop: Error {}
        try embed(0..<120)
        _ = try graph(load(0..<100))
        let before = try Data(contentsOf: URL(fileURLWithPath: file))
        let all = try load(0..<120)
        #expect(throws: Stop.self) {
            try SharedNeighbors(workspace: workspace, threads: 1).graph(of: all, k: 10) { _ in throw Stop() }
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == before)
    }
}
