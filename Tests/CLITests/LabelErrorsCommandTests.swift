import Foundation
import Testing

@Suite("Label errors of plain arrays")
struct LabelErrorsCommandTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = Program(folder: folder.url)
        try write(Self.probabilities, type: "<f4", shape: "(7, 3)", to: "P.npy")
        try write([0, 0, 1, 1, 1, 2, 2] as [Int64], type: "<i8", shape: "(7,)", to: "y.npy")
        try Data("cat\ndog\nowl, or \"bird\"\n".utf8).write(to: folder.sub("names.txt"))
    }

    /// Row 4 is given as class 1 and looks like class 2.
    private static let probabilities: [Float] = [
        0.9, 0.05, 0.05, 0.8, 0.1, 0.1, 0.05, 0.9, 0.05, 0.1, 0.8, 0.1, 0.02, 0.03, 0.95, 0.05, 0.05, 0.9, 0.1, 0.1,
        0.8,
    ]

    /// An .npy file as NumPy writes it.
    private func write<Number>(_ numbers: [Number], type: String, shape: String, to name: String) throws {
        let text = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
        let padded = text + String(repeating: " ", count: 117 - text.utf8.count) + "\n"
        var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(padded.utf8))
        numbers.withUnsafeBytes { data.append(contentsOf: $0) }
        try data.write(to: folder.sub(name))
    }

    private func numbers<Number: BitwiseCopyable>(_ name: String, as type: Number.Type) throws -> [Number] {
        let data = try Data(contentsOf: folder.sub(name)).dropFirst(128)
        return data.withUnsafeBytes { bytes in
            (0..<bytes.count / MemoryLayout<Number>.size).map {
                bytes.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Number>.size, as: Number.self)
            }
        }
    }

    private func code(_ arguments: [String]) async throws -> (Int32, String?) {
        let done = try await program.run(["label-errors"] + arguments + ["--json"])
        return (done.status, (try done.json()["error"] as? [String: String])?["code"])
    }

    @Test("The wrong label is in the report and in the files, by class and by pair")
    func report() async throws {
        let done = try await program.run(
            "label-errors", "--labels", "y.npy", "--probs", "P.npy", "--out", "scores.npy", "--issues", "issues.npy",
            "--classes", "names.txt", "--json")
        #expect(done.status == 0, "\(done.errors)")
        let report = try done.json()
        #expect(report["samples"] as? Int == 7 && report["suspectCount"] as? Int == 1)
        let suspect = try #require((report["suspects"] as? [[String: Any]])?.first)
        #expect(suspect["row"] as? Int == 4 && suspect["givenName"] as? String == "dog")
        #expect(suspect["suggestedName"] as? String == "owl, or \"bird\"")
        let pair = try #require((report["pairs"] as? [[String: Any]])?.first)
        #expect(pair["given"] as? Int == 1 && pair["suggested"] as? Int == 2 && pair["suspects"] as? Int == 1)
        let classes = try #require(report["classes"] as? [[String: Any]])
        #expect(classes.map { $0["samples"] as? Int } == [2, 3, 2])
        #expect(classes.map { $0["suspects"] as? Int } == [0, 1, 0])
        #expect(try numbers("issues.npy", as: Int64.self) == [4])
        #expect(try numbers("scores.npy", as: Double.self).map { Float($0) } == [0.9, 0.8, 0.9, 0.8, 0.03, 0.9, 0.8])
        let header = String(decoding: try Data(contentsOf: folder.sub("scores.npy")).prefix(128), as: UTF8.self)
        #expect(header.contains("'descr': '<f8'") && header.contains("'shape': (7,)"))
    }

    @Test("A table for people, and one for spreadsheets")
    func tables() async throws {
        let done = try await program.run(
            "label-errors", "--labels", "y.npy", "--probs", "P.npy", "--issues", "issues.csv", "--classes",
            "names.txt")
        #expect(done.status == 0, "\(done.errors)")
        #expect(done.output.hasPrefix("1 of 7 labels is probably wrong, by noise-rate; 1 by the estimated joint\n"))
        #expect(done.output.contains("dog"))
        let table = try String(contentsOf: folder.sub("issues.csv"), encoding: .utf8)
        #expect(table.hasPrefix("row,given,suggested,score\n4,dog,\"owl, or \"\"bird\"\"\",0.0"))
        let none = try await program.run(
            "label-errors", "--labels", "y.npy", "--probs", "P.npy", "--limit", "0", "--quiet")
        #expect(none.status == 0 && !none.output.contains("suggested"))
    }

    @Test("Labels of every width of whole number, and probabilities of doubles, say the same")
    func types() async throws {
        func rows(_ labels: String, _ probabilities: String = "P.npy") async throws -> [Int?] {
            let done = try await program.run(
                "label-errors", "--labels", labels, "--probs", probabilities, "--method", "both", "--json")
            #expect(done.status == 0, "\(labels): \(done.output)")
            return (try done.json()["suspects"] as? [[String: Any]] ?? []).map { $0["row"] as? Int }
        }
        func check<Number: FixedWidthInteger>(_: Number.Type, _ type: String) async throws {
            try write([0, 0, 1, 1, 1, 2, 2] as [Number], type: type, shape: "(7, 1)", to: "other.npy")
            #expect(try await rows("other.npy") == [4])
        }
        try await check(Int8.self, "|i1")
        try await check(Int16.self, "<i2")
        try await check(Int32.self, "<i4")
        try await check(UInt8.self, "|u1")
        try await check(UInt16.self, "<u2")
        try await check(UInt32.self, "<u4")
        try await check(UInt64.self, "<u8")
        try write(Self.probabilities.map { Double($0) }, type: "<f8", shape: "(7, 3)", to: "P8.npy")
        #expect(try await rows("y.npy", "P8.npy") == [4])
    }

    @Test("Every method and every score is a word of the command")
    func words() async throws {
        for method in ["noise-rate", "class", "both", "confident", "predicted", "low-self-confidence"] {
            let done = try await program.run(
                "label-errors", "--labels", "y.npy", "--probs", "P.npy", "--method", method, "--score",
                "normalized-margin", "--adjusted", "--noise-share", "1", "--least-per-class", "1", "--threads", "1",
                "--json")
            #expect(try done.json()["suspectCount"] as? Int == 1, "\(method)")
        }
        let done = try await program.run(
            "label-errors", "--labels", "y.npy", "--probs", "P.npy", "--method", "low-normalized-margin", "--score",
            "entropy", "--json")
        #expect(try done.json()["suspectCount"] as? Int == 1)
    }

    @Test("What is misused ends with 2, before anything is read")
    func misuse() async throws {
        for wrong in [
            ["--method", "all"], ["--score", "best"], ["--issues", "issues.txt"], ["--limit=-1"], ["--threads", "0"],
            ["--noise-share", "1.5"], ["--least-per-class=-1"], ["--adjusted", "--score", "entropy"],
        ] {
            let (status, code) = try await code(["--labels", "no.npy", "--probs", "no.npy"] + wrong)
            #expect(status == 2 && code == "misused", "\(wrong)")
        }
        #expect(try await program.run("label-errors", "--labels", "y.npy").status == 2)
    }

    @Test("What cannot be right fails with its code and the row, and nothing is written")
    func hostile() async throws {
        var bad = Self.probabilities
        bad[5 * 3 + 1] = .nan
        try write(bad, type: "<f4", shape: "(7, 3)", to: "nan.npy")
        try write([0, 0, 1, 1, 3, 2, 2] as [Int32], type: "<i4", shape: "(7,)", to: "range.npy")
        try write([0, 1] as [Int64], type: "<i8", shape: "(2,)", to: "short.npy")
        try write([0, 0, 1, 1, 1, 2, 2] as [Float], type: "<f4", shape: "(7,)", to: "floats.npy")
        try write([0, 0, 1, 1, 1, 2, .max] as [UInt64], type: "<u8", shape: "(7,)", to: "large.npy")
        try Data("cat\ndog\n".utf8).write(to: folder.sub("two.txt"))
        let cases: [(String, String, [String], String)] = [
            ("y.npy", "nan.npy", [], "not-finite"), ("range.npy", "P.npy", [], "label-out-of-range"),
            ("short.npy", "P.npy", [], "other-length"), ("floats.npy", "P.npy", [], "bad-npy"),
            ("large.npy", "P.npy", [], "bad-npy"), ("P.npy", "P.npy", [], "bad-npy"),
            ("y.npy", "y.npy", [], "bad-npy"), ("no.npy", "P.npy", [], "cannot-open"),
            ("y.npy", "P.npy", ["--classes", "two.txt"], "other-class-count"),
            ("y.npy", "P.npy", ["--classes", "no.txt"], "cannot-open"),
            ("y.npy", "P.npy", ["--issues", "no/issues.csv"], "cannot-write"),
        ]
        for (labels, probabilities, more, wanted) in cases {
            let (status, code) = try await code(
                ["--labels", labels, "--probs", probabilities, "--out", "scores.npy"] + more)
            #expect(status == 1 && code == wanted, "\(labels) \(probabilities) \(more): \(code ?? "none")")
        }
        #expect(!FileManager.default.fileExists(atPath: folder.sub("scores.npy").path))
        let said = try await program.run("label-errors", "--labels", "y.npy", "--probs", "nan.npy")
        #expect(said.errors.contains("row 5, column 1"))
    }
}
