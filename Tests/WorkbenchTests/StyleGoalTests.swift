import Dataset
import Foundation
import Imaging
import Testing
import Workbench

@Suite("A recipe that brings every class in every style to a number")
struct StyleGoalTests {
    private let folder: TemporaryFolder
    private let workspace: Workspace

    init() throws {
        folder = try TemporaryFolder()
        workspace = try PlantedStyles.workspace(at: folder.sub("planted.tessera"))
        _ = try FindStyles(count: 4).run(in: workspace, reporting: .silent())
    }

    private struct Cell: Hashable {
        let label: String
        let style: String
    }

    /// Of train: the audit's samples in their style, derived ones in that of what they were made of.
    private func counts() throws -> [Cell: Int] {
        let report = try #require(try StoredReport<StylesReport>.read(from: workspace)).report
        var styleOf = Dictionary(
            report.styles.flatMap { style in style.samples.map { ($0, style.name) } },
            uniquingKeysWith: { first, _ in first })
        let train = try workspace.samples(workspace.sampleIDs(matching: SampleConditions(["split=train"]).query()))
        for one in try workspace.derivations(of: train.map(\.id)) { styleOf[one.sample] = styleOf[one.parents[0]] }
        var counts: [Cell: Int] = [:]
        for sample in train {
            guard let style = styleOf[sample.id], let label = sample.label else { continue }
            counts[Cell(label: label, style: style), default: 0] += 1
        }
        return counts
    }

    @Test("What is short is filled up to the number, what has more is left, and a second time nothing is lacking")
    func fills() throws {
        let before = try counts()
        #expect(before.count == 12 && before.values.min()! < 30)
        let goal = 30
        _ = try RecipeShelf(workspace).save(
            Recipe(transforms: [TransformRange(.noise), TransformRange(.rotate)], goal: .perClassAndStyle(goal)),
            name: "even", author: "Ada")
        let report = try ApplyRecipe(recipe: "even").run(in: workspace, reporting: .silent(job: 2))
        let after = try counts()
        for (cell, count) in before { #expect(after[cell] == max(goal, count), "\(cell)") }
        #expect(report.added == before.values.reduce(0) { $0 + max(0, goal - $1) } && report.short.isEmpty)
        #expect(try ApplyRecipe(recipe: "even").run(in: workspace, reporting: .silent(job: 3)).added == 0)
        // Each is of its parent's class and style; the change is one, and undone as one.
        try workspace.undo(author: "Ada")
        #expect(try counts() == before)
    }

    @Test(
        "A style that a class lacks is filled from another class where a rule makes one of the other, else it is told")
    func lacks() throws {
        // No ii in the style of the first ii.
        let report = try #require(try StoredReport<StylesReport>.read(from: workspace)).report
        let style = try #require(report.styles.first)
        let gone = try workspace.samples(style.samples).filter { $0.label == "ii" && $0.split == "train" }
        _ = try workspace.apply(
            EditRequest(author: "Ada", edits: [Edit(samples: gone.map(\.id), set: CellChanges(state: .trashed))]))
        let cell = Cell(label: "ii", style: style.name)
        #expect(try counts()[cell] == nil)
        let recipe = Recipe(transforms: [TransformRange(.mirrorHorizontal)], goal: .perClassAndStyle(5))
        let none = try RecipePreview(recipe, limit: 1, author: "Ada", in: workspace, reporting: .silent())
        #expect(none.plan.short["ii × \(style.name)"] == 5 && none.plan.total == 0)
        try StudioRules(workspace).set(
            ClassRulesEdit(
                label: "i", rules: ["mirror-horizontal": TransformRuleSetting(.becomes("ii"))]), author: "Ada")
        _ = try RecipeShelf(workspace).save(recipe, name: "mirror", author: "Ada")
        _ = try ApplyRecipe(recipe: "mirror").run(in: workspace, reporting: .silent(job: 2))
        #expect(try counts()[cell] == 5)
    }
}
