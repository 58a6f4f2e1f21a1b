import Dataset
import Testing

@Suite("Label rules, recipes, pieces and the budget")
struct StudioTableTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        try bench.take(
            ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "kiwi"].map { (name: String) in
                Incoming("\(name)/a.png", name, "train")
            })
    }

    private func rules(_ name: String) throws -> ClassRules {
        try #require(try bench.workspace.classRules().first { $0.name == name })
    }

    @Test("A new dataset has no rules at all")
    func none() throws {
        for entry in try bench.workspace.classRules() {
            #expect(entry.rules.isEmpty && entry.parts.isEmpty && entry.chain.isEmpty)
        }
    }

    @Test(
        "The Roman preset: mirrored iv is vi, vii has no mirror image, ix stands upside down, and viii is taken apart")
    func roman() throws {
        try bench.workspace.setClassRules(
            RomanRules.edits(for: bench.workspace.classes().map(\.name)), author: "Ada")
        let leftRight: [String: TransformRule.Outcome] = [
            "i": .same, "ii": .same, "iii": .same, "iv": .becomes("vi"), "v": .same, "vi": .becomes("iv"),
            "vii": .forbidden, "viii": .forbidden, "ix": .forbidden, "x": .same,
        ]
        let topDown: Set = ["i", "ii", "iii", "x", "ix"]
        for (name, outcome) in leftRight {
            let own = try rules(name)
            #expect(own.rules["mirror-horizontal"]?.outcome == outcome, "\(name)")
            #expect(own.rules["mirror-vertical"]?.outcome == (topDown.contains(name) ? .same : .forbidden), "\(name)")
            #expect(own.rules["rotate"]?.limit == 15)
            #expect(own.parts.joined() == name)
        }
        #expect(try rules("viii").chain.map(\.label) == ["iii", "ii", "i"])
        #expect(try rules("viii").chain.first?.instruction == "Erase the V")
        #expect(try rules("iv").chain.map(\.label) == ["i"])
        #expect(try rules("i").chain.isEmpty)
        #expect(try rules("kiwi").rules.isEmpty)
    }

    @Test("A rule is set, set anew and taken away; the class it leads to may be renamed")
    func setting() throws {
        let workspace = bench.workspace
        try workspace.setClassRules(
            [ClassRulesEdit(label: "iv", rules: ["mirror-horizontal": TransformRuleSetting(.becomes("vi"))])],
            author: "Ada")
        let six = try #require(try workspace.classes().first { $0.name == "vi" })
        try workspace.renameClass(six.id, to: "six", author: "Ada")
        #expect(try rules("iv").rules["mirror-horizontal"]?.outcome == .becomes("six"))
        #expect(try rules("iv").rules["mirror-horizontal"]?.author == "Ada")
        try workspace.setClassRules(
            [ClassRulesEdit(label: "iv", rules: ["mirror-horizontal": TransformRuleSetting?.none])], author: "Bo")
        #expect(try rules("iv").rules.isEmpty)
    }

    @Test("What cannot be a rule is refused, and nothing of the rest is kept")
    func refusals() throws {
        let good = ClassRulesEdit(label: "iv", parts: ["i", "v"])
        let bad = [
            ClassRulesEdit(label: "xi", parts: ["x"]), ClassRulesEdit(label: "i", parts: ["\u{7}"]),
            ClassRulesEdit(label: "i", rules: ["rotate": TransformRuleSetting(.same, limit: -1)]),
            ClassRulesEdit(label: "i", rules: ["rotate": TransformRuleSetting(.becomes("xi"))]),
            ClassRulesEdit(label: "i", chain: [DismantlingStep(label: "xi", instruction: "")]),
        ]
        for edit in bad {
            #expect(throws: ClassRulesError.self) {
                try bench.workspace.setClassRules([good, edit], author: "Ada")
            }
        }
        #expect(try rules("iv").parts.isEmpty)
    }

    @Test("A recipe gets a new version when it is another, and comes back after it was removed")
    func recipes() throws {
        let workspace = bench.workspace
        #expect(try workspace.saveRecipe("flips", definition: "{}", author: "Ada").version == 1)
        #expect(try workspace.saveRecipe("flips", definition: "{}", author: "Bo").version == 1)
        #expect(try workspace.saveRecipe("flips", definition: #"{"a":1}"#, author: "Bo").version == 2)
        #expect(try workspace.recipe("flips", version: 1).definition == "{}")
        try workspace.removeRecipe("flips", author: "Ada")
        #expect(try workspace.recipes().isEmpty)
        #expect(throws: SavedRecipeError.unknown("flips")) { try workspace.recipe("flips") }
        #expect(try workspace.recipeVersions("flips").map(\.version) == [2, 1])
        #expect(try workspace.saveRecipe("flips", definition: "{}", author: "Ada").version == 4)
        #expect(throws: SavedRecipeError.self) { try workspace.saveRecipe("a/b", definition: "{}", author: "Ada") }
    }

    @Test("Pieces are found by name, style and text, renamed and removed")
    func pieces() throws {
        let workspace = bench.workspace
        func save(_ name: String, style: String?) throws -> Piece {
            try workspace.savePiece(
                IncomingPiece(
                    name: name, sample: 1, style: style, writer: nil, x: 1, y: 2, width: 3, height: 4, png: [1, 2]),
                author: "Ada")
        }
        let first = try save("v", style: "A"), second = try save("Serif bar", style: "B")
        #expect(first.split == "train")
        #expect(try workspace.pieces().pieces.map(\.id) == [second.id, first.id])
        #expect(try workspace.pieces(PieceQuery(style: "A")).pieces == [first])
        #expect(try workspace.pieces(PieceQuery(text: "BAR")).total == 1)
        #expect(try workspace.pieceImage(first.id) == [1, 2])
        #expect(try workspace.renamePiece(first.id, to: "i").name == "i")
        try workspace.removePiece(first.id)
        #expect(throws: PieceError.unknown(first.id)) { try workspace.pieceImage(first.id) }
        #expect(throws: PieceError.self) { try save("", style: nil) }
    }

    @Test("The budget is the competition's until somebody sets another")
    func budget() throws {
        #expect(try bench.workspace.imageBudget() == 10_000)
        try bench.workspace.setImageBudget(500)
        #expect(try bench.workspace.imageBudget() == 500)
        #expect(throws: EditError.self) { try bench.workspace.setImageBudget(-1) }
    }
}
