import Dataset
import Matrices
import Scoring

/// Which samples of a run, in which order.
public struct ScoredSampleQuery: Sendable, Equatable {
    public enum Order: String, Sendable, CaseIterable {
        /// The hardest first: the smallest margin.
        case margin
        /// The largest loss first.
        case loss
        /// The smallest area under the margin first: what the model never agreed with.
        case area
        /// What was forgotten most often first.
        case forgetting
        /// By id.
        case id
    }

    /// `train`, `val`, `test`, `none`, a tag; nil is all.
    public var set: String?
    /// The class that they have.
    public var given: String?
    /// The class that they are taken for.
    public var predicted: String?
    /// Only those that are taken for their class, or only those that are not.
    public var correct: Bool?
    public var order = Order.margin
    public var offset = 0
    public var limit: Int?

    public init() {}
}

/// Samples of a run, and how many there are in all.
public struct ScoredSamples: Codable, Sendable, Equatable {
    public let run: Int64
    public let total: Int
    public let classes: [String]
    public let samples: [ScoredSample]
}

extension RunLibrary {
    /// The samples that a query selects: the hard images, or those of one cell of the confusion matrix.
    public func samples(of id: Int64, _ query: ScoredSampleQuery) throws -> ScoredSamples {
        let run = try load(id)
        let set = query.set.flatMap { $0 == "all" ? nil : ScoredSet($0) }
        var found: [(index: Int, key: Double)] = []
        for (index, row) in run.rows.enumerated() {
            guard let predicted = run.predicted(index), set?.contains(row) ?? true else { continue }
            let name = run.data.classes[predicted]
            if let given = query.given, row.given != (given.isEmpty ? nil : given) { continue }
            if let wanted = query.predicted, name != wanted { continue }
            if let correct = query.correct, row.given == nil || (row.given == name) != correct { continue }
            found.append((index, key(index, run, query.order)))
        }
        found.sort { ($0.key, $0.index) < ($1.key, $1.index) }
        let page = found.dropFirst(query.offset)
        let shown = query.limit.map { page.prefix($0) } ?? page
        return ScoredSamples(
            run: id, total: found.count, classes: run.data.classes, samples: shown.map { run.sample($0.index) })
    }

    /// What to sort by, ascending; what has no such number comes last.
    private func key(_ index: Int, _ run: LoadedRun, _ order: ScoredSampleQuery.Order) -> Double {
        let value: Double? =
            switch order {
            case .margin: run.verdicts[index]?.margin
            case .loss: run.verdicts[index].map { -$0.loss }
            case .area: run.dynamics(index)?.areaUnderMargin
            case .forgetting: run.dynamics(index).map { -Double($0.forgettingEvents) }
            case .id: Double(run.rows[index].sample)
            }
        return value ?? .infinity
    }
}

extension LoadedRun {
    /// Of a sample that the model was asked about.
    func sample(_ index: Int) -> ScoredSample {
        let values = probabilities.row(index)
        let best = predicted(index) ?? 0
        let dynamics = dynamics(index)
        let row = rows[index]
        return ScoredSample(
            sample: row.sample, split: row.split, given: row.given, predicted: data.classes[best],
            confidence: Double(values[values.startIndex + best]), probabilities: Array(values),
            loss: verdicts[index]?.loss, margin: verdicts[index]?.margin,
            areaUnderMargin: dynamics?.areaUnderMargin, forgettingEvents: dynamics?.forgettingEvents,
            firstLearned: dynamics?.firstLearned, fold: row.fold)
    }
}
