import Foundation
import Testing

@Suite("A layout of any matrix")
struct UMAPCommandTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = Program(folder: folder.url)
    }

    /// An .npy file of float32.
    private func write(_ values: [Float], columns: Int, to name: String) throws {
        let shape = "'shape': (\(values.count / columns), \(columns))"
        let text = "{'descr': '<f4', 'fortran_order': False, \(shape), }"
        let padded = text + String(repeating: " ", count: 117 - text.utf8.count) + "\n"
        var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(padded.utf8))
        values.withUnsafeBytes { data.append(contentsOf: $0) }
        try data.write(to: folder.sub(name))
    }

    /// The numbers after the header that Tessera writes.
    private func numbers(_ name: String) throws -> [Float] {
        try Data(contentsOf: folder.sub(name)).dropFirst(128).withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
        }
    }

    /// Two heaps, 100 apart, of numbers that look random and are the same each time.
    private func heaps(_ count: Int, salt: UInt32 = 1) -> [Float] {
        var state = salt &* 0x9E37_79B9 | 1
        return (0..<count).flatMap { row in
            (0..<4).map { _ -> Float in
                state ^= state << 13
                state ^= state >> 17
                state ^= state << 5
                return Float(state) / Float(UInt32.max) + (row < count / 2 ? 0 : 100)
            }
        }
    }

    @Test("The same bytes for any number of threads, and a report with the seconds of each phase")
    func layout() async throws {
        try write(heaps(200), columns: 4, to: "x.npy")
        let done = try await program.run(
            "umap", "x.npy", "y.npy", "--epochs", "50", "--threads", "1", "--components", "3", "--json")
        #expect(done.status == 0, "\(done.errors)")
        let report = try done.json()
        #expect(report["rows"] as? Int == 200 && report["columns"] as? Int == 4 && report["components"] as? Int == 3)
        let seconds = try #require(report["seconds"] as? [String: Double])
        #expect(
            Set(seconds.keys) == ["reading", "neighbors", "graph", "start", "descent", "writing", "total"])
        let again = try await program.run(
            "umap", "x.npy", "z.npy", "--epochs", "50", "--threads", "3", "--components", "3", "--quiet")
        #expect(again.status == 0 && again.errors.isEmpty)
        #expect(try numbers("y.npy").count == 600)
        #expect(try Data(contentsOf: folder.sub("y.npy")) == Data(contentsOf: folder.sub("z.npy")))
        let other = try await program.run("umap", "x.npy", "z.npy", "--method", "pca")
        #expect(other.status == 0 && other.output.contains("by pca"))
        #expect(try numbers("z.npy").count == 400)
    }

    @Test("New rows are placed beside their like, and the layout stays as it is")
    func transform() async throws {
        try write(heaps(200), columns: 4, to: "x.npy")
        try write(heaps(20, salt: 7), columns: 4, to: "new.npy")
        #expect(try await program.run("umap", "x.npy", "y.npy").status == 0)
        let before = try Data(contentsOf: folder.sub("y.npy"))
        let done = try await program.run("umap", "x.npy", "y.npy", "--transform", "new.npy", "--output", "placed.npy")
        #expect(done.status == 0, "\(done.errors)")
        #expect(try Data(contentsOf: folder.sub("y.npy")) == before)
        let (old, placed) = (try numbers("y.npy"), try numbers("placed.npy"))
        #expect(placed.count == 40)
        func distance(_ row: Int, toHeap heap: Int) -> Float {
            (heap * 100..<heap * 100 + 100).map { other in
                hypot(placed[2 * row] - old[2 * other], placed[2 * row + 1] - old[2 * other + 1])
            }.min() ?? 0
        }
        for row in 0..<20 { #expect(distance(row, toHeap: row / 10) < distance(row, toHeap: 1 - row / 10)) }
    }

    @Test("Labels draw classes together; labels that do not fit are refused")
    func labels() async throws {
        try write(heaps(60), columns: 4, to: "x.npy")
        try write((0..<60).map { Float($0 % 3) - 1 }, columns: 1, to: "labels.npy")
        try write([1, 2, 3], columns: 1, to: "few.npy")
        try write([Float](repeating: 0.5, count: 60), columns: 1, to: "halves.npy")
        let done = try await program.run("umap", "x.npy", "y.npy", "--labels", "labels.npy", "--target-weight", "0.9")
        #expect(done.status == 0, "\(done.errors)")
        for (labels, code) in [("few.npy", "does-not-fit"), ("halves.npy", "bad-labels"), ("none.npy", "cannot-open")] {
            let failed = try await program.run("umap", "x.npy", "z.npy", "--labels", labels, "--json")
            #expect(failed.status == 1)
            #expect((try failed.json()["error"] as? [String: String])?["code"] == code, "\(labels)")
        }
        #expect(!FileManager.default.fileExists(atPath: folder.sub("z.npy").path))
    }

    @Test("What makes no sense is misuse; what cannot be read is a failure; nothing is written")
    func hostile() async throws {
        try write(heaps(20), columns: 4, to: "x.npy")
        try write([1, 2, .infinity, 4], columns: 1, to: "infinite.npy")
        try Data("no matrix".utf8).write(to: folder.sub("text.npy"))
        for misuse in [
            ["--neighbors", "1"], ["--min-dist", "2"], ["--spread", "0"], ["--components", "17"], ["--threads", "0"],
            ["--metric", "manhattan"], ["--transform", "x.npy"], ["--output", "y.npy"], ["--target-weight", "2"],
            ["--method", "pca", "--labels", "x.npy"], ["--epochs", "-1"],
        ] { #expect(try await program.run(["umap", "x.npy", "out.npy"] + misuse).status == 2, "\(misuse)") }
        for (input, code) in [("infinite.npy", "not-finite"), ("text.npy", "bad-npy"), ("absent.npy", "cannot-open")] {
            let failed = try await program.run("umap", input, "out.npy", "--json")
            #expect(failed.status == 1)
            #expect((try failed.json()["error"] as? [String: String])?["code"] == code, "\(input)")
        }
        #expect(!FileManager.default.fileExists(atPath: folder.sub("out.npy").path))
    }

    @Test("Ctrl-C ends it with the code 3 and writes nothing")
    func cancelled() async throws {
        // Minutes of work: on a busy machine a test may look away for long.
        try write(heaps(6_000), columns: 4, to: "x.npy")
        let running = try program.start(["umap", "x.npy", "y.npy", "--epochs", "100000"])
        try await running.wait { running.errors.contains("laying out") }
        running.send(SIGINT)
        #expect(try await running.finished().status == 3)
        #expect(!FileManager.default.fileExists(atPath: folder.sub("y.npy").path))
    }
}
