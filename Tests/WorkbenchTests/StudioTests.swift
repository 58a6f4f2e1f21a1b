import Dataset
import Foundation
import Imaging
import Testing
import Workbench

@Suite("The studio: recipes, dismantling, composing, drawings")
struct StudioTests {
    private let numerals: Numerals
    private var workspace: Workspace { numerals.workspace }

    init() throws {
        numerals = try Numerals()
    }

    private static let mirror = Recipe(transforms: [TransformRange(.mirrorHorizontal)])

    @Test("Nothing flips until a rule allows it")
    func nothingFlips() throws {
        try numerals.save(Self.mirror)
        let report = try ApplyRecipe(recipe: "r").run(in: workspace, reporting: .silent())
        #expect(report.added == 0 && report.change == nil)
    }

    @Test("Mirrored iv is vi, mirrored vii is nothing; all of it is one change, undone as one")
    func mirrors() throws {
        try numerals.roman()
        try numerals.save(Self.mirror)
        let report = try ApplyRecipe(recipe: "r").run(in: workspace, reporting: .silent())
        // i, ii, iii, v, x stay, iv and vi change places; of two train images each.
        #expect(report.byClass == ["i": 2, "ii": 2, "iii": 2, "v": 2, "x": 2, "iv": 2, "vi": 2])
        for sample in try numerals.samples(["tag=derived"]) {
            let lineage = try #require(try workspace.derivations(of: [sample.id]).first)
            let parent = try #require(try workspace.samples(lineage.parents).first)
            #expect(sample.split == "train" && lineage.recipe == "r" && lineage.recipeVersion == 1)
            #expect(["iv": "vi", "vi": "iv"][parent.label ?? ""] ?? parent.label == sample.label)
            #expect(
                try numerals.picture(sample.id)
                    == numerals.picture(parent.id).applying([TransformStep(.mirrorHorizontal)]))
        }
        #expect(report.change == (try workspace.lastChange()))
        try workspace.undo(author: "Ada")
        #expect(try numerals.samples(["tag=derived"]).isEmpty)
    }

    @Test("Every class is brought to its number, from the seed always the same, and what cannot be made is told")
    func goals() throws {
        try numerals.roman()
        let recipe = Recipe(
            transforms: [TransformRange(.mirrorHorizontal, probability: 0.5), TransformRange(.rotate)],
            goal: .perClass(5),
            seed: 7)
        try numerals.save(recipe)
        let first = try RecipePreview(recipe, limit: 10, author: "Ada", in: workspace, reporting: .silent())
        let second = try RecipePreview(recipe, limit: 10, author: "Ada", in: workspace, reporting: .silent())
        #expect(first.plan == second.plan && first.proposal.candidates == second.proposal.candidates)
        #expect(first.plan.total == 27 && first.proposal.candidates.count == 10)
        #expect(throws: StudioError.previewOnly) {
            try ProposalShelf(workspace).accept(first.proposal.id, author: "Ada")
        }
        _ = try ApplyRecipe(recipe: "r").run(in: workspace, reporting: .silent())
        for label in Numerals.classes {
            #expect(try numerals.samples(["label=\(label)", "split=train"]).count == 5, "\(label)")
        }
        // There already: nothing is lacking.
        #expect(try ApplyRecipe(recipe: "r").run(in: workspace, reporting: .silent(job: 2)).added == 0)
        let short = try RecipePreview(
            Recipe(transforms: [TransformRange(.mirrorHorizontal)], goal: .perClass(5)), limit: 1, author: "Ada",
            in: workspace, reporting: .silent())
        #expect(short.plan.total == 0)
        // A wish for vii that only mirroring could fill.
        let more = try RecipePreview(
            Recipe(transforms: [TransformRange(.mirrorHorizontal)], goal: .perClass(6)), limit: 1, author: "Ada",
            in: workspace, reporting: .silent())
        #expect(more.plan.short["vii"] == 1 && more.plan.byClass["iv"] == 1)
    }

    @Test("By a column every writer is brought to the number on their own")
    func byColumn() throws {
        let recipe = Recipe(
            transforms: [TransformRange(.noise)], goal: .perClassAndColumn(2, "writer"), source: ["split=train"])
        let plan = try RecipePreview(recipe, limit: 1, author: "Ada", in: workspace, reporting: .silent()).plan
        #expect(plan.total == Numerals.classes.count * 2, "two writers in train, one image of each class each")
        #expect(throws: EditError.unknownColumn("pen")) {
            try RecipePreview(
                Recipe(transforms: [TransformRange(.noise)], goal: .perClassAndColumn(2, "pen")), limit: 1,
                author: "Ada", in: workspace, reporting: .silent())
        }
        #expect(throws: StudioError.noStyles) {
            try RecipePreview(
                Recipe(transforms: [TransformRange(.noise)], goal: .perClassAndStyle(2)), limit: 1, author: "Ada",
                in: workspace, reporting: .silent())
        }
    }

    @Test("A rotation goes no further than the class allows")
    func limits() throws {
        try numerals.roman()
        let recipe = Recipe(transforms: [TransformRange(.rotate, ranges: ["degrees": 90...170])])
        let preview = try RecipePreview(recipe, limit: 50, author: "Ada", in: workspace, reporting: .silent())
        #expect(preview.plan.total == 18)
        for candidate in preview.proposal.candidates {
            guard case .array(let steps)? = candidate.parameters["steps"] else { continue }
            #expect(
                steps.first?["values"]?["degrees"] == .integer(15) || steps.first?["values"]?["degrees"] == .number(15))
        }
    }

    @Test("Cancelled and started again it goes on, and ends as undisturbed; started once more it does nothing twice")
    func resumes() throws {
        try numerals.save(Recipe(transforms: [TransformRange(.noise)], goal: .copies(5)))
        let counting = Counter()
        let reporter = JobReporter(job: 9, author: "Ada") { progress in
            if progress.phase == "making images", progress.done > 0 { counting.stop() }
        }
        counting.reporter = reporter
        #expect(throws: JobCancelled.self) {
            try ApplyRecipe(recipe: "r", version: 1).run(in: workspace, reporting: reporter)
        }
        #expect(try numerals.samples(["tag=derived"]).isEmpty)
        let report = try ApplyRecipe(recipe: "r", version: 1).run(in: workspace, reporting: .silent(job: 9))
        #expect(report.added == 90)
        let again = try ApplyRecipe(recipe: "r", version: 1).run(in: workspace, reporting: .silent(job: 9))
        #expect(again.change == report.change)
        #expect(try numerals.samples(["tag=derived"]).count == 90)
    }

    private final class Counter: @unchecked Sendable {
        var reporter: JobReporter?
        func stop() { reporter?.stop(.cancelled) }
    }

    @Test("Beyond the budget nothing is made")
    func budget() throws {
        try workspace.setImageBudget(30)
        try numerals.save(Recipe(transforms: [TransformRange(.noise)]))
        #expect(throws: StudioError.overBudget(wanted: 18, left: 3, budget: 30)) {
            try ApplyRecipe(recipe: "r").run(in: workspace, reporting: .silent())
        }
    }

    @Test("A class is taken apart along its chain; what is struck out does not come in")
    func dismantles() throws {
        try numerals.roman()
        let report = try DismantleClass(label: "viii", conditions: ["split=train"]).run(
            in: workspace, reporting: .silent())
        #expect(report.proposed == 6 && report.samples == 2 && report.skipped == 0)
        let id = try #require(report.proposal)
        let proposal = try ProposalShelf(workspace).proposal(id)
        #expect(proposal.candidates.map(\.label) == ["iii", "ii", "i", "iii", "ii", "i"])
        for candidate in proposal.candidates {
            let picture = try PictureDecoder.decode(ProposalShelf(workspace).image(candidate.index, of: id))
            #expect(StrokeSegmentation(picture).pieces.count { $0.kind == .component } == candidate.label?.count)
        }
        let applied = try ProposalShelf(workspace).accept(id, except: [1], author: "Bo")
        #expect(applied.samples.count == 5 && applied.change.author == "Bo")
        #expect(throws: StudioError.unknownProposal(id)) { try ProposalShelf(workspace).proposal(id) }
        #expect(throws: StudioError.noParts(label: "v")) {
            try DismantleClass(label: "v").run(in: workspace, reporting: .silent(job: 3))
        }
    }

    @Test("A proposal whose images were relabelled since is not accepted")
    func staleProposal() throws {
        try numerals.roman()
        let report = try DismantleClass(label: "viii").run(in: workspace, reporting: .silent())
        let parent = try numerals.samples(["label=viii"])[0].id
        _ = try workspace.apply(
            EditRequest(author: "Ada", edits: [Edit(samples: [parent], set: CellChanges(label: .set("vii")))]))
        #expect(throws: StudioError.staleProposal(1)) {
            try ProposalShelf(workspace).accept(try #require(report.proposal), author: "Ada")
        }
    }

    @Test("Pieces of viii and iv make vi and vii that never were, never across splits")
    func composes() throws {
        try numerals.roman()
        let cutter = PieceCutter(workspace)
        let viii = try numerals.samples(["label=viii"]), iv = try numerals.samples(["label=iv"])
        for sample in viii + iv { _ = try cutter.cutParts(of: sample.id, author: "Ada") }
        #expect(try workspace.pieces(PieceQuery(name: "v")).total == 6)
        #expect(try workspace.pieces().pieces.allSatisfy { $0.writer != nil })
        let proposal = try ComposePieces(labels: ["vi", "vii"], count: 2).propose(
            in: workspace, author: "Ada", reporting: .silent())
        #expect(proposal.candidates.count == 8)
        let shapes: [String: [PartShape]] = ["vi": [.wedge, .stem], "vii": [.wedge, .stem, .stem]]
        for candidate in proposal.candidates {
            let splits = try Set(workspace.samples(candidate.parents).map(\.split))
            #expect(splits == [candidate.split])
            let picture = try PictureDecoder.decode(ProposalShelf(workspace).image(candidate.index, of: proposal.id))
            let cut = try PartSegmentation(InkMap(picture), shapes: shapes[candidate.label ?? ""] ?? [])
            #expect(cut.isApart)
        }
        #expect(try ProposalShelf(workspace).accept(proposal.id, author: "Ada").samples.count == 8)
        #expect(throws: StudioError.self) {
            try ComposePieces(labels: ["x"]).propose(in: workspace, author: "Ada", reporting: .silent())
        }
    }

    @Test("A drawing is kept to the last bit, with its parent's split; the picture as it was is no drawing")
    func drawings() throws {
        let parent = try numerals.samples(["label=viii", "split=val"])[0]
        let intake = DrawingIntake(workspace)
        let drawn = try PNGEncoder.encode(Numerals.draw("iii", shade: 33).rgb())
        let applied = try intake.save(drawn, label: "iii", parents: [parent.id], step: 1, author: "Ada")
        let sample = try #require(try workspace.samples(applied.samples).first)
        #expect(sample.split == "val" && sample.label == "iii")
        #expect(try workspace.images.read(sample.digest) == drawn)
        #expect(throws: StudioError.nothingDrawn) {
            try intake.save(workspace.images.read(parent.digest), label: nil, parents: [parent.id], author: "Ada")
        }
        #expect(throws: PictureError.self) {
            try intake.save(Array("<svg/>".utf8), label: nil, parents: [parent.id], author: "Ada")
        }
        #expect(throws: EditError.unknownSample(999)) {
            try intake.save(drawn, label: nil, parents: [parent.id, 999], author: "Ada")
        }
    }

    @Test(
        "After a parent was relabelled its derived samples are relabelled by the rules, or trashed where they do not allow it"
    )
    func refreshes() throws {
        try numerals.roman()
        try numerals.save(Self.mirror)
        _ = try ApplyRecipe(recipe: "r").run(in: workspace, reporting: .silent())
        let parents = try numerals.samples(["label=iv", "split=train", "q=iv/"]).filter { !$0.tags.contains("derived") }
        func relabel(_ sample: Int64, _ label: String) throws {
            _ = try workspace.apply(
                EditRequest(author: "Ada", edits: [Edit(samples: [sample], set: CellChanges(label: .set(label)))]))
        }
        try relabel(parents[0].id, "v")
        try relabel(parents[1].id, "vii")
        let stale = try DerivedRefresh(workspace).stale()
        #expect(stale.map(\.label) == ["vi", "vi"] && Set(stale.map(\.wants)) == ["v", nil])
        #expect(try StudioSummary(workspace).stale == 2)
        let applied = try DerivedRefresh(workspace).refresh(author: "Ada")
        #expect(applied.samples.count == 2)
        let now = try workspace.samples(applied.samples)
        #expect(Set(now.map { $0.state == .active ? $0.label : nil }) == ["v", nil])
        #expect(throws: EditError.nothingToDo) { try DerivedRefresh(workspace).refresh(author: "Ada") }
    }

    @Test("Derived samples are counted apart")
    func counts() throws {
        try numerals.save(Recipe(transforms: [TransformRange(.noise)], source: ["label=x"]))
        _ = try ApplyRecipe(recipe: "r").run(in: workspace, reporting: .silent())
        let summary = try StudioSummary(workspace)
        #expect(summary.derived == 3 && summary.byKind == ["recipe": 3] && summary.used == 30)
        let ten = try #require(summary.classes.first { $0.name == "x" })
        #expect(ten.train == 4 && ten.val == 2 && ten.derived == ["train": 2, "val": 1])
    }
}
