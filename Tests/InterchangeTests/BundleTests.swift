import Dataset
import Foundation
import Interchange
import Testing

@Suite("Bundles: one file for another copy")
struct BundleTests {
    private let folder: URL
    private let workspace: Workspace

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-bundle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        workspace = try Workspace.create(at: folder.appendingPathComponent("w.tessera"), name: "numerals")
        let batch = try ["a.png", "b\u{FF}.png", "train/i/c.png"].map { path in
            IncomingSample(
                sourcePath: SourcePath(path), image: try workspace.stage(Array("bytes of \(path)".utf8)), width: 8,
                height: 8, format: "png", label: "i", tags: ["t, u"], columns: ["n": .number(0.1), "m": .text("=1\n2")])
        }
        _ = try workspace.importBatch(batch, author: "importer", importID: 1)
        _ = try workspace.apply(
            EditRequest(
                author: "Ada", reason: "\"so\"",
                edits: [Edit(samples: [1], set: CellChanges(label: .set("ii"), columns: ["n": .number(3)]))],
                createClasses: true))
        _ = try workspace.ask(ThreadQuestion("i or ii, @Livia?", samples: [1, 2]), author: "Ada")
        try workspace.setLabellingRules(LabellingRules(keepsAnswersApart: true), author: "Ada")
        _ = try workspace.answer(
            [AnswerRequest(sample: 2, label: "i", confidence: 0.5, reason: "\u{1F600}")], by: "Ben")
        _ = try workspace.withdrawLastAnswer(by: "Ben")
        try workspace.saveRecipe("turn", definition: #"{"a":[1]}"#, author: "Ada")
        try workspace.setClassRules(
            [ClassRulesEdit(label: "i", rules: ["mirror": .init(.becomes("ii"))])], author: "Ada")
    }

    private var file: URL { folder.appendingPathComponent("theirs.bundle") }

    private func write() throws -> [UInt8] {
        _ = try BundleWriter().write(workspace, to: file)
        return [UInt8](try Data(contentsOf: file))
    }

    @Test("what comes out is what went in")
    func round() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = try BundleWriter().write(workspace, to: file)
        #expect(report.changes == 2 && report.samples == 3 && report.images == 3)
        let (bundle, own) = (try BundleReader(file), try workspace.copyContents())
        #expect(bundle.contents.changes == own.changes && bundle.contents.samples == own.samples)
        #expect(bundle.contents.work == own.work && own.work.answers.count == 2)
        #expect(bundle.contents.talk == own.talk && bundle.contents.name == "numerals")
        for sample in own.samples.values {
            #expect(try bundle.image(sample.digest) == workspace.images.read(sample.digest))
        }
        let list = Process()
        list.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        list.arguments = ["tar", "-tf", file.path]
        let pipe = Pipe()
        list.standardOutput = pipe
        try list.run()
        let names = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        list.waitUntilExit()
        #expect(list.terminationStatus == 0 && names.hasPrefix("bundle.json\nhistory.jsonl\n"))
    }

    @Test("images that the other copy has can be left out")
    func since() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(try BundleWriter().write(workspace, to: file, since: 1).images == 0)
        #expect(try BundleReader(file).contents.changes.count == 2)
    }

    @Test("whatever byte of it was changed, it is refused, and so is one that was cut")
    func damaged() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let whole = try write()
        for place in stride(from: 0, to: whole.count - 1_024, by: 97) {
            var bytes = whole
            bytes[place] ^= 0x15
            // What pads the entries, and words of the tar that nobody reads, are no part of the contents.
            guard let read = try? read(bytes) else { continue }
            #expect(read.changes == (try workspace.copyContents()).changes, "byte \(place)")
        }
        for length in stride(from: 0, to: whole.count - 1_024, by: 511) {
            #expect(throws: BundleError.self) { try read(Array(whole[..<length])) }
        }
    }

    private func read(_ bytes: [UInt8]) throws -> CopyContents {
        try Data(bytes).write(to: file)
        let bundle = try BundleReader(file)
        for sample in bundle.contents.samples.values { _ = try bundle.image(sample.digest) }
        return bundle.contents
    }

    @Test(
        "an entry that a bundle does not have is refused",
        arguments: ["../evil", "/etc/passwd", "images/../x", "images/short", "other.txt", "images/"])
    func names(name: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var bytes = Array(try write().dropLast(1_024))
        bytes += Self.entry(name, Array("x".utf8)) + [UInt8](repeating: 0, count: 1_024)
        #expect(throws: BundleError.self) { try read(bytes) }
    }

    @Test("links, entries that are there twice, and sizes beyond the file are refused")
    func hostile() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let whole = Array(try write().dropLast(1_024))
        let name = "images/" + String(repeating: "a", count: 64)
        for type in ["1", "2", "5", "L", "x"] {
            #expect(throws: BundleError.self) { try read(whole + Self.entry(name, [], type: type)) }
        }
        #expect(throws: BundleError.self) { try read(whole + Self.entry("talk.json", Array("{}".utf8))) }
        #expect(throws: BundleError.self) { try read(whole + Self.entry(name, [], size: 1 << 40)) }
        #expect(throws: BundleError.self) { try read(whole + Self.entry(name, Array("x".utf8)) + Self.entry(name, [])) }
        #expect(throws: BundleError.self) { try BundleReader(folder) }
        #expect(throws: BundleError.self) { try BundleReader(folder.appendingPathComponent("none")) }
    }

    /// A tar entry as somebody might make it.
    private static func entry(_ name: String, _ content: [UInt8], type: String = "0", size: Int? = nil) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at place: Int) {
            for (offset, byte) in text.utf8.enumerated() { header[place + offset] = byte }
        }
        put(name, at: 0)
        put("0000644", at: 100)
        let digits = String(size ?? content.count, radix: 8)
        put(String(repeating: "0", count: max(0, 11 - digits.count)) + digits, at: 124)
        put(type, at: 156)
        put("ustar", at: 257)
        let sum = header.indices.reduce(0) { $0 + ((148..<156).contains($1) ? 32 : Int(header[$1])) }
        put(String(sum, radix: 8), at: 148)
        return header + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }
}
