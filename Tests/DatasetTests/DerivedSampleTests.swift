import Dataset
import Testing

@Suite("Derived samples")
struct DerivedSampleTests {
    private let bench: Bench
    /// iv and vi in train, v in val.
    private let parents: [Int64]

    init() throws {
        bench = try Bench()
        parents = try bench.take([
            Incoming("train/iv/a.png", "iv", "train"), Incoming("train/vi/b.png", "vi", "train"),
            Incoming("val/v/c.png", "v", "val"),
        ]).added
    }

    private func derive(_ path: String, of parents: [Int64], label: String = "vi") throws -> Int64 {
        let applied = try bench.workspace.derive(
            [IncomingDerivation(kind: .recipe, parents: parents, sample: bench.incoming(Incoming(path, label)))],
            author: "Ada")
        return try #require(applied.samples.first)
    }

    private func move(_ samples: [Int64], to split: String?) throws {
        try bench.edit(samples, CellChanges(split: .set(split)))
    }

    @Test("A derived sample has its parents' split and the tag, and one undo takes it back")
    func derives() throws {
        let derived = try derive("derived/a.png", of: [parents[0]])
        let sample = try bench.sample(derived)
        #expect(sample.split == "train" && sample.label == "vi" && sample.tags == ["derived"])
        let lineage = try #require(try bench.workspace.derivations(of: [derived]).first)
        #expect(lineage.parents == [parents[0]] && lineage.author == "Ada" && lineage.kind == .recipe)
        try bench.workspace.undo(author: "Ada")
        #expect(try bench.sample(derived).state == .trashed)
        try bench.workspace.redo(author: "Ada")
        #expect(try bench.sample(derived).state == .active)
        #expect(try bench.workspace.rebuildStateFromHistory() == bench.workspace.currentStates())
    }

    @Test("It follows its parent to another split in the same change, also over several generations, and back by undo")
    func follows() throws {
        let child = try derive("derived/a.png", of: [parents[0]])
        let grandchild = try derive("derived/b.png", of: [child])
        let applied = try bench.edit([parents[0]], CellChanges(split: .set("val")))
        #expect(applied.samples == [parents[0], child, grandchild])
        #expect(try [child, grandchild].map { try bench.sample($0).split } == ["val", "val"])
        try bench.workspace.undo(author: "Ada")
        #expect(try [parents[0], child, grandchild].map { try bench.sample($0).split } == ["train", "train", "train"])
        #expect(try bench.workspace.rebuildStateFromHistory() == bench.workspace.currentStates())
    }

    @Test("An older move that is undone takes those along that were made meanwhile")
    func undoOfOlderMove() throws {
        try move([parents[0]], to: "val")
        let move = try bench.workspace.lastChange()
        let child = try derive("derived/a.png", of: [parents[0]])
        #expect(try bench.sample(child).split == "val")
        try bench.workspace.undo(author: "Ada", change: move)
        #expect(try bench.sample(child).split == "train")
    }

    @Test("Its own split cannot be edited apart, but together with its parent's it can")
    func notApart() throws {
        let child = try derive("derived/a.png", of: [parents[0]])
        #expect(throws: EditError.derivedSplit(child)) { try move([child], to: "val") }
        #expect(throws: EditError.derivedSplit(child)) { try move([child], to: nil) }
        #expect(try bench.sample(child).split == "train")
        try move([child, parents[0]], to: "val")
        #expect(try bench.sample(child).split == "val")
    }

    @Test("Of parents in different splits it is in none, until they come together")
    func severalParents() throws {
        let child = try derive("derived/a.png", of: [parents[0], parents[2]])
        #expect(try bench.sample(child).split == nil)
        try move([parents[2]], to: "train")
        #expect(try bench.sample(child).split == "train")
        try move([parents[0]], to: "test")
        #expect(try bench.sample(child).split == nil)
    }

    @Test("After any moves of anybody no derived sample is in another split than its parents", arguments: 1...8)
    func neverCrosses(seed: Int) throws {
        var dice = Dice(seed)
        var all = parents
        for step in 0..<60 {
            if dice.next(3) == 0 {
                let chosen = Array(Set((0...dice.next(2)).map { _ in dice.pick(all) })).sorted()
                all.append(try derive("derived/\(step).png", of: chosen))
            } else if dice.next(5) == 0 {
                _ = try? bench.workspace.undo(author: "Ada", force: true)
            } else {
                // Some of these are refused.
                _ = try? move([dice.pick(all), dice.pick(all)], to: dice.pick(["train", "val", "test", nil]))
            }
        }
        for derivation in try bench.workspace.derivations(of: all) {
            let splits = try Set(derivation.parents.map { try bench.sample($0).split })
            let expected: String? = splits.count == 1 ? splits.first ?? nil : nil
            #expect(try bench.sample(derivation.sample).split == expected)
        }
        #expect(try bench.workspace.rebuildStateFromHistory() == bench.workspace.currentStates())
    }

    @Test("What was made of samples that are to go is found, grandchildren too, trashed ones not")
    func descendants() throws {
        let child = try derive("derived/a.png", of: [parents[0]])
        let grandchild = try derive("derived/b.png", of: [child])
        #expect(try bench.workspace.samplesDerived(from: [parents[0]]) == [child, grandchild])
        try bench.edit([child], CellChanges(state: .trashed))
        #expect(try bench.workspace.samplesDerived(from: [parents[0]]) == [grandchild])
    }

    @Test("A derived sample is out of date once its parent was relabelled, until its own label is looked at again")
    func outdated() throws {
        let child = try derive("derived/a.png", of: [parents[0]])
        #expect(try bench.workspace.outdatedDerivations().isEmpty)
        try bench.edit([parents[0]], CellChanges(label: .set("vi")))
        let found = try #require(try bench.workspace.outdatedDerivations().first)
        #expect(found.derivation.sample == child && found.parentLabels == ["vi"] && found.label == "vi")
        // Relabelled and back: all is well.
        try bench.edit([parents[0]], CellChanges(label: .set("iv")))
        #expect(try bench.workspace.outdatedDerivations().isEmpty)
        try bench.edit([parents[0]], CellChanges(label: .set("v")))
        try bench.edit([child], CellChanges(label: .set("v")))
        #expect(try bench.workspace.outdatedDerivations().isEmpty)
    }

    @Test("Without a parent, of an unknown one or with an unknown label nothing is kept")
    func refusals() throws {
        let before = try bench.workspace.lastChange()
        #expect(throws: EditError.noParents) { try derive("derived/a.png", of: []) }
        #expect(throws: EditError.unknownSample(99)) { try derive("derived/a.png", of: [99]) }
        #expect(throws: EditError.unknownClass("xx")) { try derive("derived/a.png", of: [parents[0]], label: "xx") }
        #expect(try bench.workspace.lastChange() == before)
    }

    @Test("Two of the same path are two")
    func samePath() throws {
        let first = try derive("derived/a.png", of: [parents[0]]),
            second = try derive("derived/a.png", of: [parents[0]])
        #expect(try bench.sample(first).path == "derived/a.png" && bench.sample(second).path == "derived/a-2.png")
    }
}
