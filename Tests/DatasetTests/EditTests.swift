import Dataset
import Foundation
import GRDB
import Testing

@Suite("Edits")
struct EditTests {
    @Test("an edit says who, when, why, what was before and after")
    func history() throws {
        let bench = try Bench()
        let ids = try bench.take([Incoming("a.png", "i", "train"), Incoming("b.png", "ii")]).added
        let request = EditRequest(
            author: " Ada ", reason: "looks like a two",
            edits: [Edit(samples: ids, set: CellChanges(label: .set("ii"), split: .set("val")))])
        let applied = try bench.workspace.apply(request)
        #expect(applied.samples == ids)
        #expect(applied.change.author == "Ada" && applied.change.reason == "looks like a two")
        #expect(applied.change.count == 2 && applied.change.kind == .edit)
        #expect(applied.change.at.hasSuffix("Z") && applied.change.at.count == 24)
        let cells = try bench.workspace.cells(of: applied.change.id)
        #expect(cells.map(\.field) == ["label", "split", "split"], "the second was ii before")
        #expect(cells[0].before == "i" && cells[0].after == "ii")
        let history = try bench.workspace.history(of: ids[0])
        #expect(history.map(\.field) == ["label", "split", "sample"])
        #expect(history[2].after == "i, train")
        #expect(try bench.workspace.changes(limit: 10).map(\.id) == [2, 1])
        #expect(try bench.workspace.changes(after: 1, limit: 10).map(\.id) == [2])
        #expect(try bench.workspace.samplesTouched(by: 2, limit: 1) == nil)
        #expect(try bench.workspace.samplesTouched(by: 2, limit: 2) == ids)
    }

    @Test("the later of two people on the same cell is told, and nothing of theirs is half kept")
    func conflict() throws {
        let bench = try Bench()
        let ids = try bench.take([Incoming("a.png", "i"), Incoming("b.png", "ii"), Incoming("c.png", "iii")]).added
        let seen = try bench.workspace.samples(ids).map(\.revision)
        try bench.edit([ids[0]], by: "Grace", revisions: [seen[0]], CellChanges(label: .set("ii")))
        let error = #expect(throws: EditError.self) {
            try bench.edit(ids, revisions: seen, CellChanges(label: .set("iii")))
        }
        guard case .conflict(let conflicts) = error else { return }
        #expect(conflicts.count == 1)
        #expect(conflicts[0].sample == ids[0] && conflicts[0].field == "label")
        #expect(conflicts[0].yours == "iii" && conflicts[0].theirs == "ii" && conflicts[0].author == "Grace")
        #expect(try bench.sample(ids[1]).label == "ii")
    }

    @Test("two people on different cells of one sample, or of one mind, are no conflict")
    func noConflict() throws {
        let bench = try Bench()
        let id = try bench.take([Incoming("a.png", "i"), Incoming("b.png", "ii")]).added[0]
        let seen = try bench.sample(id).revision
        try bench.edit([id], by: "Grace", CellChanges(split: .set("val"), addTags: ["odd"]))
        try bench.edit([id], revisions: [seen], CellChanges(label: .set("ii"), split: .set("val"), addTags: ["mine"]))
        let sample = try bench.sample(id)
        #expect(sample.label == "ii" && sample.split == "val" && sample.tags == ["mine", "odd"])
    }

    @Test("what cannot be kept says so, and changes nothing")
    func refusals() throws {
        let bench = try Bench()
        let id = try bench.take([Incoming("a.png", "i", columns: ["mm": .number(4)])]).added[0]
        func expect(_ error: EditError, _ set: CellChanges, samples: [Int64]? = nil, create: Bool = false) {
            #expect(throws: error) { try bench.edit(samples ?? [id], createClasses: create, set) }
        }
        expect(.unknownSample(99), CellChanges(split: .set("val")), samples: [id, 99])
        expect(.unknownClass("vii"), CellChanges(label: .set("vii")))
        expect(.invalidClassName("../x"), CellChanges(label: .set("../x")), create: true)
        expect(.invalidSplit("validation"), CellChanges(split: .set("validation")))
        expect(.invalidTag("a\nb"), CellChanges(addTags: ["a\nb"]))
        expect(.unknownColumn("cm"), CellChanges(columns: ["cm": .number(1)]))
        expect(.invalidValue(column: "mm", value: "tall"), CellChanges(columns: ["mm": .text("tall")]))
        expect(.nothingToDo, CellChanges(label: .set("i")))
        #expect(throws: EditError.invalidAuthor) { try bench.edit([id], by: " ", CellChanges(split: .set("val"))) }
        #expect(throws: EditError.revisionsDoNotMatch) {
            try bench.edit([id], revisions: [], CellChanges(split: .set("val")))
        }
        #expect(try bench.workspace.changes(limit: 10).count == 1)
        #expect(try bench.workspace.currentStates() == bench.workspace.rebuildStateFromHistory())
    }

    @Test("columns are edited, emptied, and undone")
    func columns() throws {
        let bench = try Bench()
        let id = try bench.take([Incoming("a.png", columns: ["mm": .number(4), "style": .text("serif")])]).added[0]
        try bench.edit([id], CellChanges(columns: ["mm": .text("7.5"), "style": ColumnValue?.none]))
        #expect(try bench.sample(id).columns == ["mm": .number(7.5)])
        try bench.workspace.undo(author: "Ada")
        #expect(try bench.sample(id).columns == ["mm": .number(4), "style": .text("serif")])
    }

    @Test("an edit is read from JSON: absent leaves, null clears")
    func json() throws {
        let text =
            #"{"samples":[1,2],"revisions":[3,4],"set":{"label":null,"addTags":["x"],"columns":{"a":null,"b":2}}}"#
        let edit = try JSONDecoder().decode(Edit.self, from: Data(text.utf8))
        #expect(edit.samples == [1, 2] && edit.revisions == [3, 4])
        #expect(edit.set.label == .set(nil) && edit.set.split == .unchanged)
        #expect(edit.set.addTags == ["x"] && edit.set.tags == nil)
        #expect(edit.set.columns == ["a": .none, "b": .some(.number(2))])
    }

    @Test("the history cannot be rewritten, not even by SQL")
    func triggers() throws {
        let bench = try Bench()
        let id = try bench.take([Incoming("a.png", "i")]).added[0]
        let edit = try bench.edit([id], CellChanges(split: .set("val")))
        try bench.workspace.undo(author: "Ada", change: edit.change.id)
        try bench.workspace.addClass("ii", author: "Ada")
        for sql in [
            "UPDATE change SET author = 'x'", "DELETE FROM change", "UPDATE sampleCell SET after = 1",
            "DELETE FROM sampleCell", "UPDATE classCell SET after = 1", "DELETE FROM classCell",
            "UPDATE reversal SET target = 1", "DELETE FROM reversal", "DELETE FROM sample",
            "UPDATE sample SET image = 1", "UPDATE image SET digest = 'x'",
        ] {
            #expect(throws: (any Error).self, "\(sql)") {
                try bench.workspace.database.write { try $0.execute(sql: sql) }
            }
        }
        #expect(try bench.workspace.currentStates() == bench.workspace.rebuildStateFromHistory())
    }
}
