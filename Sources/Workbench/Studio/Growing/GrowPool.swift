import Dataset
import Foundation
import Imaging
import Matrices

/// The candidates of which a growth chooses: made of train images alone.
///
/// A train image is no parent where it is derived itself, has a tag that is to stay out, or is byte for byte also
/// somewhere outside train: what is made of it would be made of a val or test image.
struct GrowPool: Codable, Sendable, Equatable {
    struct Entry: Codable, Sendable, Equatable {
        let label: String
        let parent: Int64
        /// Of the parent's image.
        let digest: String
        let parentLabel: String
        let parameters: GrowParameters
        let note: String
    }

    let entries: [Entry]
    /// Parents.
    let sources: Int
    let leftOut: Growth.LeftOut

    init(_ asked: GrowDataset, classes: [String], in workspace: Workspace, reporting reporter: JobReporter) throws {
        let (parents, leftOut) = try Self.parents(without: Set(asked.never), in: workspace)
        let known = Set(classes)
        var entries: [Entry] = []
        func add(_ parent: Sample, _ label: String?, _ parameters: GrowParameters, _ note: String) {
            // A class that nothing in the dataset has would be a class more to tell apart.
            guard let label, known.contains(label), let own = parent.label else { return }
            entries.append(
                Entry(
                    label: label, parent: parent.id, digest: parent.digest, parentLabel: own, parameters: parameters,
                    note: note))
        }
        if let name = asked.recipe {
            let recipe = try RecipeShelf(workspace).recipe(name, version: asked.recipeVersion).recipe
            let labels = try RuledLabels(workspace)
            let wanted = Set(try workspace.sampleIDs(matching: SampleConditions(recipe.source).query()))
            for parent in parents where wanted.contains(parent.id) {
                for attempt in 0..<UInt64(asked.copies) {
                    let drawn = RecipePlan.draw(recipe, parent, attempt, labels)
                    guard !drawn.steps.isEmpty else { continue }
                    add(
                        parent, drawn.label, GrowParameters(steps: drawn.steps),
                        drawn.steps.map(\.kind.title).joined(separator: ", "))
                }
            }
        }
        if asked.dismantle {
            let rules = try workspace.classRules()
            let byID = Dictionary(uniqueKeysWithValues: parents.map { ($0.id, $0) })
            for own in rules where own.parts.count > 1 && !own.chain.isEmpty {
                let steps = try DismantlingPlan(label: own.name, to: nil, rules: rules)
                let found = try DismantleClass.candidates(
                    of: parents.filter { $0.label == own.name }, label: own.name, steps, in: workspace,
                    reporting: reporter)
                for one in found.candidates {
                    guard let parent = one.parents.first.flatMap({ byID[$0] }) else { continue }
                    add(
                        parent, one.label,
                        GrowParameters(dismantled: try one.parameters.decoded(as: DismantlingParameters.self)),
                        one.note ?? "")
                }
            }
        }
        guard !entries.isEmpty else {
            throw GrowError.emptyPool(
                parents.isEmpty
                    ? "no train image with a label can be a parent"
                    : "the recipe makes nothing of the train images, by its source or by the rules of the label book")
        }
        self.entries = entries
        sources = Set(entries.map(\.parent)).count
        self.leftOut = leftOut
    }

    /// Labelled train images of which candidates may be made, by id.
    private static func parents(
        without never: Set<String>, in workspace: Workspace
    ) throws -> (parents: [Sample], leftOut: Growth.LeftOut) {
        var all = SampleQuery()
        all.state = .all
        let samples = try workspace.samples(workspace.sampleIDs(matching: all)).sorted { $0.id < $1.id }
        let elsewhere = Set(samples.filter { $0.split != Split.train.rawValue }.map(\.digest))
        let train = samples.filter {
            $0.state == .active && $0.split == Split.train.rawValue && $0.label != nil
        }
        let derived = Set(try workspace.derivations(of: train.map(\.id)).map(\.sample))
        var leftOut = Growth.LeftOut(elsewhere: 0, tagged: 0, derived: 0)
        let parents = train.filter { sample in
            if derived.contains(sample.id) {
                leftOut.derived += 1
            } else if !never.isDisjoint(with: sample.tags) {
                leftOut.tagged += 1
            } else if elsewhere.contains(sample.digest) {
                leftOut.elsewhere += 1
            } else {
                return true
            }
            return false
        }
        return (parents, leftOut)
    }
}
