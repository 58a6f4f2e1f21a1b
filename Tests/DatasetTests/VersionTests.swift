import Dataset
import Testing

@Suite("Versions: named points in the history, and points that never were")
struct VersionTests {
    private let bench: Bench

    /// Five samples of an import (change 1).
    init() throws {
        bench = try Bench()
        try bench.take((1...5).map { Incoming("train/i/\($0).png", "i", "train") })
    }

    private var workspace: Workspace { bench.workspace }

    private func state(_ id: Int64, _ cut: HistoryCut) throws -> SampleState? {
        try workspace.rebuildStateFromHistory(cut)[id]
    }

    private func name(of classID: Int64?) throws -> String? {
        try workspace.classes().first { $0.id == classID }?.name
    }

    @Test("A name stands for the newest change, or for the one that is said")
    func naming() throws {
        let first = try workspace.nameVersion("v1", note: "as it came", author: "Ada")
        #expect(first.change == 1 && first.note == "as it came" && first.author == "Ada")
        try bench.edit([1], CellChanges(split: .set("val")))
        #expect(try workspace.nameVersion("v2", author: "Ben").change == 2)
        #expect(try workspace.nameVersion("start", at: 0, author: "Ben").change == 0)
        #expect(try workspace.versions().map(\.name) == ["v2", "v1", "start"])
        #expect(try workspace.change(ofVersion: "v1") == 1)
        #expect(try workspace.change(ofVersion: "2") == 2)
        #expect(try workspace.change(ofVersion: nil) == 2)
    }

    @Test("A name never moves; its note may change; taken away it is free again")
    func moving() throws {
        try workspace.nameVersion("v1", author: "Ada")
        #expect(try workspace.nameVersion("v1", note: "better said", author: "Ada").note == "better said")
        try bench.edit([1], CellChanges(split: .set("val")))
        #expect(throws: VersionError.exists("v1", change: 1)) { try workspace.nameVersion("v1", author: "Ada") }
        try workspace.removeVersion("v1")
        #expect(try workspace.nameVersion("v1", author: "Ada").change == 2)
        #expect(throws: VersionError.unknown("v9")) { try workspace.removeVersion("v9") }
    }

    @Test("What is no name, and what is no change, is refused", arguments: ["", "12", "-x", "a\u{0}b", " \n"])
    func refused(name: String) {
        #expect(throws: VersionError.invalidName(name)) { try workspace.nameVersion(name, author: "Ada") }
        #expect(throws: VersionError.unknownChange(7)) { try workspace.nameVersion("v", at: 7, author: "Ada") }
        #expect(throws: VersionError.unknownChange(7)) { try workspace.change(ofVersion: "7") }
        #expect(throws: VersionError.unknown("nobody")) { try workspace.change(ofVersion: "nobody") }
    }

    @Test("Without a change everything is as if it had not been made; what came later stays")
    func without() throws {
        let relabel = try bench.edit([1, 2], createClasses: true, CellChanges(label: .set("ii"))).change.id
        try bench.edit([2], createClasses: true, CellChanges(label: .set("iii")))
        try bench.edit([3], CellChanges(split: .set("val")))
        let cut = HistoryCut(upTo: 4, without: [relabel...relabel])
        #expect(try name(of: state(1, cut)?.classID) == "i")
        #expect(try name(of: state(2, cut)?.classID) == "iii")
        #expect(try state(3, cut)?.split == "val")
        #expect(try name(of: state(1, HistoryCut(upTo: 4))?.classID) == "ii")
    }

    @Test("Without a change its undo and its redo do nothing either")
    func withoutUndone() throws {
        let edit = try bench.edit([1], CellChanges(split: .set("val"))).change.id
        try workspace.undo(author: "Ada", change: edit)
        try workspace.redo(author: "Ada")
        let last = try workspace.lastChange()
        #expect(try state(1, HistoryCut(upTo: last))?.split == "val")
        #expect(try state(1, HistoryCut(upTo: last, without: [edit...edit]))?.split == "train")
    }

    @Test("Without a change that gave a tag, the tags of later changes stay and nothing comes back with them")
    func withoutTags() throws {
        let first = try bench.edit([1], CellChanges(addTags: ["batch"])).change.id
        let second = try bench.edit([1], CellChanges(addTags: ["seen"])).change.id
        #expect(try state(1, HistoryCut(upTo: second))?.tags == ["batch", "seen"])
        #expect(try state(1, HistoryCut(upTo: second, without: [first...first]))?.tags == ["seen"])
    }

    @Test("Without an import its samples are not there, whatever was done to them since")
    func withoutImport() throws {
        let batch = try #require(
            try bench.take([Incoming("train/i/new.png", "i", "train")], importID: 2).change?.id)
        try bench.edit([6], CellChanges(split: .set("val")))
        let last = try workspace.lastChange()
        let states = try workspace.rebuildStateFromHistory(HistoryCut(upTo: last, without: [batch...batch]))
        #expect(states.keys.sorted() == [1, 2, 3, 4, 5])
    }

    @Test("With a later change, the version is as if it had been made already, and what lies between is not")
    func with() throws {
        try bench.edit([1], CellChanges(split: .set("val")))
        let later = try bench.edit([2], CellChanges(state: .trashed)).change.id
        let cut = HistoryCut(upTo: 1, with: [later...later])
        #expect(try state(1, cut)?.split == "train")
        #expect(try state(2, cut)?.state == .trashed)
    }
}
