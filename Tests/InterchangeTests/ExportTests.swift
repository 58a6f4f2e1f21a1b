import Dataset
import Foundation
import Interchange
import Testing

@Suite("Export")
struct ExportTests {
    @Test("a folder that is imported and exported comes back, and the export imports to the same dataset")
    func roundTrip() throws {
        let folder = try ImageFolder([
            "train/i/a.png": "1", "train/ii/a.png": "2", "val/i/a.png": "1", "label_book/i/c.png": "4",
            "test/x/very nice.png": "5",
        ])
        try folder.add(bytes: Array("train/i/".utf8) + [0xFF] + Array(".png".utf8), "6")
        let place = try ImageFolder()
        let workspace = try Workspace.create(at: place["w.tessera"], name: "numerals")
        _ = try workspace.take(folder.url)
        let report = try FolderWriter().export(workspace, to: place["out"])
        #expect(report.samples == 6 && report.renamed == 0 && report.bytes == 6)
        #expect(try ExportVerifier().verify(workspace, at: place["out"]).problems == [])
        let expected = try files(in: folder.url) + ["metadata.jsonl", "tessera.json"]
        #expect(try files(in: place["out"]) == expected.sorted())

        let second = try Workspace.create(at: place["second.tessera"], name: "numerals")
        let listing = try second.take(place["out"])
        #expect(listing.layout == .export && listing.refusals.isEmpty)
        #expect(try second.content() == workspace.content())
        #expect(try second.classes() == workspace.classes())
        #expect(try ExportVerifier().verify(second, at: place["out"]).isFaithful)
        #expect(try workspace.take(place["out"], importID: 2).entries.count == 6)
        #expect(try workspace.summary().samples == 6, "an export taken back into its dataset adds nothing")
    }

    @Test("edits move files: labels, splits, names that collide, trash, tags, columns, order of classes")
    func edited() throws {
        let folder = try ImageFolder([
            "train/i/a.png": "1", "train/ii/a.png": "2", "train/ii/b.png": "3", "label_book/i/c.png": "4",
            "metadata.csv": "file_name,label,split,style\ntrain/i/a.png,i,train,serif\ntrain/ii/a.png,ii,train,\n"
                + "train/ii/b.png,ii,train,007\nlabel_book/i/c.png,i,,\n",
        ])
        let place = try ImageFolder()
        let workspace = try Workspace.create(at: place["w.tessera"], name: "numerals")
        _ = try workspace.take(folder.url)
        let byPath = Dictionary(
            uniqueKeysWithValues: try workspace.samples(workspace.sampleIDs(matching: SampleQuery())).map {
                ($0.path, $0.id)
            })
        func edit(_ path: String, _ set: CellChanges) throws {
            let id = try #require(byPath[path])
            _ = try workspace.apply(EditRequest(author: "Ada", edits: [Edit(samples: [id], set: set)]))
        }
        try edit("train/ii/a.png", CellChanges(label: .set("i"), addTags: ["odd"]))
        try edit("train/ii/b.png", CellChanges(state: .trashed))
        try edit("label_book/i/c.png", CellChanges(label: .set(nil)))
        try workspace.moveClass(workspace.classes()[1].id, to: 0, author: "Ada")
        let report = try FolderWriter().export(workspace, to: place["out"])
        #expect(report.samples == 3 && report.renamed == 1)
        #expect(
            try files(in: place["out"]) == [
                "label_book/_unlabeled/c.png", "metadata.jsonl", "tessera.json", "train/i/a-2.png", "train/i/a.png",
            ])
        #expect(try ExportVerifier().verify(workspace, at: place["out"]).isFaithful)
        let second = try Workspace.create(at: place["second.tessera"], name: "numerals")
        _ = try second.take(place["out"])
        #expect(try second.content() == workspace.content())
        #expect(try second.classes().map(\.name) == ["ii", "i"])
    }

    @Test("every way in which an export can differ is told")
    func verify() throws {
        let folder = try ImageFolder([
            "train/i/a.png": "1", "train/i/b.png": "2", "train/i/c.png": "3", "train/ii/d.png": "4",
        ])
        let place = try ImageFolder()
        let workspace = try Workspace.create(at: place["w.tessera"], name: "numerals")
        _ = try workspace.take(folder.url)
        _ = try FolderWriter().export(workspace, to: place["out"])
        try Data("X".utf8).write(to: place["out/train/i/a.png"])
        try FileManager.default.removeItem(at: place["out/train/i/b.png"])
        try Data("3 and more".utf8).write(to: place["out/train/i/c.png"])
        try Data("new".utf8).write(to: place["out/train/i/new.png"])
        let last = try workspace.sampleIDs(matching: SampleQuery())[3]
        let set = CellChanges(label: .set("i"), split: .set("val"), addTags: ["odd"])
        _ = try workspace.apply(EditRequest(author: "Ada", edits: [Edit(samples: [last], set: set)]))
        let kinds = try ExportVerifier().verify(workspace, at: place["out"]).problems.map(\.kind)
        #expect(kinds == [.changed, .missing, .changed, .label, .split, .tags, .extra])
    }

    @Test("an export replaces an earlier one, and nothing else")
    func replacing() throws {
        let folder = try ImageFolder(["i/a.png": "1"])
        let place = try ImageFolder()
        let workspace = try Workspace.create(at: place["w.tessera"], name: "numerals")
        _ = try workspace.take(folder.url)
        #expect(throws: FolderError.notAnExport(folder.url.path)) {
            try FolderWriter().export(workspace, to: folder.url)
        }
        try FileManager.default.createDirectory(at: place["out"], withIntermediateDirectories: true)
        _ = try FolderWriter().export(workspace, to: place["out"])
        _ = try FolderWriter().export(workspace, to: place["out"])
        #expect(try ExportVerifier().verify(workspace, at: place["out"]).isFaithful)
        try Data("mine".utf8).write(to: place["out/notes.txt"])
        #expect(throws: FolderError.exportHasOthers(place["out"].path, "notes.txt")) {
            try FolderWriter().export(workspace, to: place["out"])
        }
        #expect(try String(contentsOf: place["out/notes.txt"], encoding: .utf8) == "mine")
    }

    @Test("an export that is stopped leaves nothing, one that was killed is cleared by the next")
    func stopped() throws {
        let folder = try ImageFolder(["i/a.png": "1"])
        let place = try ImageFolder()
        let workspace = try Workspace.create(at: place["w.tessera"], name: "numerals")
        _ = try workspace.take(folder.url)
        #expect(throws: CancellationError.self) {
            try FolderWriter().export(workspace, to: place["out"]) { _, _ in throw CancellationError() }
        }
        try place.add(".out.tessera-part.99999999.1/i/a.png")
        _ = try FolderWriter().export(workspace, to: place["out"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.url.path).sorted() == ["out", "w.tessera"])
    }

    @Test("what a hostile export names as the source of a sample leads nowhere")
    func hostileSource() throws {
        let line = { (file: String, source: String) in
            #"{"file_name":"\#(file)","label":"i","split":"train","tags":[],"sha256":"","source":"\#(source)"}"# + "\n"
        }
        let folder = try ImageFolder([
            "tessera.json":
                #"{"format":"tessera-export","version":1,"name":"x","samples":2,"classes":["i"],"columns":[]}"#,
            "metadata.jsonl": line("a.png", "../../../tmp/evil/..") + line("b.png", "x/.hidden")
                + line("../c.png", "c"),
            "a.png": "1", "b.png": "2",
        ])
        let place = try ImageFolder()
        let workspace = try Workspace.create(at: place["w.tessera"], name: "numerals")
        #expect(try workspace.take(folder.url).codes == ["unsafe-path"])
        _ = try FolderWriter().export(workspace, to: place["out"])
        #expect(
            try files(in: place["out"]) == ["metadata.jsonl", "tessera.json", "train/i/_..", "train/i/_.hidden"])
        #expect(try ExportVerifier().verify(workspace, at: place["out"]).isFaithful)
    }

    @Test(
        "the competition's data goes through byte for byte",
        .enabled(if: RealData.folder != nil, "the data is not here"))
    func realData() throws {
        let data = try #require(RealData.folder)
        let place = try ImageFolder()
        let workspace = try Workspace.create(at: place["w.tessera"], name: "numerals")
        let listing = try workspace.take(data)
        #expect(listing.entries.count == 2_932 && listing.refusals.isEmpty)
        let summary = try workspace.summary()
        #expect(summary.bySplit == ["train": 2_067, "val": 813, "test": 0, "none": 52])
        #expect(summary.tags.map(\.name) == ["label_book"] && summary.tags.map(\.count) == [52])
        #expect(summary.classes.map(\.name) == ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"])
        _ = try FolderWriter().export(workspace, to: place["out"])
        #expect(try ExportVerifier().verify(workspace, at: place["out"]).problems == [])
        let ours = try files(in: place["out"]).filter { $0.hasSuffix(".png") }
        #expect(try ours == files(in: data).filter { $0.hasSuffix(".png") })
        for file in ours {
            #expect(try Data(contentsOf: place["out/\(file)"]) == Data(contentsOf: data.appendingPathComponent(file)))
        }
    }

    /// Files below a folder, sorted; `?` for bytes that are not UTF-8.
    private func files(in folder: URL) throws -> [String] {
        let find = Process()
        find.executableURL = URL(fileURLWithPath: "/usr/bin/find")
        find.arguments = [folder.path, "-type", "f"]
        let output = Pipe()
        find.standardOutput = output
        try find.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        find.waitUntilExit()
        return text.split(separator: "\n").map { String($0.dropFirst(folder.path.count + 1)) }.sorted()
    }
}

/// The data of the competition, where it lies beside the project.
private enum RealData {
    static let folder: URL? = {
        let named = ProcessInfo.processInfo.environment["TESSERA_REAL_DATA"].map {
            URL(fileURLWithPath: $0, isDirectory: true)
        }
        let beside = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../shared/data/roman-numerals", isDirectory: true).standardizedFileURL
        let folder = named ?? beside
        return FileManager.default.fileExists(atPath: folder.appendingPathComponent("train").path) ? folder : nil
    }()
}
