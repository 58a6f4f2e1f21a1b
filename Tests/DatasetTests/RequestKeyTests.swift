import Dataset
import Testing

@Suite("Asked for twice, done once")
struct RequestKeyTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        try bench.take([Incoming("a.png", "i", "train"), Incoming("b.png", "ii", "train")])
    }

    private func request(_ label: String, key: String?, body: String? = nil) throws -> EditRequest {
        EditRequest(
            author: "Ada", edits: [Edit(samples: [1], set: CellChanges(label: .set(label)))],
            key: key.flatMap { RequestKey($0, body: Array((body ?? label).utf8)) })
    }

    @Test("A retry after a lost answer is answered with the change that was made, also after others edited")
    func retry() throws {
        let first = try bench.workspace.apply(request("ii", key: "key-0001"))
        _ = try bench.edit([1], by: "Ben", CellChanges(label: .set("i")))
        let again = try bench.workspace.apply(request("ii", key: "key-0001"))
        #expect(again.change.id == first.change.id && again.samples == first.samples)
        #expect(again.isRepeat && !first.isRepeat)
        #expect(try bench.sample(1).label == "i")
        #expect(try bench.workspace.changes(limit: 10).count { $0.kind == .edit } == 2)
    }

    @Test("Another process knows the key too")
    func otherProcess() throws {
        let first = try bench.workspace.apply(request("ii", key: "key-0001"))
        let other = try Workspace.open(bench.workspace.directory.root)
        #expect(try other.apply(request("ii", key: "key-0001")).change.id == first.change.id)
    }

    @Test("A key that was used for something else is refused, and nothing is kept")
    func reused() throws {
        _ = try bench.workspace.apply(request("ii", key: "key-0001"))
        #expect(throws: EditError.keyUsed) { try bench.workspace.apply(request("i", key: "key-0001")) }
        #expect(try bench.sample(1).label == "ii")
    }

    @Test("What was refused leaves its key free")
    func refused() throws {
        #expect(throws: EditError.unknownClass("zz")) {
            try bench.workspace.apply(request("zz", key: "key-0001", body: "same"))
        }
        #expect(try bench.workspace.apply(request("ii", key: "key-0001", body: "same")).isRepeat == false)
    }

    @Test("Undo and redo, asked for twice, take one step")
    func undo() throws {
        _ = try bench.edit([1], CellChanges(label: .set("ii")))
        _ = try bench.edit([2], CellChanges(label: .set("i")))
        let key = RequestKey("undo-0001", body: [])
        let first = try bench.workspace.undo(author: "Ada", key: key)
        #expect(try bench.workspace.undo(author: "Ada", key: key)?.change.id == first?.change.id)
        #expect(try bench.sample(1).label == "ii" && bench.sample(2).label == "ii")
        let redo = RequestKey("redo-0001", body: [])
        let redone = try bench.workspace.redo(author: "Ada", key: redo)
        #expect(try bench.workspace.redo(author: "Ada", key: redo)?.change.id == redone?.change.id)
        #expect(try bench.sample(2).label == "i")
    }

    @Test("A key is 8 to 200 visible characters", arguments: ["short", "with a space in it", "ünicode-key", ""])
    func badKeys(key: String) { #expect(RequestKey(key, body: []) == nil) }
}
