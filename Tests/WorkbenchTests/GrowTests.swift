import Dataset
import Foundation
import Imaging
import Synchronization
import Testing
import Workbench

@Suite("Growing where the fixed model needs it", .enabled(if: Models.present, "the vision models are not set up"))
struct GrowTests {
    /// Numerals with an embedding and a recipe.
    private static func grown() throws -> Numerals {
        let numerals = try Numerals()
        try numerals.roman()
        try numerals.save(
            Recipe(
                transforms: [
                    TransformRange(.rotate, ranges: ["degrees": -8...8]), TransformRange(.shift),
                    TransformRange(.zoom),
                ]))
        _ = try EmbedImages(model: "characters").run(in: numerals.workspace, reporting: .silent())
        return numerals
    }

    private static let asked = GrowDataset(
        recipe: "r", copies: 4, dismantle: true, epochs: 4, seeds: 2, perSample: 2, rounds: 3)

    @Test("Rounds are scored, nothing is written before it is accepted, and what is accepted knows why")
    func grows() throws {
        let numerals = try Self.grown()
        let workspace = numerals.workspace
        let before = try workspace.lastChange()
        let report = try Self.asked.run(in: workspace, reporting: .silent())
        #expect(try workspace.lastChange() == before)
        let growth = try GrowthShelf(workspace).growth(report.growth)
        #expect(growth.rounds.map(\.round) == Array(0...report.rounds) && growth.stop != nil)
        #expect(growth.rounds[0].train == 18 && growth.rounds[0].added == 0 && growth.val == 9)
        for (round, last) in zip(growth.rounds.dropFirst(), growth.rounds) {
            #expect(round.chosen == last.chosen + round.added && round.train == 18 + round.chosen && round.added > 0)
            // At most two for each that was wrong before, all of them for such.
            #expect(round.added <= 2 * last.wrong.count && round.accuracies.count == 2)
            for pick in growth.picks where pick.round == round.round {
                #expect(Set(pick.near.map(\.sample)).isSubset(of: last.wrong))
                let wanted = try workspace.samples(pick.near.map(\.sample))
                #expect(wanted.allSatisfy { $0.label == pick.label && $0.split == "val" })
            }
        }
        let scores = growth.rounds.map(\.accuracy)
        #expect(scores[growth.best] == scores.max() && scores.firstIndex(of: scores[growth.best]) == growth.best)
        #expect(report.after == scores[report.best] && report.before == scores[0])

        // The drawings and seeds of this test gain by it.
        let id = try #require(report.proposal)
        let proposal = try ProposalShelf(workspace).proposal(id)
        #expect(proposal.kind == .grow && proposal.candidates.count == report.proposed)
        let html = try String(decoding: GrowthPage(growth, in: workspace).html(), as: UTF8.self)
        #expect(html.contains("data:image/png;base64,") && !html.contains("no picture") && html.contains("taken for"))
        let applied = try ProposalShelf(workspace).accept(id, except: [0], author: "Ada")
        #expect(applied.samples.count == report.proposed - 1)
        for (sample, candidate) in zip(applied.samples, proposal.candidates.dropFirst()) {
            let lineage = try #require(try workspace.derivations(of: [sample]).first)
            #expect(lineage.kind == .grow && lineage.recipe == "r" && lineage.recipeVersion == 1)
            #expect(lineage.parents == candidate.parents)
            let parameters = try JSONValue(text: lineage.parameters)
            #expect(parameters["why"]?["growth"] == .string(id) && parameters["why"]?["near"] != nil)
        }
        #expect(try numerals.samples(["tag=grown"]).allSatisfy { $0.split == "train" && $0.tags.contains("derived") })
        #expect(try GrowthShelf(workspace).accepted(growth)?.id == applied.change.id)
        try workspace.undo(author: "Ada")
        #expect(try numerals.samples(["tag=grown"]).isEmpty && GrowthShelf(workspace).accepted(growth) == nil)
    }

    @Test(
        "No candidate derives from a val or test image, from a copy of one, from what is derived, or from a tag that stays out"
    )
    func leaksNothing() throws {
        let numerals = try Self.grown()
        let workspace = numerals.workspace
        // A copy of a val image in train; one image that is tagged; one in test; a derived one.
        let val = try #require(try numerals.samples(["split=val", "label=i"]).first)
        _ = try workspace.importBatch(
            [
                IncomingSample(
                    sourcePath: SourcePath("copy.png"), image: try workspace.stage(workspace.images.read(val.digest)),
                    width: val.width, height: val.height, format: "png", label: "i", split: "train")
            ], author: "importer", importID: 2)
        let tagged = try #require(try numerals.samples(["split=train", "label=v"]).first)
        _ = try workspace.apply(
            EditRequest(
                author: "Ada", edits: [Edit(samples: [tagged.id], set: CellChanges(addTags: ["label_book"]))]))
        let tested = try #require(try numerals.samples(["split=train", "label=x"]).first)
        _ = try workspace.apply(
            EditRequest(author: "Ada", edits: [Edit(samples: [tested.id], set: CellChanges(split: .set("test")))]))
        try numerals.save(
            Recipe(transforms: [TransformRange(.noise)], source: ["split=train", "label=ii"]), name: "more")
        _ = try ApplyRecipe(recipe: "more").run(in: workspace, reporting: .silent(job: 7))
        _ = try EmbedImages(model: "characters").run(in: workspace, reporting: .silent())

        // As many as there are: whatever may be taken is.
        let report = try GrowDataset(
            recipe: "r", copies: 3, dismantle: true, epochs: 2, seeds: 1, perSample: 100, rounds: 1, apart: 0
        ).run(in: workspace, reporting: .silent())
        let growth = try GrowthShelf(workspace).growth(report.growth)
        #expect(
            growth.pool.leftOut.elsewhere == 1 && growth.pool.leftOut.tagged == 1 && growth.pool.leftOut.derived == 2)
        #expect(growth.picks.count > 20)
        let outside = Set(try numerals.samples(["split=val", "split=test", "split=none"]).map(\.digest))
        let derived = Set(try numerals.samples(["tag=derived"]).map(\.id))
        for parent in try workspace.samples(Array(Set(growth.picks.map(\.parent)))) {
            #expect(parent.split == "train" && !outside.contains(parent.digest) && !parent.tags.contains("label_book"))
            #expect(!derived.contains(parent.id))
        }
        // A recipe that names val as its source gets nothing of it.
        try numerals.save(Recipe(transforms: [TransformRange(.noise)], source: ["split=val"]), name: "leak")
        #expect(throws: GrowError.self) {
            try GrowDataset(recipe: "leak").run(in: workspace, reporting: .silent())
        }
    }

    @Test("The same dataset, recipe and seeds give the same; stopped at any moment and started again, too")
    func resumes() throws {
        let calm = try Self.grown(), torn = try Self.grown()
        let first = try Self.asked.run(in: calm.workspace, reporting: .silent())
        for stop in [2, 5, 30, 60, 90] {
            let seen = Mutex(0)
            let box = Mutex<JobReporter?>(nil)
            let reporter = JobReporter(
                job: 1, author: "Ada",
                observer: { _ in
                    let count = seen.withLock { seen in
                        seen += 1
                        return seen
                    }
                    if count == stop { box.withLock { $0 }?.stop(.shutdown) }
                })
            box.withLock { $0 = reporter }
            #expect(throws: JobCancelled.self) { try Self.asked.run(in: torn.workspace, reporting: reporter) }
            box.withLock { $0 = nil }
        }
        let second = try Self.asked.run(in: torn.workspace, reporting: .silent())
        #expect(first == second)
        let (one, two) = (
            try GrowthShelf(calm.workspace).growth(first.growth), try GrowthShelf(torn.workspace).growth(second.growth)
        )
        #expect(one.picks == two.picks && one.rounds.map(\.accuracies) == two.rounds.map(\.accuracies))
        #expect(one.rounds.map(\.wrong) == two.rounds.map(\.wrong))
        // Done: nothing is trained again, and the pictures are the same.
        #expect(try Self.asked.run(in: torn.workspace, reporting: .silent(job: 2)) == second)
        let id = try #require(first.proposal)
        for index in 0..<first.proposed {
            #expect(
                try ProposalShelf(calm.workspace).image(index, of: id)
                    == ProposalShelf(torn.workspace).image(index, of: id))
        }
    }

    @Test("Accepted whole, the next version's runs are those of the best round")
    func isWhatItSays() throws {
        let numerals = try Self.grown()
        let workspace = numerals.workspace
        let report = try Self.asked.run(in: workspace, reporting: .silent())
        let growth = try GrowthShelf(workspace).growth(report.growth)
        _ = try ProposalShelf(workspace).accept(try #require(report.proposal), author: "Ada")
        let group = try TrainModel(seeds: 2, epochs: 4).run(in: workspace, reporting: .silent(job: 3))
        #expect(group.data.train == growth.rounds[growth.best].train)
        #expect(group.runs.map { $0.scores["val"]?.accuracy } == growth.rounds[growth.best].accuracies)
    }

    @Test("The budget holds, and what cannot be grown says why")
    func limits() throws {
        let numerals = try Self.grown()
        let workspace = numerals.workspace
        try workspace.setImageBudget(27 + 5)
        let report = try Self.asked.run(in: workspace, reporting: .silent())
        let growth = try GrowthShelf(workspace).growth(report.growth)
        #expect(growth.picks.count == 5 && growth.rounds.count == 2 && growth.stop == .budget)
        #expect(throws: GrowError.noSource) { try GrowDataset().run(in: workspace, reporting: .silent()) }
        #expect(throws: SavedRecipeError.self) {
            try GrowDataset(recipe: "none").run(in: workspace, reporting: .silent())
        }
        let trainer = try FakeTrainer.make(in: numerals.folder.sub("trainer"))
        try TrainerShelf(workspace).register(trainer, author: "Ada")
        #expect(throws: GrowError.notFixedModel("fake")) {
            try GrowDataset(recipe: "r", trainer: "fake").run(in: workspace, reporting: .silent())
        }
        #expect(throws: DecodingError.self) {
            _ = try JSONValue(text: #"{"recipe":"r","seeds":0}"#).decoded(as: GrowDataset.self)
        }
    }
}
