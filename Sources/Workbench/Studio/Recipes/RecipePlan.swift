import Dataset
import Imaging
import Matrices

/// What a recipe would make of the dataset as it is: for the same recipe and the same samples always the same.
struct RecipePlan {
    let candidates: [Candidate]
    /// Classes (and styles or values) for which not enough could be made, and how many are missing.
    let short: [String: Int]

    private struct Cell: Hashable {
        let label: String?
        let group: String
    }

    private struct Source {
        let sample: Sample
        let group: String
    }

    /// Rounds over all sources without anything new end the search.
    private static let mostIdleRounds = 5

    init(_ recipe: Recipe, in workspace: Workspace) throws {
        let labels = try RuledLabels(workspace)
        let samples = try workspace.samples(workspace.sampleIDs(matching: SampleConditions(recipe.source).query()))
        let derivations = try workspace.derivations(of: samples.map(\.id))
        let isDerived = Set(derivations.map(\.sample))
        let groups = try RecipeGroups(recipe.goal, samples: samples, derivations: derivations, in: workspace)
        let sources = samples.filter { !isDerived.contains($0.id) }.sorted { $0.id < $1.id }
            .compactMap { sample in groups.name(of: sample).map { Source(sample: sample, group: $0) } }
        guard !sources.isEmpty else {
            throw StudioError.nothingToMake(
                "no sample that is not derived itself fits \(recipe.source.joined(separator: " "))")
        }
        var candidates: [Candidate] = []
        func draw(_ source: Source, _ attempt: UInt64) -> (steps: [TransformStep], label: String?) {
            Self.draw(recipe, source.sample, attempt, labels)
        }
        func add(_ source: Source, _ drawn: (steps: [TransformStep], label: String?)) throws {
            candidates.append(
                Candidate(
                    index: candidates.count, label: drawn.label, split: source.sample.split,
                    parents: [source.sample.id], parentLabels: [source.sample.label],
                    parameters: try JSONValue(encoding: RecipeParameters(steps: drawn.steps)),
                    note: drawn.steps.map(\.kind.title).joined(separator: ", ")))
        }

        if case .copies(let count) = recipe.goal {
            for source in sources {
                for attempt in 0..<UInt64(count) {
                    let drawn = draw(source, attempt)
                    if !drawn.steps.isEmpty { try add(source, drawn) }
                }
            }
            short = [:]
        } else {
            var lacking: [Cell: Int] = [:]
            for sample in samples {
                guard let label = sample.label, let group = groups.name(of: sample) else { continue }
                lacking[Cell(label: label, group: group), default: groups.goal] -= 1
            }
            // What nobody has drawn yet in this style may come from another class.
            let classes = Set(sources.compactMap(\.sample.label))
            for group in Set(sources.map(\.group)) {
                for label in classes where lacking[Cell(label: label, group: group)] == nil {
                    lacking[Cell(label: label, group: group)] = groups.goal
                }
            }
            var order = SeededRandom(seed: recipe.seed, stream: 1)
            let shuffled = sources.shuffled(using: &order)
            var attempt: UInt64 = 0
            var idle = 0
            while idle < Self.mostIdleRounds, lacking.contains(where: { $0.value > 0 }) {
                var isIdle = true
                for source in shuffled {
                    let drawn = draw(source, attempt)
                    let cell = Cell(label: drawn.label, group: source.group)
                    guard !drawn.steps.isEmpty, let count = lacking[cell], count > 0 else { continue }
                    lacking[cell] = count - 1
                    isIdle = false
                    try add(source, drawn)
                }
                attempt += 1
                idle = isIdle ? idle + 1 : 0
            }
            short = Dictionary(
                lacking.filter { $0.value > 0 }.map { cell, count in
                    ([cell.label ?? "", cell.group].filter { !$0.isEmpty }.joined(separator: " × "), count)
                }, uniquingKeysWith: +)
        }
        self.candidates = candidates
    }

    /// What the recipe does to a sample in one attempt, and the label that this leads to; no steps where the rules allow
    /// none.
    static func draw(
        _ recipe: Recipe, _ sample: Sample, _ attempt: UInt64, _ labels: RuledLabels
    ) -> (steps: [TransformStep], label: String?) {
        // A stream for each source and attempt: what one of them draws is no matter of the others.
        var random = SeededRandom(seed: recipe.seed, stream: UInt64(bitPattern: sample.id) &* 1_000_003 &+ attempt)
        return labels.draw(recipe.transforms, label: sample.label, using: &random)
    }

    var byClass: [String: Int] {
        Dictionary(candidates.map { ($0.label ?? "", 1) }, uniquingKeysWith: +)
    }
}

/// What a derived sample keeps of how a recipe made it.
struct RecipeParameters: Codable, Equatable {
    let steps: [TransformStep]
}

/// The group (style, or value of a column) that a sample counts in beside its class; a derived one in its parent's.
private struct RecipeGroups {
    /// Of each class and group.
    let goal: Int
    private let names: [Int64: String]
    private let parents: [Int64: Int64]
    private let isGrouped: Bool

    init(
        _ kind: Recipe.Goal, samples: [Sample], derivations: [Derivation], in workspace: Workspace
    ) throws {
        parents = Dictionary(derivations.compactMap { one in one.parents.first.map { (one.sample, $0) } }) { $1 }
        switch kind {
        case .copies(let count), .perClass(let count):
            goal = count
            names = [:]
            isGrouped = false
        case .perClassAndStyle(let count):
            goal = count
            names = try Self.styles(in: workspace)
            isGrouped = true
        case .perClassAndColumn(let count, let column):
            goal = count
            guard try workspace.columnNames().contains(where: { $0.name == column }) else {
                throw EditError.unknownColumn(column)
            }
            names = Dictionary(
                samples.compactMap { sample in sample.columns[column].map { (sample.id, $0.display) } }
            ) { $1 }
            isGrouped = true
        }
    }

    /// nil where the sample is in no group.
    func name(of sample: Sample) -> String? {
        guard isGrouped else { return "" }
        return names[sample.id] ?? parents[sample.id].flatMap { names[$0] }
    }

    private static func styles(in workspace: Workspace) throws -> [Int64: String] {
        guard let report = try StoredReport<StylesReport>.read(from: workspace)?.report else {
            throw StudioError.noStyles
        }
        return Dictionary(
            report.styles.flatMap { style in style.samples.map { ($0, style.name) } }
        ) { first, _ in first }
    }
}
