import Dataset
import Testing

@Suite("Findings and verdicts")
struct FindingTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        try bench.take([
            Incoming("train/1.png", "i", "train"), Incoming("train/2.png", "ii", "train"),
            Incoming("val/3.png", "i", "val"), Incoming("val/4.png", "iii", "val", content: "train/1.png"),
        ])
    }

    private var workspace: Workspace { bench.workspace }

    /// As the search for label errors would find it: sample 1 is no i.
    private func doubt(_ id: Int64, _ suggested: String, score: Double = 0.9) throws -> FoundFinding {
        let sample = try bench.sample(id)
        return FoundFinding(
            kind: .labels, score: score, subjects: [.init(sample)],
            title: "\(sample.label ?? ""), probably \(suggested)",
            given: sample.label, suggested: suggested,
            change: SuggestedChange(parts: [.init(samples: [id], label: suggested)], words: "label it \(suggested)"),
            evidence: #"{"classes":["i"]}"#)
    }

    private func keep(_ found: [FoundFinding], kind: FindingKind = .labels) throws {
        try workspace.keepFindings(found, of: kind, basis: "b", lastChange: try workspace.lastChange())
    }

    private func open() throws -> [Finding] { try workspace.findings(FindingQuery()).findings }

    private func judge(_ ids: [Int64], _ word: FindingVerdict.Word, set: CellChanges? = nil) throws -> JudgedFindings {
        try workspace.judge(
            VerdictRequest(author: "Ada", findings: ids, verdict: word, set: set, reason: "looked at it"))
    }

    @Test("A finding comes back from the database as the audit handed it over, the most valuable first")
    func kept() throws {
        try keep([try doubt(1, "ii", score: 0.5), try doubt(2, "iii", score: 0.8)])
        let found = try open()
        #expect(found.map(\.score) == [0.8, 0.5])
        let first = found[0]
        #expect(first.samples == [2] && first.given == "ii" && first.suggested == "iii" && first.state == .open)
        #expect(first.change?.parts.first?.label == "iii" && first.evidence == #"{"classes":["i"]}"#)
        #expect(try workspace.finding(first.id) == first)
        #expect(throws: FindingError.unknown(99)) { try workspace.finding(99) }
    }

    @Test("Accepting makes the change with the finding as its reason; undoing the change opens the finding again")
    func accept() throws {
        try keep([try doubt(1, "ii")])
        let id = try open()[0].id
        let judged = try judge([id], .accept)
        let change = try #require(judged.applied?.change)
        #expect(try bench.sample(1).label == "ii")
        #expect(change.reason?.contains("looked at it") == true && change.reason?.contains("finding \(id)") == true)
        #expect(judged.findings[0].state == .accepted && judged.findings[0].verdict?.change == change.id)
        #expect(try open().isEmpty)
        #expect(throws: FindingError.alreadyJudged(id, .accepted)) { try judge([id], .reject) }
        try workspace.undo(author: "Bob", change: change.id)
        #expect(try bench.sample(1).label == "i")
        #expect(try open().map(\.id) == [id])
        try workspace.redo(author: "Bob", change: change.id)
        #expect(try workspace.finding(id).state == .accepted)
    }

    @Test(
        "Another audit brings nothing back that was judged: neither what was rejected, nor what was accepted, under its new label"
    )
    func rerun() throws {
        try keep([try doubt(1, "ii"), try doubt(2, "iii")])
        let ids = Dictionary(uniqueKeysWithValues: try open().map { ($0.samples[0], $0.id) })
        _ = try judge([try #require(ids[1])], .accept)
        _ = try judge([try #require(ids[2])], .reject)
        // The accepted label is doubted again, and the rejected one with another suggestion.
        try keep([try doubt(1, "iii"), try doubt(2, "i")])
        #expect(try open().isEmpty)
        #expect(try workspace.finding(try #require(ids[2])).state == .rejected)
        #expect(try workspace.verdicts(of: try #require(ids[2])).map(\.reason) == ["looked at it"])
        // A label that nobody judged is another matter.
        try bench.edit([2], CellChanges(label: .set("i")))
        try keep([try doubt(2, "ii")])
        #expect(try open().map(\.samples) == [[2]])
    }

    @Test(
        "A finding keeps its number from audit to audit; one that is not found any more and that nobody judged is forgotten"
    )
    func numbers() throws {
        try keep([try doubt(1, "ii"), try doubt(2, "iii")])
        let before = try open()
        try keep([try doubt(2, "i", score: 0.7)])
        let after = try open()
        #expect(after.count == 1 && after[0].id == before.first { $0.samples == [2] }?.id)
        #expect(after[0].score == 0.7 && after[0].suggested == "i")
    }

    @Test("Renaming a class brings nothing back")
    func renamed() throws {
        try keep([try doubt(1, "ii")])
        _ = try judge([try open()[0].id], .reject)
        let book = try workspace.summary().classes
        _ = try workspace.updateClass(try #require(book.first { $0.name == "i" }).id, name: "one", author: "Ada")
        try keep([try doubt(1, "ii")])
        #expect(try open().isEmpty)
    }

    @Test("What somebody set since the audit is a conflict, and nothing of the verdict is kept")
    func conflict() throws {
        try keep([try doubt(1, "ii")])
        let id = try open()[0].id
        try bench.edit([1], CellChanges(split: .set("test")))
        #expect(try open().map(\.id) == [id], "another cell does not matter")
        try bench.edit([1], by: "Bob", CellChanges(label: .set("iii")))
        #expect(try workspace.finding(id).state == .gone)
        #expect(throws: FindingError.gone(id)) { try judge([id], .accept) }
        #expect(try workspace.verdicts(of: id).isEmpty)
    }

    @Test("Copies that are trashed are done with; several leaks are accepted as one change")
    func copies() throws {
        let (first, other) = (try bench.sample(1), try bench.sample(4))
        let leak = FoundFinding(
            kind: .leaks, score: 1, subjects: [.init(other), .init(first)], title: "the same bytes in train and val",
            change: SuggestedChange(parts: [.init(samples: [1], state: .trashed)], words: "trash the copy in train"))
        let junk = FoundFinding(
            kind: .junk, score: 0.4, subjects: [.init(try bench.sample(2))], title: "blank",
            change: SuggestedChange(parts: [.init(samples: [2], state: .trashed)], words: "trash it"))
        try keep([leak], kind: .leaks)
        try keep([junk], kind: .junk)
        let ids = try open().map(\.id)
        let judged = try judge(ids, .accept)
        #expect(judged.applied?.samples == [1, 2])
        #expect(try workspace.changes(limit: 10).count == 2)
        let withdrawn = try workspace.withdrawVerdicts(of: ids, author: "Ada")
        #expect(withdrawn.findings.allSatisfy { $0.state == .open })
        #expect(try bench.sample(1).state == .active)
        try bench.edit([1], CellChanges(state: .trashed))
        #expect(try open().map(\.kind) == [.junk])
    }

    @Test("What was put off stays out of the list until it is asked for; a verdict can be taken back")
    func later() throws {
        try keep([try doubt(1, "ii")])
        let id = try open()[0].id
        _ = try judge([id], .later)
        #expect(try open().isEmpty)
        var query = FindingQuery()
        query.states = [.later]
        #expect(try workspace.findings(query).total == 1)
        _ = try judge([id], .reject)
        #expect(try workspace.scoredVerdicts(of: .labels) == [ScoredVerdict(score: 0.9, isRight: false)])
        #expect(try workspace.withdrawVerdicts(of: [id], author: "Ada").findings[0].state == .open)
        #expect(try workspace.scoredVerdicts(of: .labels).isEmpty)
        #expect(try workspace.verdicts(of: id).map(\.verdict) == [.later, .reject, .withdrawn])
        #expect(throws: FindingError.notJudged(id)) { try workspace.withdrawVerdicts(of: [id], author: "Ada") }
    }

    @Test("An acceptance may do something else than what is suggested")
    func otherChange() throws {
        try keep([try doubt(1, "ii")])
        let judged = try judge([try open()[0].id], .accept, set: CellChanges(label: .set("iii")))
        #expect(try bench.sample(1).label == "iii" && judged.findings[0].state == .accepted)
    }

    @Test("Pages of findings join without a gap or a repetition, and filters hold")
    func pages() throws {
        try keep(try [1, 2, 3, 4].map { try doubt($0, "v", score: Double($0 % 2)) })
        var query = FindingQuery()
        query.limit = 1
        var seen: [Int64] = []
        repeat {
            let page = try workspace.findings(query)
            #expect(page.total == 4)
            seen += page.findings.map { $0.samples[0] }
            query.after = page.next.flatMap { FindingQuery.Cursor($0.description) }
        } while query.after != nil
        #expect(seen == [1, 3, 2, 4])
        var filtered = FindingQuery()
        filtered.splits = ["val"]
        filtered.labels = ["i"]
        #expect(try workspace.findings(filtered).findings.map(\.samples) == [[3]])
        filtered = FindingQuery()
        filtered.sample = 4
        #expect(try workspace.findings(filtered).total == 1)
        filtered.kinds = [.junk]
        #expect(try workspace.findings(filtered).total == 0)
    }
}
