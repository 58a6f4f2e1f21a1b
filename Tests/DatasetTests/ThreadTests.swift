import Dataset
import GRDB
import Testing

@Suite("Threads")
struct ThreadTests {
    private let bench: Bench
    private let ids: [Int64]

    init() throws {
        bench = try Bench()
        ids = try bench.take([
            Incoming("a.png", "iv"), Incoming("b.png", "iv"), Incoming("c.png", "vi"), Incoming("d.png"),
        ]).added
    }

    private func ask(_ text: String, samples: [Int64] = [], classes: [String] = [], by author: String = "Ada") throws
        -> TalkThread
    {
        try bench.workspace.ask(ThreadQuestion(text, samples: samples, classes: classes), author: author)
    }

    @Test("a thread is about a sample, samples, a class or a pair")
    func about() throws {
        #expect(try ask("?", samples: [ids[0]]).about == .sample)
        #expect(try ask("?", samples: ids).about == .samples)
        let onClass = try ask("?", samples: [ids[0]], classes: ["iv"])
        #expect(onClass.about == .class && onClass.classes == ["iv"] && onClass.samples == [ids[0]])
        #expect(try ask("?", classes: ["iv", "vi"]).about == .pair)
        for (samples, classes) in [([Int64](), [String]()), ([], ["iv", "iv"]), ([], ["iv", "vi", "iv"])] {
            #expect(throws: ThreadError.self) { try ask("?", samples: samples, classes: classes) }
        }
        #expect(throws: EditError.unknownSample(99)) { try ask("?", samples: [99]) }
        #expect(throws: EditError.unknownClass("x")) { try ask("?", classes: ["x"]) }
        #expect(throws: ThreadError.emptyText) { try ask(" \n", samples: [ids[0]]) }
        #expect(try bench.workspace.threads().count == 4, "what was refused left nothing")
    }

    @Test("the state follows from the last message that is more than a note")
    func state() throws {
        let thread = try ask("IV or VI?", samples: [ids[0]])
        let workspace = bench.workspace
        func say(_ kind: ThreadMessage.Kind, _ text: String) throws -> TalkThread.State {
            try workspace.reply(to: thread.id, kind: kind, text: text, author: "Livia").state
        }
        #expect(thread.state == .open)
        #expect(try say(.note, "let me look") == .open)
        #expect(try say(.answer, "VI") == .answered)
        #expect(try say(.note, "I am sure") == .answered)
        #expect(try workspace.decide(thread.id, ThreadDecision("VI"), author: "Ada").thread.state == .decided)
        #expect(try say(.question, "and this one?") == .open)
        #expect(throws: ThreadError.self) { try say(.decision, "so be it") }
        let whole = try workspace.thread(thread.id)
        #expect(whole.messages?.map(\.kind) == [.question, .note, .answer, .note, .decision, .question])
        #expect(whole.question == "IV or VI?" && whole.messageCount == 6)
        #expect(throws: ThreadError.unknown(77)) { try workspace.thread(77) }
    }

    @Test("what was said cannot be rewritten, not even by a mistake in this program")
    func appendOnly() throws {
        _ = try ask("IV, @Livia?", samples: [ids[0]])
        for sql in [
            "UPDATE threadMessage SET text = 'x'", "DELETE FROM threadMessage", "DELETE FROM thread",
            "DELETE FROM threadSample", "DELETE FROM threadMention",
        ] {
            #expect(throws: DatabaseError.self) { try bench.workspace.database.write { try $0.execute(sql: sql) } }
        }
    }

    @Test(
        "people are mentioned by name, with blanks in quotes",
        arguments: [
            ("@Livia?", ["Livia"]), ("ask @\"Prof. Livia\" and @ada.", ["Prof. Livia", "ada"]),
            ("mail me@home.org", []), ("@Ada @ada @ADA", ["Ada"]), ("(@Grace): @", ["Grace"]), ("@\"open", []),
            ("@Élodie!", ["Élodie"]),
        ])
    func mentions(text: String, names: [String]) {
        #expect(Mentions.names(in: text) == names)
    }

    @Test("an inbox holds what waits for a person, until they say something or it is decided")
    func inbox() throws {
        let workspace = bench.workspace
        let first = try ask("IV, @\"Élodie R\"?", samples: [ids[0]])
        let second = try ask("VI, @\"élodie r\" and @Livia?", samples: [ids[1]])
        _ = try ask("nobody in particular", samples: [ids[2]])
        #expect(try workspace.inbox(of: "ÉLODIE R").map(\.id) == [first.id, second.id])
        #expect(try workspace.inbox(of: "Livia").map(\.id) == [second.id])
        _ = try workspace.reply(to: first.id, kind: .answer, text: "", label: "iv", author: "Élodie R")
        #expect(try workspace.inbox(of: "élodie r").map(\.id) == [second.id])
        _ = try workspace.reply(to: first.id, kind: .question, text: "sure, @\"Élodie R\"?", author: "Ada")
        #expect(try workspace.inbox(of: "Élodie R").map(\.id) == [first.id, second.id])
        _ = try workspace.decide(second.id, ThreadDecision("VI"), author: "Ada")
        #expect(try workspace.inbox(of: "Élodie R").map(\.id) == [first.id])
        #expect(try workspace.inbox(of: "Livia").isEmpty)
        #expect(try workspace.talkingPeople().first { $0.name == "Élodie R" }?.waiting == 1)
    }

    @Test("threads are found by sample, class, person and state, newest message first")
    func finding() throws {
        let workspace = bench.workspace
        let one = try ask("IV, @Livia?", samples: [ids[0], ids[1]])
        let two = try ask("what is a IV?", classes: ["iv"], by: "Grace")
        func find(_ change: (inout ThreadQuery) -> Void) throws -> [Int64] {
            var query = ThreadQuery()
            change(&query)
            return try workspace.threads(matching: query).map(\.id)
        }
        #expect(try find { _ in } == [two.id, one.id])
        _ = try workspace.reply(to: one.id, kind: .answer, text: "yes", author: "Livia")
        #expect(try find { _ in } == [one.id, two.id])
        #expect(try find { $0.sample = ids[1] } == [one.id])
        #expect(try find { $0.label = "iv" } == [two.id])
        #expect(try find { $0.mention = "livia" } == [one.id])
        #expect(try find { $0.author = "Grace" } == [two.id])
        #expect(try find { $0.states = [.open] } == [two.id])
        #expect(try find { $0.states = [.answered, .open] } == [one.id, two.id])
        #expect(try find { $0.before = 3 } == [two.id])
        #expect(try workspace.renameClass(1, to: "four", author: "Ada").change.kind == .class)
        #expect(try workspace.thread(two.id).classes == ["four"], "a thread follows its class")
    }

    @Test("a decision, its rule and its relabelling are kept together, and the label leads back to it")
    func decision() throws {
        let workspace = bench.workspace
        let thread = try ask("IV or VI?", samples: [ids[0], ids[1]], classes: ["iv", "vi"])
        let seen = try workspace.lastChange()
        let decision = ThreadDecision(
            "The bar is below: VI",
            rule: .init(label: "vi", text: "A bar below is no I", examples: [ids[0]], nearMisses: [ids[2]]),
            relabelling: .init(label: "vi", samples: [ids[0], ids[1]], seen: seen))
        let (decided, applied) = try workspace.decide(thread.id, decision, author: "Livia")
        #expect(decided.state == .decided && decided.messages?.last?.change == applied?.change.id)
        #expect(applied?.samples == [ids[0], ids[1]])
        #expect(applied?.change.reason == "Thread \(thread.id): The bar is below: VI")
        #expect(try workspace.thread(ofChange: seen + 1) == thread.id)
        let label = try #require(try workspace.blame(of: ids[0]).cells.first { $0.field == "label" })
        #expect(label.value == "vi" && label.before == "iv" && label.author == "Livia")
        #expect(label.thread == thread.id && label.decision == "The bar is below: VI")
        let rule = try #require(try workspace.labelBook().pages.first { $0.name == "vi" }?.rules.first)
        #expect(rule.text == "A bar below is no I" && rule.thread == thread.id)
        #expect(rule.examples == [ids[0]] && rule.nearMisses == [ids[2]])
        try workspace.undo(author: "Ada", change: applied?.change.id)
        #expect(try bench.sample(ids[0]).label == "iv", "it is undone like any change")
    }

    @Test("a decision on labels that somebody changed meanwhile is a conflict, and nothing of it is kept")
    func conflict() throws {
        let workspace = bench.workspace
        let thread = try ask("IV or VI?", samples: ids)
        let seen = try workspace.lastChange()
        try bench.edit([ids[0]], by: "Grace", createClasses: true, CellChanges(label: .set("v")))
        let decision = ThreadDecision(
            "VI", rule: .init(label: "vi", text: "so"), relabelling: .init(label: "vi", samples: ids, seen: seen))
        let error = #expect(throws: EditError.self) { try workspace.decide(thread.id, decision, author: "Ada") }
        guard case .conflict(let conflicts) = error else { return }
        #expect(conflicts.map(\.author) == ["Grace"])
        #expect(try workspace.thread(thread.id).state == .open)
        #expect(try workspace.labelBook().pages.allSatisfy(\.rules.isEmpty))
        #expect(try bench.sample(ids[1]).label == "iv")
    }

    @Test("each cell of a sample says who made it so; a tag, who added it")
    func blame() throws {
        let workspace = bench.workspace
        let change = try workspace.apply(
            EditRequest(
                author: "Grace", reason: "by hand",
                edits: [Edit(samples: [ids[0]], set: CellChanges(split: .set("val"), addTags: ["odd"]))]))
        try bench.edit([ids[0]], by: "Ada", CellChanges(addTags: ["even"]))
        let cells = try workspace.blame(of: ids[0]).cells
        func author(_ field: String, _ value: String) -> String? {
            cells.first { $0.field == field && $0.value == value }?.author
        }
        #expect(author("label", "iv") == "importer" && author("split", "val") == "Grace")
        #expect(author("tag", "odd") == "Grace" && author("tag", "even") == "Ada")
        #expect(cells.first { $0.field == "split" }?.reason == "by hand")
        #expect(cells.first { $0.field == "split" }?.change == change.change.id)
        #expect(throws: EditError.unknownSample(99)) { try workspace.blame(of: 99) }
    }
}
