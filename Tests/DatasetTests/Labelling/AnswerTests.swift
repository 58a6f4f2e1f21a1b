import Dataset
import GRDB
import Testing

@Suite("Answers of people")
struct AnswerTests {
    private let bench: Bench
    private var workspace: Workspace { bench.workspace }

    init() throws {
        bench = try Bench()
        try bench.take((1...6).map { Incoming("\($0).png", ["i", "ii", nil][$0 % 3], "train") })
    }

    private func keepApart(answers: Int = 2, hide: Bool = false, given: Bool = false) throws {
        try workspace.setLabellingRules(
            LabellingRules(keepsAnswersApart: true, hidesOthers: hide, answersWanted: answers, countsGiven: given),
            author: "Lead")
    }

    @discardableResult
    private func say(_ person: String, _ sample: Int64, _ label: String, revision: Int64? = nil) throws -> AnswerOutcome
    {
        try workspace.answer([AnswerRequest(sample: sample, label: label, revision: revision)], by: person)
    }

    @Test("Alone, an answer is the label at once, and undo brings both back")
    func atOnce() throws {
        let outcome = try say("Ada", 3, "ii")
        #expect(outcome.change?.samples == [3])
        #expect(try bench.sample(3).label == "ii")
        let undone = try workspace.withdrawLastAnswer(by: "Ada")
        #expect(undone.change?.change.kind == .undo)
        #expect(try bench.sample(3).label == "i")
        #expect(try workspace.answers(of: 3, seenBy: "Ada").answers.isEmpty)
        #expect(try workspace.rebuildStateFromHistory() == workspace.currentStates())
    }

    @Test("Alone, a label that somebody else changed meanwhile is a conflict, and the answer is not kept")
    func conflict() throws {
        let seen = try bench.sample(3).revision
        _ = try bench.edit([3], by: "Ben", CellChanges(label: .set("ii")))
        #expect(throws: EditError.self) { try say("Ada", 3, "i", revision: seen) }
        #expect(try workspace.answers(of: 3, seenBy: "Ada").answers.isEmpty)
    }

    @Test("Kept apart, the labels stay as they are until there is a consensus")
    func apart() throws {
        try keepApart()
        try say("Ada", 1, "i")
        try say("Ben", 1, "ii")
        #expect(try bench.sample(1).label == "ii")
        let answers = try workspace.answers(of: 1, seenBy: "Cleo").answers
        #expect(answers.map(\.person) == ["Ada", "Ben"] && answers.map(\.label) == ["i", "ii"])
        #expect(try workspace.labellingProgress().contested == 1)
    }

    @Test("Who answers again changes their answer; undo brings the one before back")
    func again() throws {
        try keepApart()
        try say("Ada", 1, "i")
        try say("Ada", 1, "ii")
        #expect(try workspace.answers(of: 1, seenBy: "Ada").answers.map(\.label) == ["ii"])
        _ = try workspace.withdrawLastAnswer(by: "Ada")
        #expect(try workspace.answers(of: 1, seenBy: "Ada").answers.map(\.label) == ["i"])
        _ = try workspace.withdrawLastAnswer(by: "Ada")
        #expect(try workspace.answers(of: 1, seenBy: "Ada").answers.isEmpty)
        #expect(throws: LabellingError.nothingToWithdraw) { try workspace.withdrawLastAnswer(by: "Ada") }
    }

    @Test("In a workspace from before answers said what they take back, each took back the one before it")
    func older() throws {
        try keepApart()
        for label in ["i", "ii"] { try say("Ada", 1, label) }
        _ = try workspace.withdrawLastAnswer(by: "Ada")
        try say("Ada", 1, "ii")
        try say("Ben", 1, "ii")
        _ = try workspace.withdrawLastAnswer(by: "Ben")
        // As that program had it.
        try workspace.database.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    DROP TRIGGER answerForbidsUPDATE;
                    UPDATE answer SET withdraws = NULL;
                    DROP INDEX answerByWithdrawn;
                    CREATE TRIGGER answerForbidsUPDATE BEFORE UPDATE ON answer
                    BEGIN SELECT RAISE(ABORT, 'what somebody answered is never rewritten'); END;
                    PRAGMA writable_schema = ON;
                    UPDATE sqlite_master SET sql = replace(sql, ', withdraws INTEGER REFERENCES answer (id)', '')
                    WHERE name = 'answer';
                    PRAGMA writable_schema = RESET;
                    DELETE FROM grdb_migrations WHERE identifier = 'v11';
                    PRAGMA wal_checkpoint(TRUNCATE);
                    """)
        }
        let opened = try Workspace.open(workspace.directory.root)
        #expect(try opened.copyContents().work.answers.map(\.withdraws) == [nil, nil, 1, nil, nil, 4])
        func holds() throws -> [String?] { try opened.answers(of: 1, seenBy: "Ada").answers.map(\.label) }
        #expect(try holds() == ["ii"])
        _ = try opened.withdrawLastAnswer(by: "Ada")
        #expect(try holds() == ["i"])
        _ = try opened.withdrawLastAnswer(by: "Ada")
        #expect(try holds() == [])
    }

    @Test("Others' answers are hidden until one has answered, if so set")
    func hidden() throws {
        try keepApart(hide: true)
        try say("Ada", 1, "i")
        let before = try workspace.answers(of: 1, seenBy: "Ben")
        #expect(before.answers.isEmpty && before.areHidden)
        try say("Ben", 1, "ii")
        let after = try workspace.answers(of: 1, seenBy: "Ben")
        #expect(after.answers.count == 2 && !after.areHidden)
        #expect(try workspace.answers(of: 2, seenBy: "Ben").areHidden == false)
    }

    @Test("Switched on for labelled data, the labels can count as one more person; switched off, all is as before")
    func onAndOff() throws {
        try keepApart(given: true)
        #expect(try workspace.opinions().opinions.count == 4)
        try say("Ada", 1, "i")
        #expect(try workspace.labellingProgress().contested == 1)
        try workspace.setLabellingRules(LabellingRules(), author: "Lead")
        #expect(try workspace.opinions().opinions.map(\.person) == ["Ada"])
        #expect(try bench.sample(1).label == "ii")
        try keepApart(given: true)
        #expect(try workspace.opinions().opinions.count == 5)
    }

    @Test("A flag is an answer and a tag; a skip is an answer and no more")
    func flagAndSkip() throws {
        _ = try workspace.answer([AnswerRequest(sample: 1, kind: .flag, reason: "blurred")], by: "Ada")
        _ = try workspace.answer([AnswerRequest(sample: 2, kind: .skip)], by: "Ada")
        #expect(try bench.sample(1).tags == ["flagged"])
        #expect(try bench.sample(2).tags.isEmpty)
        let ada = try workspace.labellingProgress().people
        #expect(ada.map(\.flagged) == [1] && ada.map(\.skipped) == [1])
        _ = try workspace.withdrawLastAnswer(by: "Ada")
        _ = try workspace.withdrawLastAnswer(by: "Ada")
        #expect(try bench.sample(1).tags.isEmpty)
    }

    @Test("An answer that is sent twice under one key is kept once")
    func once() throws {
        let key = RequestKey("answer-01", body: [1])
        let request = [AnswerRequest(sample: 3, label: "ii")]
        let first = try workspace.answer(request, by: "Ada", key: key)
        let again = try workspace.answer(request, by: "Ada", key: key)
        #expect(first.answers == again.answers && again.change?.change.id == first.change?.change.id)
        #expect(try workspace.answers(by: "Ada", limit: 10).count == 1)
        let undo = RequestKey("undo-answer", body: [])
        _ = try say("Ada", 2, "i")
        _ = try workspace.withdrawLastAnswer(by: "Ada", key: undo)
        _ = try workspace.withdrawLastAnswer(by: "Ada", key: undo)
        #expect(try workspace.answers(by: "Ada", limit: 10).map(\.sample) == [3])
    }

    @Test("What cannot be an answer is refused, all of it")
    func refused() throws {
        let good = AnswerRequest(sample: 1, label: "i")
        for bad in [
            AnswerRequest(sample: 99, label: "i"), AnswerRequest(sample: 2, label: "nothing of the kind"),
            AnswerRequest(sample: 2, label: "i", confidence: 1.5),
        ] {
            #expect(throws: (any Error).self) { try workspace.answer([good, bad], by: "Ada") }
        }
        #expect(throws: LabellingError.reservedName) { try say("as given", 1, "i") }
        #expect(try workspace.answers(limit: 10).isEmpty)
    }

    @Test("Many answers at once are one change, and one undo")
    func together() throws {
        _ = try workspace.answer((1...4).map { AnswerRequest(sample: $0, label: "ii") }, by: "Ada")
        _ = try workspace.withdrawLastAnswer(by: "Ada")
        #expect(try workspace.answers(limit: 10).isEmpty)
        #expect(try bench.sample(3).label == "i")
    }
}
