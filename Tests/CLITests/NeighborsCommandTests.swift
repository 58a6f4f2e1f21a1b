import Foundation
import Testing

@Suite("Neighbours of any matrix")
struct NeighborsCommandTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = Program(folder: folder.url)
    }

    /// An .npy file of float32.
    private func write(_ values: [Float], rows: Int, columns: Int, to name: String) throws {
        let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
        let padded = text + String(repeating: " ", count: 117 - text.utf8.count) + "\n"
        var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(padded.utf8))
        values.withUnsafeBytes { data.append(contentsOf: $0) }
        try data.write(to: folder.sub(name))
    }

    /// The numbers after the header that Tessera writes.
    private func numbers<Number: BitwiseCopyable>(_ name: String, as type: Number.Type) throws -> [Number] {
        let data = try Data(contentsOf: folder.sub(name)).dropFirst(128)
        return data.withUnsafeBytes { bytes in
            (0..<bytes.count / MemoryLayout<Number>.size).map {
                bytes.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Number>.size, as: Number.self)
            }
        }
    }

    private let line: [Float] = [0, 1, 3, 7, 15]

    @Test("Row numbers and distances are files that NumPy reads")
    func files() async throws {
        try write(line, rows: 5, columns: 1, to: "x.npy")
        let done = try await program.run(
            "neighbors", "x.npy", "near.npy", "-k", "2", "--distances", "far.npy", "--json")
        #expect(done.status == 0, "\(done.errors)")
        let report = try done.json()
        #expect(report["rows"] as? Int == 5 && report["k"] as? Int == 2 && report["method"] as? String == "exact")
        #expect(try numbers("near.npy", as: Int32.self) == [1, 2, 0, 2, 1, 0, 2, 1, 3, 2])
        #expect(try numbers("far.npy", as: Float.self) == [1, 3, 1, 2, 2, 3, 4, 6, 8, 12])
        let header = String(decoding: try Data(contentsOf: folder.sub("near.npy")).prefix(128), as: UTF8.self)
        #expect(header.contains("'descr': '<i4'") && header.contains("'shape': (5, 2)"))
    }

    @Test("More neighbours than rows are cut to what there is, and the angle is a metric too")
    func fewRows() async throws {
        try write([1, 0, 0, 1, 2, 0.1], rows: 3, columns: 2, to: "x.npy")
        let done = try await program.run("neighbors", "x.npy", "near.npy", "--metric", "cosine", "--json")
        #expect(try done.json()["k"] as? Int == 2)
        #expect(try numbers("near.npy", as: Int32.self) == [2, 1, 2, 0, 0, 1])
    }

    @Test("What cannot be right is said at once, with the code of its kind, and nothing is written")
    func hostile() async throws {
        try write([1, .nan, 3, 4], rows: 4, columns: 1, to: "nan.npy")
        try write([1], rows: 1, columns: 1, to: "one.npy")
        try write(line, rows: 5, columns: 1, to: "x.npy")
        try write(line, rows: 6, columns: 1, to: "short.npy")
        try Data("no matrix".utf8).write(to: folder.sub("text.npy"))
        for (input, code) in [
            ("nan.npy", "not-finite"), ("one.npy", "too-few-rows"), ("short.npy", "bad-npy"), ("text.npy", "bad-npy"),
            ("absent.npy", "cannot-open"), (".", "cannot-open"),
        ] {
            let failed = try await program.run("neighbors", input, "out.npy", "--json")
            #expect(failed.status == 1)
            #expect((try failed.json()["error"] as? [String: String])?["code"] == code, "\(input)")
        }
        for output in ["no/such/folder.npy", "."] {
            let failed = try await program.run("neighbors", "x.npy", output, "--json")
            #expect(failed.status == 1)
            #expect((try failed.json()["error"] as? [String: String])?["code"] == "cannot-write")
        }
        for misuse in [["-k", "0"], ["--threads", "0"], ["--metric", "manhattan"], ["--seed", "-1"]] {
            #expect(try await program.run(["neighbors", "x.npy", "out.npy"] + misuse).status == 2, "\(misuse)")
        }
        #expect(!FileManager.default.fileExists(atPath: folder.sub("out.npy").path))
        let named = try await program.run("neighbors", "nan.npy", "out.npy")
        #expect(named.errors.contains("Row 1 of the matrix"))
    }
}
