import Dataset
import Foundation
import GRDB
import Testing

/// Two copies of one workspace, on two laptops.
private struct Copies {
    let ours: Bench
    let theirs: Workspace
    let ids: [Int64]

    init(_ samples: [Incoming]? = nil) throws {
        ours = try Bench()
        ids = try ours.take(
            samples
                ?? (0..<6).map {
                    Incoming("\($0).png", ["i", "ii", "iii"][$0 % 3], columns: ["n": .number(Double($0))])
                }
        ).added
        theirs = try Self.copy(of: ours.workspace, to: ours.folder["theirs.tessera"])
    }

    static func copy(of workspace: Workspace, to root: URL) throws -> Workspace {
        // As with `cp -r` of a workspace that nobody writes to.
        try workspace.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try FileManager.default.copyItem(at: workspace.directory.root, to: root)
        return try Workspace.open(root)
    }

    @discardableResult
    func edit(_ side: Workspace, _ samples: [Int64], by author: String, reason: String? = nil, _ set: CellChanges)
        throws -> AppliedChange
    {
        try side.apply(
            EditRequest(
                author: author, reason: reason, edits: [Edit(samples: samples, set: set)], createClasses: true))
    }

    static func bring(
        _ other: Workspace, into workspace: Workspace, _ decisions: MergeDecisions = .init(), isTrial: Bool = false
    ) throws -> MergeReport {
        let contents = try other.copyContents()
        let staged = try workspace.imagesNeeded(by: contents).map { try workspace.stage(other.images.read($0.digest)) }
        return try workspace.merge(contents, decisions: decisions, images: staged, isTrial: isTrial, author: "Merger")
    }

    @discardableResult
    func bring(_ decisions: MergeDecisions = .init(), isTrial: Bool = false) throws -> MergeReport {
        try Self.bring(theirs, into: ours.workspace, decisions, isTrial: isTrial)
    }
}

@Suite("Two copies of a workspace come together")
struct MergeTests {
    @Test("what each did comes together, with who, when and why; and nothing twice")
    func both() throws {
        let copies = try Copies()
        let (ours, theirs, ids) = (copies.ours.workspace, copies.theirs, copies.ids)
        try copies.edit(ours, [ids[0]], by: "Ada", CellChanges(label: .set("iv")))
        let change = try copies.edit(
            theirs, [ids[1], ids[2]], by: "Grace", reason: "by hand",
            CellChanges(label: .set("v"), split: .set("val"), addTags: ["odd"], columns: ["n": .number(9)]))
        try theirs.undo(
            author: "Grace",
            change: copies.edit(theirs, [ids[3]], by: "Grace", CellChanges(label: .set("i"), addTags: ["x"])).change.id)
        let trial = try copies.bring(isTrial: true)
        #expect(try ours.lastChange() == 2, "a trial changes nothing")
        let report = try copies.bring()
        #expect(report == trial || report.conflicts.isEmpty)
        #expect(report.common == 1 && report.changes == 3 && report.conflicts.isEmpty && report.notes.isEmpty)
        let samples = try ours.samples(ids)
        #expect(samples.map(\.label) == ["iv", "v", "v", "i", "ii", "iii"])
        #expect(samples[1].split == "val" && samples[1].tags == ["odd"] && samples[1].columns["n"] == .number(9))
        #expect(samples[3].tags.isEmpty)
        let cell = try #require(try ours.blame(of: ids[1]).cells.first { $0.field == "label" })
        #expect(cell.author == "Grace" && cell.reason == "by hand" && cell.at == change.change.at)
        let again = try copies.bring()
        #expect(again.changes == 0 && again.withoutEffect == 0 && again.conflicts.isEmpty && again.common == 1)
        let back = try Copies.bring(ours, into: theirs)
        #expect(back.changes == 1 && back.conflicts.isEmpty)
        #expect(try named(ours) == named(theirs))
        #expect(try Copies.bring(theirs, into: ours).changes == 0)
        // An undo that came in is one here too.
        let undo = try #require(try ours.changes(limit: 10).first { $0.kind == .undo })
        #expect(undo.undoes != nil)
        #expect(try ours.rebuildStateFromHistory() == ours.currentStates())
    }

    @Test("one cell that both set to different values is a conflict: ours holds, theirs is kept, and somebody decides")
    func conflict() throws {
        let copies = try Copies()
        let (ours, theirs, ids) = (copies.ours.workspace, copies.theirs, copies.ids)
        try copies.edit(ours, [ids[0], ids[1]], by: "Ada", CellChanges(label: .set("ii"), addTags: ["a"]))
        try copies.edit(
            theirs, [ids[0], ids[1], ids[2]], by: "Grace", reason: "sure",
            CellChanges(label: .set("iv"), addTags: ["b"]))
        let report = try copies.bring()
        #expect(report.conflicts.map(\.sample) == [ids[0]], "the second was ii before, so only Grace changed it")
        #expect(try ours.samples(ids).prefix(3).map(\.label) == ["ii", "iv", "iv"])
        #expect(try ours.samples([ids[0]]).first?.tags == ["a", "b"], "tags of both are kept")
        let open = try #require(try ours.conflicts().first)
        #expect(open.ours == "ii" && open.theirs == "iv" && open.ourAuthor == "Ada" && open.theirAuthor == "Grace")
        #expect(open.theirReason == "sure" && open.key == "sample \(ids[0]) label")
        let applied = try ours.decideConflict(try #require(open.id), .theirs, author: "Livia")
        #expect(applied?.samples == [ids[0]])
        #expect(try ours.samples([ids[0]]).first?.label == "iv")
        #expect(try ours.conflicts().isEmpty && ours.conflicts(isOpen: false).first?.decidedBy == "Livia")
        #expect(throws: MergeError.self) { try ours.decideConflict(open.id ?? 0, .ours, author: "Ada") }
        #expect(throws: MergeError.unknownConflict(99)) { try ours.decideConflict(99, .ours, author: "Ada") }
        // What was decided here holds there.
        let back = try Copies.bring(ours, into: theirs)
        #expect(back.conflicts.isEmpty)
        #expect(try named(ours) == named(theirs))
    }

    @Test("who sets the cell otherwise has decided it")
    func decidedInTheSheet() throws {
        let copies = try Copies()
        try copies.edit(copies.ours.workspace, [copies.ids[0]], by: "Ada", CellChanges(label: .set("ii")))
        try copies.edit(copies.theirs, [copies.ids[0]], by: "Grace", CellChanges(label: .set("iii")))
        try copies.bring()
        #expect(try copies.ours.workspace.conflicts().count == 1)
        try copies.edit(copies.ours.workspace, [copies.ids[0]], by: "Ada", CellChanges(label: .set("iv")))
        #expect(try copies.ours.workspace.conflicts().isEmpty)
        #expect(try copies.ours.workspace.conflicts(isOpen: false).map(\.decision) == [.other])
    }

    @Test("decisions can be said beforehand, for all or cell by cell")
    func beforehand() throws {
        for (decisions, labels) in [
            (MergeDecisions(all: .theirs), ["iv", "iv"]), (MergeDecisions(all: .ours), ["ii", "iii"]),
            (MergeDecisions(cells: ["sample 2 label": .theirs]), ["ii", "iv"]),
        ] {
            let copies = try Copies()
            let (ours, ids) = (copies.ours.workspace, copies.ids)
            try copies.edit(ours, [ids[0]], by: "Ada", CellChanges(label: .set("ii")))
            try copies.edit(ours, [ids[1]], by: "Ada", CellChanges(label: .set("iii")))
            try copies.edit(copies.theirs, [ids[0], ids[1]], by: "Grace", CellChanges(label: .set("iv")))
            let report = try copies.bring(decisions)
            #expect(report.conflicts.count == 2)
            #expect(report.undecided == (decisions.all == nil ? 1 : 0))
            #expect(try ours.samples([ids[0], ids[1]]).map(\.label) == labels)
        }
    }

    @Test("new images, classes and columns come in; the same folder imported on both is there once")
    func imports() throws {
        let copies = try Copies()
        let (bench, theirs) = (copies.ours, copies.theirs)
        func take(_ samples: [Incoming], into workspace: Workspace, import id: Int64) throws {
            let batch = try samples.map { sample in
                IncomingSample(
                    sourcePath: SourcePath(sample.path),
                    image: try workspace.stage(Array((sample.content ?? sample.path).utf8)), width: 8, height: 8,
                    format: "png", label: sample.label, split: sample.split, tags: sample.tags, columns: sample.columns)
            }
            _ = try workspace.importBatch(batch, author: "importer", importID: id)
        }
        try take(
            [Incoming("both.png", "i"), Incoming("clash.png", "i", content: "ours"), Incoming("ours.png", "vi")],
            into: bench.workspace, import: 2)
        try take(
            [
                Incoming("both.png", "i"), Incoming("clash.png", "ii", content: "theirs"),
                Incoming("theirs.png", "vii", "val", tags: ["t"], columns: ["m": .text("x")]),
            ], into: theirs, import: 2)
        try take([Incoming("more.png", "vi")], into: theirs, import: 2)
        let report = try copies.bring()
        #expect(report.samples == 3 && report.images == 3 && report.conflicts.isEmpty)
        #expect(report.notes.count == 1 && report.notes[0].contains("clash.png"))
        let all = try bench.workspace.samples(bench.workspace.sampleIDs(matching: SampleQuery()))
        let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })
        #expect(byPath["theirs.png"]?.label == "vii" && byPath["theirs.png"]?.columns["m"] == .text("x"))
        #expect(byPath["theirs.png"]?.tags == ["t"] && byPath["theirs.png"]?.split == "val")
        #expect(byPath["more.png"]?.label == "vi", "the class that both made is one class")
        #expect(all.filter { $0.path.hasPrefix("clash") }.count == 2)
        for sample in all { try bench.workspace.images.verify(sample.digest) }
        let undone = try #require(try bench.workspace.changes(limit: 1).first)
        try bench.workspace.undo(author: "Ada", change: undone.id)
        #expect(try bench.workspace.summary().trashed == 3, "their import is undone as a whole")
        let back = try Copies.bring(bench.workspace, into: theirs)
        #expect(back.conflicts.isEmpty)
        #expect(try named(bench.workspace) == named(theirs))
        #expect(try bench.workspace.rebuildStateFromHistory() == bench.workspace.currentStates())
    }

    @Test("what was said and written comes together; an entry that both edited is a conflict")
    func talk() throws {
        let copies = try Copies()
        let (ours, theirs, ids) = (copies.ours.workspace, copies.theirs, copies.ids)
        let thread = try ours.ask(ThreadQuestion("i, @Livia?", samples: [ids[0]]), author: "Ada")
        try ours.writeLabelBook(.init(label: "i", kind: .definition, text: "one stroke"), author: "Ada")
        _ = try Copies.bring(ours, into: theirs)
        _ = try theirs.reply(to: 1, kind: .answer, text: "", label: "iii", author: "Livia")
        let decided = try theirs.decide(
            1,
            ThreadDecision(
                "three", rule: .init(label: "iii", text: "three strokes", examples: [ids[0]]),
                relabelling: .init(label: "iii", samples: [ids[0]])), author: "Livia")
        #expect(decided.change != nil)
        try theirs.writeLabelBook(.init(label: "i", kind: .definition, text: "a single stroke"), author: "Livia")
        try ours.writeLabelBook(.init(label: "i", kind: .definition, text: "one line"), author: "Ada")
        try theirs.writeLabelBook(.init(label: "ii", kind: .definition, text: "two"), author: "Livia")
        let report = try copies.bring()
        #expect(report.messages == 2 && report.threads == 0)
        let whole = try ours.thread(thread.id)
        #expect(whole.state == .decided && whole.messages?.count == 3)
        let label = try #require(try ours.blame(of: ids[0]).cells.first { $0.field == "label" })
        #expect(label.thread == thread.id && label.value == "iii")
        let pages = try ours.labelBook().pages
        #expect(pages[0].definition?.text == "one line", "ours holds until somebody decides")
        #expect(pages[1].definition?.text == "two" && pages[2].rules.first?.thread == thread.id)
        let conflict = try #require(try ours.conflicts().first)
        #expect(conflict.field == "definition" && conflict.label == "i" && conflict.theirs == "a single stroke")
        _ = try ours.decideConflict(conflict.id ?? 0, .theirs, author: "Ada")
        #expect(try ours.labelBook().pages[0].definition?.text == "a single stroke")
        _ = try Copies.bring(ours, into: theirs)
        #expect(try theirs.labelBook().pages.map(\.definition?.text) == ours.labelBook().pages.map(\.definition?.text))
        #expect(try theirs.thread(1).messages?.map(\.text) == ours.thread(1).messages?.map(\.text))
    }

    @Test("two workspaces that were never one do not go together")
    func strangers() throws {
        let (one, other) = (try Copies(), try Copies())
        #expect(throws: MergeError.noCommonHistory) { try Copies.bring(other.theirs, into: one.ours.workspace) }
        let empty = try Bench()
        let report = try Copies.bring(one.theirs, into: empty.workspace)
        #expect(report.samples == 6, "an empty one takes all of it")
        #expect(try named(empty.workspace) == named(one.theirs))
    }

    @Test(
        "whatever two people do on two copies, nothing is lost, nothing is twice, and both end alike", arguments: 0..<14
    )
    func random(seed: Int) throws {
        var dice = Dice(seed + 100)
        let copies = try Copies()
        let sides = [copies.ours.workspace, copies.theirs]
        for round in 0..<3 {
            var made: [[(author: String, at: String)]] = [[], []]
            for step in 0..<14 {
                let side = dice.next(2)
                let workspace = sides[side]
                let author = side == 0 ? dice.pick(["Ada", "Ben"]) : dice.pick(["Grace", "Livia"])
                do {
                    let ids = try workspace.sampleIDs(matching: Self.all)
                    let change: Change?
                    switch dice.next(9) {
                    case 0: change = try workspace.undo(author: author)?.change
                    case 1: change = try workspace.redo(author: author)?.change
                    case 2:
                        let name = dice.pick(["v", "vi", "vii"])
                        change = try workspace.addClass(name, author: author).change
                    case 3:
                        let classes = try workspace.classes()
                        let entry = classes[dice.next(classes.count)]
                        change = try workspace.updateClass(
                            entry.id, name: dice.pick([nil, "x", "y"]), position: dice.next(classes.count),
                            author: author
                        ).change
                    case 4:
                        let path = "\(dice.pick(["a", "b"]))\(round)\(dice.next(3)).png"
                        let image = try workspace.stage(Array((path + "\(dice.next(2))").utf8))
                        change = try workspace.importBatch(
                            [
                                IncomingSample(
                                    sourcePath: SourcePath(path), image: image, width: 8, height: 8, format: "png",
                                    label: dice.pick(["i", "viii"]))
                            ], author: author, importID: Int64(round * 100 + step + 2)
                        ).change
                    default:
                        let samples = Array(Set((0...dice.next(3)).map { _ in ids[dice.next(ids.count)] }))
                        change = try copies.edit(workspace, samples, by: author, dice.changes()).change
                    }
                    if let change { made[side].append((change.author, change.at)) }
                } catch is EditError {}
            }
            let before = try sides.map { try $0.currentStates() }
            let decision: MergeConflict.Side = dice.pick([.ours, .theirs])
            let report = try Copies.bring(sides[1], into: sides[0], MergeDecisions(all: decision))
            #expect(report.undecided == 0)
            #expect(report.changes + report.withoutEffect >= made[1].count, "each of their changes once")
            for (author, at) in made[1] {
                let same = try sides[0].changes(limit: 1_000).filter { $0.author == author && $0.at == at }
                #expect(same.count <= made[1].filter { $0 == (author, at) }.count, "none of their changes twice")
            }
            let back = try Copies.bring(sides[0], into: sides[1])
            #expect(back.conflicts.map(\.key) == [], "what was decided there is not asked again")
            #expect(try Copies.bring(sides[1], into: sides[0]).changes == 0)
            let (one, other) = (try named(sides[0]), try named(sides[1]))
            for (path, state) in one { #expect(other[path] == state, "\(path) in round \(round)") }
            #expect(one.count == other.count)
            #expect(try sides[0].classes().map(\.name).sorted() == sides[1].classes().map(\.name).sorted())
            for (side, workspace) in sides.enumerated() {
                #expect(try workspace.rebuildStateFromHistory() == workspace.currentStates())
                #expect(try workspace.rebuildClassesFromHistory() == workspace.classes())
                #expect(try workspace.sampleIDs(matching: Self.all).count >= before[side].count)
            }
        }
    }

    private static let all: SampleQuery = {
        var query = SampleQuery()
        query.state = .all
        return query
    }()

    /// Every sample by its image, in words: what two copies have in common.
    private func named(_ workspace: Workspace) throws -> [String: String] {
        let samples = try workspace.samples(workspace.sampleIDs(matching: Self.all))
        return Dictionary(
            uniqueKeysWithValues: samples.map { sample in
                let columns = sample.columns.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.display)" }
                return (
                    sample.digest,
                    "\(sample.label ?? "-") \(sample.split ?? "-") \(sample.state) \(sample.tags) \(columns)"
                )
            })
    }
}
