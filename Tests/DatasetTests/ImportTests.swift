import Dataset
import Foundation
import GRDB
import Testing

@Suite("Taking images in")
struct ImportTests {
    @Test("importing the same again adds nothing; what was added since is added")
    func idempotent() throws {
        let bench = try Bench()
        let first = [Incoming("a.png", "i"), Incoming("b.png", "ii")]
        try bench.take(first)
        try bench.edit([1], CellChanges(label: .set("ii")))
        let again = try bench.take(first + [Incoming("c.png", "i")], importID: 2)
        #expect(again.alreadyThere == 2 && again.added.count == 1 && again.newImages == 1)
        #expect(try bench.sample(1).label == "ii", "a re-import takes no work back")
        #expect(try bench.take(first, importID: 3).change == nil)
    }

    @Test("one image in two places is two samples and one stored image")
    func twice() throws {
        let bench = try Bench()
        let result = try bench.take([
            Incoming("train/a.png", "i", "train", content: "same"), Incoming("val/a.png", "ii", "val", content: "same"),
        ])
        #expect(result.added.count == 2 && result.newImages == 1)
        let summary = try bench.workspace.summary()
        #expect(summary.samples == 2 && summary.images == 1)
        #expect(try waitingRoom(bench).isEmpty)
    }

    @Test("another image under the same path is refused and listed, and the first one stays")
    func changedOnDisk() throws {
        let bench = try Bench()
        try bench.take([Incoming("a.png", "i", content: "one")])
        let digest = try bench.sample(1).digest
        let result = try bench.take([Incoming("a.png", "i", content: "two")], importID: 2)
        #expect(result.refusals.map(\.code) == ["changed-on-disk"])
        #expect(try bench.sample(1).digest == digest)
        #expect(try bench.workspace.refusals().map(\.path) == ["a.png"])
        #expect(try waitingRoom(bench).isEmpty)
        try bench.workspace.recordRefusals([], importID: 3)
        #expect(try bench.workspace.refusals().isEmpty, "the last import had none")
    }

    @Test("what cannot be kept is refused one by one")
    func refusals() throws {
        let bench = try Bench()
        let result = try bench.take([
            Incoming("a.png", "../x"), Incoming("b.png", "i", "dev"), Incoming("c.png", tags: ["\u{0}"]),
            Incoming("d.png", "i"),
        ])
        #expect(result.refusals.map(\.code) == ["unsafe-class-name", "invalid-split", "bad-metadata"])
        #expect(result.added.count == 1)
        #expect(try bench.workspace.classes().map(\.name) == ["i"])
    }

    @Test("classes that are Roman numerals come in order of value, whatever the order of the batches")
    func classOrder() throws {
        let bench = try Bench()
        for (index, label) in ["x", "iv", "i", "ix", "v", "viii", "ii", "vi", "iii", "vii"].enumerated() {
            try bench.take([Incoming("\(index).png", label)])
        }
        let names = try bench.workspace.classes().map(\.name)
        #expect(names == ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"])
        #expect(ClassOrder.sorted(["img10", "img9", "Img1"]) == ["Img1", "img9", "img10"])
        #expect(ClassOrder.sorted(["x", "cat", "i"]) == ["cat", "i", "x"])
    }

    @Test("what a killed import left in the waiting room is cleared, what lives is not")
    func leftovers() throws {
        let bench = try Bench()
        let room = bench.workspace.directory.images.appendingPathComponent("incoming")
        try FileManager.default.createDirectory(at: room, withIntermediateDirectories: true)
        let digest = SHA256Digest.hex(of: [1])
        try Data([1]).write(to: room.appendingPathComponent("\(digest).99999999.1"))
        try Data([1]).write(to: room.appendingPathComponent("torn"))
        let mine = try bench.workspace.stage([2])
        let reopened = try Workspace.open(bench.workspace.directory.root)
        #expect(try waitingRoom(bench).count == 1)
        let sample = IncomingSample(sourcePath: SourcePath("a"), image: mine, width: 1, height: 1, format: "png")
        #expect(try reopened.importBatch([sample], author: "Ada", importID: 1).added.count == 1)
    }

    @Test("a half written image that a crash left at its place is replaced")
    func torn() throws {
        let bench = try Bench()
        let digest = SHA256Digest.hex(of: Array("a.png".utf8))
        let place = bench.workspace.images.url(digest)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("a.p".utf8).write(to: place)
        try bench.take([Incoming("a.png")])
        try bench.workspace.images.verify(digest)
        try Data("other".utf8).write(to: place)
        #expect(throws: WorkspaceError.self) { try bench.workspace.images.verify(digest) }
    }

    @Test("the database is durable: WAL, synchronous FULL, foreign keys")
    func pragmas() throws {
        let bench = try Bench()
        let settings = try bench.workspace.database.writeWithoutTransaction { db in
            try ["journal_mode", "synchronous", "foreign_keys"].map { name in
                try String.fetchOne(db, sql: "PRAGMA \(name)") ?? ""
            }
        }
        #expect(settings == ["wal", "2", "1"])
    }

    @Test("SHA-256 is SHA-256")
    func digest() {
        #expect(SHA256Digest.hex(of: []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            SHA256Digest.hex(of: Array("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    private func waitingRoom(_ bench: Bench) throws -> [String] {
        let room = bench.workspace.directory.images.appendingPathComponent("incoming")
        return try FileManager.default.contentsOfDirectory(atPath: room.path)
    }
}
