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

    @Test("answers come together; where one person answered in both, the later holds, and what was taken back stays so")
    func answers() throws {
        let copies = try Copies()
        let (ours, theirs, ids) = (copies.ours.workspace, copies.theirs, copies.ids)
        for side in [ours, theirs] {
            try side.setLabellingRules(LabellingRules(keepsAnswersApart: true), author: "Ada")
        }
        _ = try ours.answer([AnswerRequest(sample: ids[0], label: "i", confidence: 0.5)], by: "Ada")
        _ = try theirs.answer([AnswerRequest(sample: ids[0], label: "ii", reason: "two strokes")], by: "Ada")
        _ = try theirs.answer([AnswerRequest(sample: ids[0], label: "iii")], by: "Ben")
        _ = try theirs.answer([AnswerRequest(sample: ids[1], label: "iii")], by: "Ada")
        _ = try ours.answer([AnswerRequest(sample: ids[1], kind: .skip)], by: "Ada")
        // What Ada took back here is the answer that she gave here, whatever she said there meanwhile.
        _ = try ours.answer([AnswerRequest(sample: ids[2], label: "i")], by: "Ada")
        _ = try theirs.answer([AnswerRequest(sample: ids[2], label: "ii")], by: "Ada")
        _ = try ours.withdrawLastAnswer(by: "Ada")
        let report = try copies.bring()
        #expect(report.answers == 4 && report.changes == 0)
        #expect(try copies.bring().answers == 0, "none twice")
        #expect(try Copies.bring(ours, into: theirs).answers == 4)
        #expect(try Copies.bring(ours, into: theirs).answers == 0)
        for side in [ours, theirs] {
            func said(_ place: Int) throws -> [String] {
                try side.answers(of: ids[place], seenBy: "Ada").answers.map {
                    "\($0.person) \($0.label ?? $0.kind.rawValue)"
                }
                .sorted()
            }
            #expect(try said(0) == ["Ada ii", "Ben iii"])
            #expect(try said(1) == ["Ada skip"])
            #expect(try said(2) == ["Ada ii"])
            #expect(try side.labellingProgress().contested == 1)
        }
    }

    @Test("verdicts come together, and a finding that was judged there is known to an audit here")
    func verdicts() throws {
        let copies = try Copies()
        let (ours, theirs, ids) = (copies.ours.workspace, copies.theirs, copies.ids)
        func find(_ samples: [Int64], in side: Workspace) throws {
            let found = try side.samples(samples).map { sample in
                FoundFinding(
                    kind: .labels, score: 0.9, subjects: [.init(sample)], title: "probably iv", given: sample.label,
                    suggested: "ii",
                    change: SuggestedChange(parts: [.init(samples: [sample.id], label: "ii")], words: ""),
                    evidence: "{}")
            }
            try side.keepFindings(found, of: .labels, basis: "b", lastChange: try side.lastChange())
        }
        func judge(_ sample: Int64, _ word: FindingVerdict.Word, by author: String, in side: Workspace) throws {
            var query = FindingQuery()
            (query.sample, query.states) = (sample, nil)
            let finding = try #require(try side.findings(query).findings.first)
            _ = try side.judge(VerdictRequest(author: author, findings: [finding.id], verdict: word))
        }
        func states(_ side: Workspace) throws -> [Int64: FindingState] {
            var query = FindingQuery()
            query.states = FindingState.allCases
            let all = try side.findings(query).findings
            return Dictionary(all.map { ($0.samples[0], $0.state) }) { $1 }
        }
        try find(Array(ids[0...1]), in: ours)
        try find(Array(ids[1...3]), in: theirs)
        try judge(ids[1], .later, by: "Ada", in: ours)
        try judge(ids[1], .reject, by: "Grace", in: theirs)
        try judge(ids[2], .reject, by: "Grace", in: theirs)
        try judge(ids[3], .accept, by: "Grace", in: theirs)
        let report = try copies.bring()
        #expect(report.verdicts == 3 && report.changes == 1)
        #expect(try states(ours) == [ids[0]: .open, ids[1]: .rejected, ids[2]: .rejected, ids[3]: .accepted])
        #expect(try ours.samples([ids[3]]).first?.label == "ii", "with the change that it made")
        #expect(try Copies.bring(ours, into: theirs).verdicts == 1)
        #expect(try states(theirs)[ids[1]] == .rejected, "the later verdict")
        #expect(try copies.bring().verdicts == 0)
        // The audit that finds it here knows that it was judged.
        try find(Array(ids[0...3]), in: ours)
        #expect(try states(ours)[ids[2]] == .rejected && states(ours)[ids[3]] == .accepted)
    }

    @Test("derived samples come with their parents and recipe, and never leave their parents' split")
    func lineage() throws {
        let copies = try Copies()
        let (ours, theirs, ids) = (copies.ours.workspace, copies.theirs, copies.ids)
        func derive(_ path: String, of parent: Int64, recipe: SavedRecipe?, in side: Workspace) throws {
            let image = try side.stage(Array(path.utf8))
            let sample = IncomingSample(
                sourcePath: SourcePath(path), image: image, width: 8, height: 8, format: "png", label: "i")
            _ = try side.derive(
                [
                    IncomingDerivation(
                        kind: .recipe, parents: [parent], sample: sample, recipe: recipe?.name,
                        recipeVersion: recipe?.version, parameters: #"{"angle":3}"#)
                ], author: "Grace")
        }
        try copies.edit(theirs, [ids[0]], by: "Grace", CellChanges(split: .set("train")))
        try ours.saveRecipe("turn", definition: #"{"a":1}"#, author: "Ada")
        let recipe = try theirs.saveRecipe("turn", definition: #"{"a":2}"#, author: "Grace")
        try derive("derived/1.png", of: ids[0], recipe: recipe, in: theirs)
        try derive("derived/2.png", of: ids[1], recipe: nil, in: theirs)
        // Meanwhile the parent of the second went to val here.
        try copies.edit(ours, [ids[1]], by: "Ada", CellChanges(split: .set("val")))
        try ours.setClassRules([ClassRulesEdit(label: "i", rules: ["mirror": .init(.same)])], author: "Ada")
        try theirs.setClassRules(
            [
                ClassRulesEdit(
                    label: "i", parts: ["i"], chain: [.init(label: "ii", instruction: "Erase")],
                    rules: ["mirror": .init(.becomes("iii"))])
            ], author: "Grace")
        let report = try copies.bring()
        #expect(report.derivations == 2 && report.recipes == 1 && report.classRules == 3)
        let derived = try ours.samples(ours.sampleIDs(matching: SampleQuery())).filter { $0.path.hasPrefix("derived/") }
        #expect(derived.map(\.split) == ["train", "val"], "what was made of a sample follows it")
        let lineage = try ours.derivations(of: derived.map(\.id))
        #expect(lineage.map(\.parents) == [[ids[0]], [ids[1]]] && lineage[0].author == "Grace")
        #expect(lineage[0].parameters == #"{"angle":3}"# && lineage[0].recipe == "turn")
        let made = try ours.recipe("turn", version: lineage[0].recipeVersion)
        #expect(made.definition == #"{"a":2}"#, "it names the version that it was made with, by its number here")
        let back = try Copies.bring(ours, into: theirs)
        #expect(back.derivations == 0 && back.recipes == 1 && back.classRules == 1 && back.conflicts.isEmpty)
        for side in [ours, theirs] {
            #expect(try side.recipe("turn").definition == #"{"a":2}"#, "the later one")
            let rules = try #require(try side.classRules().first { $0.name == "i" })
            #expect(rules.rules["mirror"]?.outcome == .becomes("iii") && rules.parts == ["i"])
            #expect(rules.chain == [.init(label: "ii", instruction: "Erase")])
        }
        #expect(try copies.bring().recipes == 0 && copies.bring().classRules == 0)
        #expect(try named(ours) == named(theirs))
        #expect(try ours.rebuildStateFromHistory() == ours.currentStates())
    }

    @Test("many conflicts are decided at once, all of them or none")
    func decidedTogether() throws {
        let copies = try Copies()
        let (ours, ids) = (copies.ours.workspace, copies.ids)
        try copies.edit(ours, Array(ids[0...2]), by: "Ada", CellChanges(label: .set("v")))
        try copies.edit(copies.theirs, Array(ids[0...2]), by: "Grace", CellChanges(label: .set("iv")))
        try copies.bring()
        let open = try ours.conflicts().compactMap(\.id)
        #expect(throws: MergeError.unknownConflict(99)) {
            try ours.decideConflicts([open[0], 99], .theirs, author: "Ada")
        }
        #expect(try ours.conflicts().count == 3)
        #expect(try ours.decideConflicts([open[0]], .ours, author: "Ada") == 1)
        #expect(try ours.decideConflicts(nil, .theirs, author: "Ada") == 2)
        #expect(try ours.samples(ids).prefix(3).map(\.label) == ["v", "iv", "iv"])
        #expect(try ours.conflicts().isEmpty && ours.decideConflicts(nil, .theirs, author: "Ada") == 0)
    }

    @Test("work that cannot be is refused, and nothing comes in")
    func hostileWork() throws {
        let copies = try Copies()
        let (ours, theirs, ids) = (copies.ours.workspace, copies.theirs, copies.ids)
        _ = try theirs.answer([AnswerRequest(sample: ids[0], label: "iii")], by: "Grace")
        _ = try theirs.withdrawLastAnswer(by: "Grace")
        try theirs.saveRecipe("turn", definition: "{}", author: "Grace")
        try theirs.setClassRules([ClassRulesEdit(label: "i", rules: ["mirror": .init(.same)])], author: "Grace")
        _ = try theirs.derive(
            [
                IncomingDerivation(
                    kind: .drawing, parents: [ids[0]],
                    sample: IncomingSample(
                        sourcePath: SourcePath("derived.png"), image: try theirs.stage(Array("derived".utf8)), width: 8,
                        height: 8, format: "png", label: "i"))
            ], author: "Grace")
        let whole = try theirs.copyContents()
        let before = try ours.lastChange()
        for damage: (inout WorkLog) -> Void in [
            { $0.answers[0].person = "as given" }, { $0.answers[0].at = "9" }, { $0.answers[0].confidence = 2 },
            { $0.answers[0].classID = nil }, { $0.answers[0].sample = 99 }, { $0.answers[0].classID = 99 },
            { $0.answers[1].withdraws = 1 }, { $0.answers[1].withdraws = -1 }, { $0.answers[1].withdraws = 7 },
            { $0.answers[1].person = "Ada" }, { $0.recipes[0].name = "a/b" }, { $0.recipes[0].definition = "{" },
            { $0.recipes[0].author = " " }, { $0.rules[0].outcome = "becomes" }, { $0.rules[0].limit = -1 },
            { $0.rules[0].transform = "" },
            { $0.derivations[0].parents = [$0.derivations[0].sample] }, { $0.derivations[0].parents = [] },
            { $0.derivations[0].parents = [99] }, { $0.derivations[0].parameters = "[" },
            { $0.derivations[0].at = "yesterday" },
        ] {
            var contents = whole
            damage(&contents.work)
            #expect(throws: MergeError.self) { try ours.merge(contents, author: "Ada") }
            #expect(try ours.lastChange() == before && ours.recipes().isEmpty)
        }
        #expect(try ours.merge(whole, author: "Ada").answers == 2)
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
                    switch dice.next(16) {
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
                    case 5:
                        let said = AnswerRequest(
                            sample: ids[dice.next(ids.count)], label: dice.pick([nil, "i", "ii"]),
                            reason: dice.pick([nil, "so"]))
                        change = try workspace.answer([said], by: dice.pick(["Ada", "Grace"])).change?.change
                    case 6:
                        change = try workspace.withdrawLastAnswer(by: dice.pick(["Ada", "Grace"])).change?.change
                    case 7:
                        change = try judge(
                            ids[dice.next(ids.count)], dice.pick([.accept, .reject, .later]), by: author, in: workspace)
                    case 8:
                        let path = "derived/\(round)-\(step)-\(side).png"
                        let sample = IncomingSample(
                            sourcePath: SourcePath(path), image: try workspace.stage(Array(path.utf8)), width: 8,
                            height: 8, format: "png", label: dice.pick(["i", nil]))
                        let parents = (0...dice.next(2)).map { _ in ids[dice.next(ids.count)] }
                        change = try workspace.derive(
                            [
                                IncomingDerivation(
                                    kind: .drawing, parents: parents, sample: sample, recipe: "turn", recipeVersion: 1)
                            ], author: author
                        ).change
                    case 9:
                        change = nil
                        if dice.next(4) == 0, try !workspace.recipes().isEmpty {
                            try workspace.removeRecipe("turn", author: author)
                        } else {
                            try workspace.saveRecipe("turn", definition: "{\"a\":\(dice.next(5))}", author: author)
                        }
                    case 10:
                        change = nil
                        let outcome: TransformRule.Outcome = dice.pick([.same, .forbidden, .becomes("ii")])
                        try workspace.setClassRules(
                            [
                                ClassRulesEdit(
                                    label: "i", parts: dice.pick([nil, ["a"], ["b"]]), rules: ["mirror": .init(outcome)]
                                )
                            ], author: author)
                    default:
                        let samples = Array(Set((0...dice.next(3)).map { _ in ids[dice.next(ids.count)] }))
                        change = try copies.edit(workspace, samples, by: author, dice.changes()).change
                    }
                    if let change { made[side].append((change.author, change.at)) }
                } catch is EditError {
                } catch is LabellingError {
                } catch is FindingError {
                } catch is ClassRulesError {}
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
            #expect(try work(sides[0]) == work(sides[1]), "what was answered, judged and made in round \(round)")
            #expect(try sides[0].classes().map(plain).sorted() == sides[1].classes().map(plain).sorted())
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

    /// Judges what an audit says of the label of a sample.
    private func judge(
        _ sample: Int64, _ word: FindingVerdict.Word, by author: String, in workspace: Workspace
    ) throws -> Change? {
        guard let about = try workspace.samples([sample]).first, about.state == .active else { return nil }
        let found = FoundFinding(
            kind: .labels, score: 0.5, subjects: [.init(about)], title: "probably ii", given: about.label,
            suggested: "ii", change: SuggestedChange(parts: [.init(samples: [sample], label: "ii")], words: ""),
            evidence: "{}")
        try workspace.keepFindings([found], of: .labels, basis: "b", lastChange: try workspace.lastChange())
        var query = FindingQuery()
        query.sample = sample
        guard let finding = try workspace.findings(query).findings.first else { return nil }
        return try workspace.judge(VerdictRequest(author: author, findings: [finding.id], verdict: word)).applied?
            .change
    }

    /// What people did beside the history, in words that both copies have in common.
    private func work(_ workspace: Workspace) throws -> [String] {
        let lines = try workspace.database.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT 'holds ' || i.digest || a.person || a.kind || coalesce(c.name, '') || a.at
                    FROM annotation n JOIN answer a ON a.id = n.answer JOIN sample s ON s.id = n.sample
                    JOIN image i ON i.id = s.image LEFT JOIN class c ON c.id = a.class
                    UNION ALL SELECT 'said ' || i.digest || a.person || a.kind || a.at || coalesce(w.at, '')
                    FROM answer a JOIN sample s ON s.id = a.sample JOIN image i ON i.id = s.image
                    LEFT JOIN answer w ON w.id = a.withdraws
                    UNION ALL SELECT 'tally ' || i.digest || t.labels || ' ' || t.contest
                    FROM tally t JOIN sample s ON s.id = t.sample JOIN image i ON i.id = s.image
                    UNION ALL SELECT 'verdict ' || i.digest || v.verdict || v.author || v.at
                    FROM findingVerdict v JOIN findingSample p ON p.finding = v.finding
                    JOIN sample s ON s.id = p.sample JOIN image i ON i.id = s.image
                    UNION ALL SELECT 'made ' || i.digest || d.kind || d.recipe || d.at || (
                        SELECT group_concat(digest, ',') FROM (
                            SELECT pi.digest FROM derivationParent p JOIN sample ps ON ps.id = p.parent
                            JOIN image pi ON pi.id = ps.image WHERE p.sample = d.sample ORDER BY pi.digest))
                    FROM derivation d JOIN sample s ON s.id = d.sample JOIN image i ON i.id = s.image
                    UNION ALL SELECT DISTINCT 'recipe ' || name || at || author || coalesce(definition, '') FROM recipe
                    """)
        }
        let leaks = try workspace.database.read { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM sample s JOIN derivationParent p ON p.sample = s.id
                    JOIN sample q ON q.id = p.parent WHERE s.split IS NOT NULL AND s.split IS NOT q.split
                    """) ?? 0
        }
        #expect(leaks == 0, "nothing crosses from its parents' split")
        let recipes = try workspace.recipes().map { "newest \($0.name) \($0.definition) \($0.at)" }
        let rules = try workspace.classRules().flatMap { page in
            page.rules.map { "rule \(page.name) \($0.key) \($0.value)" } + ["parts \(page.name) \(page.parts)"]
        }
        return (lines + recipes + rules).map(plain).sorted()
    }

    /// A class whose name another one had where it came in has a number behind it there, which the report says.
    private func plain(_ text: String) -> String { text.replacing(/([ivxy]) 2/) { String($0.1) } }

    private func plain(_ entry: ClassEntry) -> String { plain(entry.name) }

    /// Every sample by its image, in words: what two copies have in common.
    private func named(_ workspace: Workspace) throws -> [String: String] {
        let samples = try workspace.samples(workspace.sampleIDs(matching: Self.all))
        return Dictionary(
            uniqueKeysWithValues: samples.map { sample in
                let columns = sample.columns.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.display)" }
                return (
                    sample.digest,
                    "\(plain(sample.label ?? "-")) \(sample.split ?? "-") \(sample.state) \(sample.tags) \(columns)"
                )
            })
    }
}
