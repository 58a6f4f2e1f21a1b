import Dataset
import Testing

@Suite("Going back, and what differs")
struct RevertTests {
    private let bench: Bench
    private let ids: [Int64]

    init() throws {
        bench = try Bench()
        ids = try bench.take([
            Incoming("a.png", "i", "train", columns: ["n": .number(1)]), Incoming("b.png", "ii", "train"),
            Incoming("c.png", "ii", "val"),
        ]).added
    }

    private var workspace: Workspace { bench.workspace }

    @Test("a difference says what came, went, was relabelled and moved, by whom and why")
    func difference() throws {
        _ = try workspace.apply(
            EditRequest(
                author: "Ada", reason: "by hand",
                edits: [Edit(samples: [ids[0]], set: CellChanges(label: .set("ii"), addTags: ["odd"]))]))
        try bench.edit([ids[1]], by: "Grace", CellChanges(split: .set("val")))
        try bench.edit([ids[2]], by: "Grace", CellChanges(state: .trashed))
        let new = try bench.take([Incoming("d.png", "i")]).added
        try workspace.renameClass(1, to: "one", author: "Ada")
        let found = try workspace.difference(from: 1, to: workspace.lastChange())
        #expect(found.relabelled.rows.map(\.sample) == [ids[0]] && found.relabelled.rows[0].before == "i")
        #expect(found.relabelled.rows[0].after == "ii" && found.relabelled.rows[0].change == 2)
        #expect(found.moved.rows.map(\.sample) == [ids[1]] && found.moved.rows[0].after == "val")
        #expect(found.removed.rows.map(\.sample) == [ids[2]] && found.removed.rows[0].before == "ii")
        #expect(found.added.rows.map(\.sample) == new && found.added.rows[0].after == "one")
        #expect(found.otherwise.rows.map(\.after) == ["odd"])
        #expect(found.classes.map(\.before) == ["i"] && found.classes.map(\.after) == ["one"])
        let grace = try #require(found.groups.first { $0.author == "Grace" })
        #expect(grace.moved == 1 && grace.removed == 1 && grace.relabelled == 0)
        #expect(found.groups.first { $0.author == "Ada" }?.reason == "by hand")
        let back = try workspace.difference(from: workspace.lastChange(), to: 1)
        #expect(back.added.count == 1 && back.removed.count == 1 && back.relabelled.rows[0].after == "i")
        #expect(try workspace.difference(from: 2, to: 2).isEmpty)
        #expect(try workspace.difference(from: 0, to: 1, limit: 1).added.rows.count == 1)
        #expect(throws: VersionError.self) { try workspace.difference(from: 0, to: 99) }
    }

    @Test("what was changed and changed back is no difference")
    func nothing() throws {
        try bench.edit([ids[0]], CellChanges(label: .set("ii"), split: .set("val")))
        try workspace.undo(author: "Ada")
        #expect(try workspace.difference(from: 1, to: 3).isEmpty)
    }

    @Test("going back makes everything as it was, as one change that can be undone", arguments: 0..<10)
    func back(seed: Int) throws {
        var dice = Dice(seed + 50)
        var ids = ids
        var points: [(change: Int64, states: [Int64: SampleState], classes: [String])] = []
        for step in 0..<25 {
            do {
                switch dice.next(6) {
                case 0: try workspace.addClass(dice.pick(["v", "vi", "x"]), author: "Ada")
                case 1:
                    let classes = try workspace.classes()
                    try workspace.updateClass(
                        classes[dice.next(classes.count)].id, name: dice.pick([nil, "x", "y"]),
                        position: dice.next(classes.count), author: "Ada")
                case 2: ids += try bench.take([Incoming("new\(step).png", dice.pick([nil, "viii"]))]).added
                default:
                    try bench.edit([ids[dice.next(ids.count)]], createClasses: true, dice.changes())
                }
            } catch is EditError {}
            points.append(
                (try workspace.lastChange(), try workspace.currentStates(), try workspace.classes().map(\.name)))
        }
        let now = try workspace.currentStates()
        let point = points[dice.next(20)]
        let preview = try workspace.previewOfRevert(to: point.change)
        #expect(try workspace.lastChange() == points[24].change, "a preview changes nothing")
        guard preview.samples > 0 else { return }
        let applied = try workspace.revert(to: point.change, reason: "too far", seen: preview.seen, author: "Grace")
        #expect(applied.samples.count == preview.samples && applied.change.reason == "too far")
        let then = try workspace.currentStates()
        for (id, state) in then {
            if let before = point.states[id] {
                #expect(state == before, "sample \(id)")
            } else {
                #expect(state.state == .trashed)
            }
        }
        let kept = try workspace.classes().map(\.name)
        #expect(kept.filter(point.classes.contains) == point.classes)
        #expect(try workspace.rebuildStateFromHistory() == then)
        #expect(try workspace.rebuildClassesFromHistory() == workspace.classes())
        try workspace.undo(author: "Grace", change: applied.change.id)
        #expect(try workspace.currentStates() == now)
    }

    @Test("going back after somebody changed something else is told")
    func seen() throws {
        try bench.edit([ids[0]], CellChanges(label: .set("ii")))
        let preview = try workspace.previewOfRevert(to: 1)
        #expect(preview.labels == 1 && preview.people == ["Ada"])
        try bench.edit([ids[1]], by: "Grace", CellChanges(split: .set("val")))
        #expect(throws: EditError.self) { try workspace.revert(to: 1, seen: preview.seen, author: "Ada") }
        #expect(throws: EditError.nothingToDo) { try workspace.revert(to: 3, author: "Ada") }
        #expect(throws: VersionError.unknownChange(99)) { try workspace.revert(to: 99, author: "Ada") }
    }

    @Test("one change is taken back with a reason, and cells that were changed since are told")
    func one() throws {
        let first = try bench.edit([ids[0]], CellChanges(label: .set("ii")))
        let reverted = try workspace.revert(first.change.id, reason: "a slip", author: "Grace")
        #expect(reverted.change.kind == .undo && reverted.change.reason == "a slip")
        let second = try bench.edit([ids[0]], CellChanges(label: .set("ii")))
        try bench.edit([ids[0]], by: "Ben", createClasses: true, CellChanges(label: .set("iii")))
        let error = #expect(throws: EditError.self) { try workspace.revert(second.change.id, author: "Grace") }
        guard case .conflict(let conflicts) = error else { return }
        #expect(conflicts.map(\.author) == ["Ben"])
        #expect(try workspace.revert(second.change.id, force: true, author: "Grace").samples == [ids[0]])
    }

    @Test("who disagrees with whom: labels set over somebody's, and other answers in one thread")
    func disagreements() throws {
        try bench.edit([ids[0], ids[1]], by: "Ada", createClasses: true, CellChanges(label: .set("iv")))
        try bench.edit([ids[0], ids[1]], by: "Grace", createClasses: true, CellChanges(label: .set("vi")))
        try bench.edit([ids[0]], by: "Grace", CellChanges(label: .set("i")))
        let thread = try workspace.ask(ThreadQuestion("?", samples: [ids[2]]), author: "Ada")
        _ = try workspace.reply(to: thread.id, kind: .answer, text: "", label: "iv", author: "Livia")
        _ = try workspace.reply(to: thread.id, kind: .answer, text: "", label: "vi", author: "Ben")
        let found = try workspace.disagreements(in: workspace.span(from: "0", to: nil))
        #expect(found.map(\.kind) == [.relabelled, .answered])
        #expect(found[0].first == "Ada" && found[0].firstLabel == "iv" && found[0].second == "Grace")
        #expect(found[0].samples == [ids[0], ids[1]], "that Grace changed her mind is no disagreement")
        #expect(found[1].first == "Livia" && found[1].secondLabel == "vi" && found[1].thread == thread.id)
        #expect(
            try workspace.disagreements(in: workspace.span(from: "4", to: "4")).filter { $0.kind == .relabelled }
                .isEmpty)
    }

    @Test("a span is named by versions, changes, days and moments")
    func spans() throws {
        try workspace.nameVersion("v1", author: "Ada")
        try bench.edit([ids[0]], CellChanges(label: .set("ii")))
        #expect(try workspace.span(from: nil, to: nil).from == 1)
        #expect(try workspace.span(from: "v1", to: "2").to == 2)
        #expect(try workspace.span(from: "2000-01-01", to: nil).from == 0)
        #expect(try workspace.span(from: "2000-01-01T10:30", to: "2999-01-01").to == 2)
        #expect(try workspace.span(from: "2000-01-01", to: "2000-01-02").to == 0)
        #expect(throws: VersionError.self) { try workspace.span(from: "2", to: "1") }
        #expect(throws: VersionError.self) { try workspace.span(from: "x", to: nil) }
    }
}
