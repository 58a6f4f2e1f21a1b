import Dataset
import Testing

@Suite("The label book")
struct LabelBookTests {
    private let bench: Bench
    private let ids: [Int64]

    init() throws {
        bench = try Bench()
        ids = try bench.take([Incoming("a.png", "iv"), Incoming("b.png", "v")]).added
    }

    private func page(_ name: String) throws -> LabelBookPage {
        try #require(try bench.workspace.labelBook().pages.first { $0.name == name })
    }

    @Test("a class has one definition, and as many examples, near misses and rules as people write")
    func entries() throws {
        let workspace = bench.workspace
        let first = try workspace.writeLabelBook(
            .init(label: "iv", kind: .definition, text: "I before V"), author: "Ada")
        let again = try workspace.writeLabelBook(
            .init(label: "iv", kind: .definition, text: " I before a V "), author: "Grace")
        #expect(again.id == first.id && again.author == "Grace")
        try workspace.writeLabelBook(.init(label: "iv", kind: .example, examples: [ids[0]]), author: "Ada")
        try workspace.writeLabelBook(
            .init(label: "iv", kind: .nearMiss, text: "a V", nearMisses: [ids[1]]), author: "Ada")
        try workspace.writeLabelBook(.init(label: "v", kind: .rule, text: "no bar"), author: "Ada")
        let iv = try page("iv")
        #expect(iv.definition?.text == "I before a V")
        #expect(iv.examples.map(\.examples) == [[ids[0]]] && iv.nearMisses.map(\.text) == ["a V"])
        #expect(try page("v").rules.map(\.text) == ["no bar"])
        #expect(try workspace.labelBook().pages.map(\.name) == ["iv", "v"])
    }

    @Test("an edit on what somebody else edited meanwhile is told what they wrote")
    func conflict() throws {
        let workspace = bench.workspace
        let entry = try workspace.writeLabelBook(.init(label: "iv", kind: .rule, text: "one"), author: "Ada")
        try workspace.writeLabelBook(
            .init(kind: .rule, text: "two", seen: entry.edit), entry: entry.id, author: "Grace")
        let error = #expect(throws: LabelBookError.self) {
            try workspace.writeLabelBook(
                .init(kind: .rule, text: "three", seen: entry.edit), entry: entry.id, author: "Ada")
        }
        guard case .editedMeanwhile(let author, _, let text) = error else { return }
        #expect(author == "Grace" && text == "two")
        #expect(throws: LabelBookError.self) {
            try workspace.removeFromLabelBook(entry.id, seen: entry.edit, author: "Ada")
        }
        #expect(try page("iv").rules.map(\.text) == ["two"])
    }

    @Test("every edit can be taken back, also a removal, also that")
    func undo() throws {
        let workspace = bench.workspace
        let entry = try workspace.writeLabelBook(
            .init(label: "iv", kind: .rule, text: "one", examples: [ids[0]]), author: "Ada")
        try workspace.writeLabelBook(.init(kind: .rule, text: "two"), entry: entry.id, author: "Grace")
        #expect(try workspace.undoLabelBook(entry.id, author: "Ada")?.text == "one")
        #expect(try page("iv").rules.first?.examples == [ids[0]])
        try workspace.removeFromLabelBook(entry.id, author: "Ada")
        #expect(try page("iv").rules.isEmpty)
        #expect(throws: LabelBookError.self) { try workspace.removeFromLabelBook(entry.id, author: "Ada") }
        #expect(try workspace.undoLabelBook(entry.id, author: "Ada")?.text == "one")
        let lone = try workspace.writeLabelBook(.init(label: "v", kind: .rule, text: "new"), author: "Ada")
        #expect(try workspace.undoLabelBook(lone.id, author: "Ada") == nil)
        #expect(try page("v").rules.isEmpty)
    }

    @Test("what says nothing or shows nothing is refused")
    func refusals() throws {
        let workspace = bench.workspace
        func write(_ edit: LabelBookEdit, entry: String? = nil) throws {
            try workspace.writeLabelBook(edit, entry: entry, author: "Ada")
        }
        #expect(throws: LabelBookError.emptyText) { try write(.init(label: "iv", kind: .rule, text: " ")) }
        #expect(throws: LabelBookError.noImages) { try write(.init(label: "iv", kind: .example, text: "x")) }
        #expect(throws: LabelBookError.tooLong) {
            try write(.init(label: "iv", kind: .rule, text: String(repeating: "x", count: 10_001)))
        }
        #expect(throws: LabelBookError.tooManyImages) {
            try write(.init(label: "iv", kind: .example, examples: Array(repeating: ids[0], count: 101)))
        }
        #expect(throws: EditError.unknownClass("x")) { try write(.init(label: "x", kind: .rule, text: "x")) }
        #expect(throws: EditError.unknownSample(99)) { try write(.init(label: "iv", kind: .example, examples: [99])) }
        #expect(throws: LabelBookError.unknownEntry("x")) { try write(.init(kind: .rule, text: "x"), entry: "x") }
        #expect(try workspace.labelBook().pages.allSatisfy { $0.rules.isEmpty && $0.examples.isEmpty })
    }
}
