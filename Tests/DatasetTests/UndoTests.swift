import Dataset
import Testing

@Suite("Undo and redo")
struct UndoTests {
    @Test("what was undone is as before, and can be done again")
    func undoAndRedo() throws {
        let bench = try Bench()
        let id = try bench.take([Incoming("a.png", "i"), Incoming("b.png", "ii")]).added[0]
        try bench.edit([id], CellChanges(label: .set("ii"), split: .set("val"), addTags: ["odd"]))
        let undone = try bench.workspace.undo(author: "Ada")
        #expect(undone?.change.kind == .undo)
        #expect(undone?.samples == [id])
        var sample = try bench.sample(id)
        #expect(sample.label == "i" && sample.split == nil && sample.tags.isEmpty)
        #expect(sample.revision == undone?.change.id)
        try bench.workspace.redo(author: "Ada")
        sample = try bench.sample(id)
        #expect(sample.label == "ii" && sample.split == "val" && sample.tags == ["odd"])
    }

    @Test("undo goes back edit by edit, redo forward, and a new edit ends what could be redone")
    func stacks() throws {
        let bench = try Bench()
        let id = try bench.take([Incoming("a.png", "i")]).added[0]
        for split in ["train", "val", "test"] { try bench.edit([id], CellChanges(split: .set(split))) }
        var seen: [String?] = []
        while try bench.workspace.undo(author: "Ada") != nil { seen.append(try bench.sample(id).split) }
        #expect(seen == ["val", "train", nil])
        try bench.workspace.redo(author: "Ada")
        try bench.workspace.redo(author: "Ada")
        #expect(try bench.sample(id).split == "val")
        #expect(try bench.workspace.redoable(by: "Ada") != nil)
        try bench.edit([id], CellChanges(addTags: ["new"]))
        #expect(try bench.workspace.redo(author: "Ada") == nil)
        try bench.workspace.undo(author: "Ada")
        #expect(try bench.sample(id).tags.isEmpty)
        #expect(try bench.workspace.undo(author: "Ada")?.change.summary == "undone: split of 1 sample set to val")
    }

    @Test("undoing what somebody else built upon is a conflict that says who, unless it is forced")
    func conflict() throws {
        let bench = try Bench()
        let ids = try bench.take([Incoming("a.png", "i"), Incoming("b.png", "i"), Incoming("c.png", "ii")]).added
        let first = try bench.edit([ids[0], ids[1]], CellChanges(label: .set("ii")))
        try bench.edit([ids[0]], by: "Grace", CellChanges(label: .set(nil)))
        let error = #expect(throws: EditError.self) { try bench.workspace.undo(author: "Ada", change: first.change.id) }
        guard case .conflict(let conflicts) = error else {
            Issue.record("it is a conflict")
            return
        }
        #expect(conflicts.map(\.sample) == [ids[0]])
        #expect(conflicts[0].author == "Grace" && conflicts[0].yours == "i" && conflicts[0].theirs == nil)
        #expect(try bench.sample(ids[1]).label == "ii")
        try bench.workspace.undo(author: "Ada", change: first.change.id, force: true)
        #expect(try bench.sample(ids[0]).label == "i")
        #expect(try bench.sample(ids[1]).label == "i")
    }

    @Test("what somebody else did and took back again is in nobody's way")
    func conflictThatIsOver() throws {
        let bench = try Bench()
        let id = try bench.take([Incoming("a.png", "i"), Incoming("b.png", "ii")]).added[0]
        let mine = try bench.edit([id], CellChanges(label: .set("ii")))
        try bench.edit([id], by: "Grace", CellChanges(label: .set(nil)))
        try bench.workspace.undo(author: "Grace")
        try bench.workspace.undo(author: "Ada", change: mine.change.id)
        #expect(try bench.sample(id).label == "i")
    }

    @Test("taking a tag back leaves the tags of others")
    func tags() throws {
        let bench = try Bench()
        let id = try bench.take([Incoming("a.png", tags: ["book"])]).added[0]
        let mine = try bench.edit([id], CellChanges(addTags: ["blurred"]))
        try bench.edit([id], by: "Grace", CellChanges(addTags: ["odd"]))
        try bench.workspace.undo(author: "Ada", change: mine.change.id)
        #expect(try bench.sample(id).tags == ["book", "odd"])
    }

    @Test("an undo can be undone, twice the same undo cannot")
    func undoOfUndo() throws {
        let bench = try Bench()
        let id = try bench.take([Incoming("a.png", "i"), Incoming("b.png", "ii")]).added[0]
        let edit = try bench.edit([id], CellChanges(label: .set("ii")))
        let undo = try bench.workspace.undo(author: "Ada", change: edit.change.id)
        #expect(throws: EditError.alreadyUndone(edit.change.id)) {
            try bench.workspace.undo(author: "Ada", change: edit.change.id)
        }
        let redo = try bench.workspace.undo(author: "Grace", change: undo?.change.id)
        #expect(redo?.change.kind == .redo)
        #expect(try bench.sample(id).label == "ii")
        #expect(try bench.workspace.change(edit.change.id)?.undoneBy == nil)
        #expect(try bench.workspace.change(undo?.change.id ?? 0)?.undoneBy == redo?.change.id)
    }

    @Test("an import is undone as a whole: its samples go to the trash, and come back")
    func imports() throws {
        let bench = try Bench()
        let first = try bench.take([Incoming("a.png", "i")], importID: 7)
        try bench.take([Incoming("b.png", "i")], importID: 7)
        try bench.take([Incoming("c.png", "i")], importID: 8)
        #expect(try bench.workspace.undo(author: "importer") == nil, "an import is never what Ctrl+Z means")
        let undone = try bench.workspace.undo(author: "Ada", change: first.change?.id)
        #expect(undone?.samples.count == 2)
        #expect(try bench.workspace.summary().samples == 1)
        #expect(try bench.workspace.summary().trashed == 2)
        #expect(try bench.take([Incoming("a.png", "i")], importID: 9).alreadyThere == 1)
        #expect(try bench.workspace.summary().trashed == 2, "what is in the trash stays there")
        try bench.workspace.redo(author: "Ada")
        #expect(try bench.workspace.summary().samples == 3)
    }

    @Test("an import that was worked on since is a conflict")
    func importWithWork() throws {
        let bench = try Bench()
        let batch = try bench.take([Incoming("a.png", "i"), Incoming("b.png", "ii")])
        try bench.edit([batch.added[0]], CellChanges(label: .set("ii")))
        #expect(throws: EditError.self) { try bench.workspace.undo(author: "Ada", change: batch.change?.id) }
        try bench.workspace.undo(author: "Ada", change: batch.change?.id, force: true)
        #expect(try bench.workspace.summary().trashed == 2)
    }

    @Test("a class that came with a label goes with it, unless it is in use")
    func classes() throws {
        let bench = try Bench()
        let ids = try bench.take([Incoming("a.png", "i"), Incoming("b.png", "i")]).added
        let mine = try bench.edit([ids[0]], createClasses: true, CellChanges(label: .set("iv")))
        try bench.workspace.undo(author: "Ada")
        #expect(try bench.workspace.classes().map(\.name) == ["i"])
        try bench.workspace.redo(author: "Ada")
        #expect(try bench.workspace.classes().map(\.name) == ["i", "iv"])
        #expect(try bench.sample(ids[0]).label == "iv")
        try bench.edit([ids[1]], by: "Grace", CellChanges(label: .set("iv")))
        try bench.workspace.undo(author: "Ada", change: mine.change.id)
        #expect(try bench.workspace.classes().map(\.name) == ["i", "iv"])
        #expect(try bench.sample(ids[0]).label == "i")
    }

    @Test("adding, renaming and moving classes is undone like any edit")
    func classChanges() throws {
        let bench = try Bench()
        try bench.take([Incoming("a.png", "i"), Incoming("b.png", "ii"), Incoming("c.png", "iii")])
        let classes = try bench.workspace.classes()
        let added = try bench.workspace.addClass("iv", author: "Ada")
        try bench.workspace.moveClass(classes[0].id, to: 2, author: "Ada")
        try bench.workspace.renameClass(classes[1].id, to: "two", author: "Ada")
        #expect(try bench.workspace.classes().map(\.name) == ["two", "iii", "i", "iv"])
        let ids = try bench.workspace.sampleIDs(matching: SampleQuery())
        try bench.edit([ids[0]], by: "Grace", CellChanges(label: .set("iv")))
        let error = #expect(throws: EditError.self) { try bench.workspace.undo(author: "Ada", change: added.change.id) }
        #expect(error?.code == "conflict")
        try bench.workspace.undo(author: "Grace")
        for _ in 0..<3 { try bench.workspace.undo(author: "Ada") }
        #expect(try bench.workspace.classes() == classes)
        #expect(try bench.workspace.rebuildClassesFromHistory() == classes)
    }
}
