import Dataset
public import Scoring

/// Two runs, or two groups of seeds, side by side on the same samples.
///
/// Paired are the samples of a set that both judged; both are held against the labels of the second, so that a label
/// that was put right counts for both. With several seeds a sample counts as right for McNemar's test, and as mended or
/// broken, where more than half of the seeds have it right.
public struct RunComparison: Codable, Sendable, Equatable {
    public struct Sample: Codable, Sendable, Equatable {
        public let sample: Int64
        /// Its label in the second.
        public let given: String
        /// What most seeds of the first take it for, and of the second.
        public let before: String
        public let after: String
    }

    public struct ClassMove: Codable, Sendable, Equatable {
        public let name: String
        /// Paired samples of the class.
        public let count: Int
        /// Share of them that is found, the mean over the seeds.
        public let before: Double
        public let after: Double
    }

    public let first: RunGroup
    public let second: RunGroup
    /// Such as `val`.
    public let set: String
    /// Samples that both judged.
    public let paired: Int
    /// Accuracies on the paired samples, the mean over the seeds.
    public let accuracyBefore: Double
    public let accuracyAfter: Double
    public let mcNemar: McNemar
    public let bootstrap: PairedBootstrap
    public let mended: [Sample]
    public let broken: [Sample]
    /// In the order of the label book.
    public let classes: [ClassMove]
    public let dataset: DatasetDifference
}

/// Why two runs cannot be compared.
public enum RunComparisonError: CodedError, Sendable, Equatable {
    case otherTrainers(String, String)
    case noRuns(Int64)
    case nothingPaired(String)

    public var code: String {
        switch self {
        case .otherTrainers: "other-trainers"
        case .noRuns: "run-not-done"
        case .nothingPaired: "nothing-to-compare"
        }
    }

    public var description: String {
        switch self {
        case .otherTrainers(let first, let second):
            "The runs are of different trainers (\(first) and \(second)), so their difference is not the data's. "
                + "Train both versions with the same trainer, or say that it is meant: --any-trainer."
        case .noRuns(let id):
            "Run \(id) is not done, so there is nothing to compare. `tessera runs` lists those that are."
        case .nothingPaired(let set):
            "The two runs have no labelled sample of \"\(set)\" in common. Choose another set with --set."
        }
    }
}

extension RunLibrary {
    /// - Parameters:
    ///   - first: a run; with it come the other seeds of its group.
    ///   - single: compare the two runs alone.
    ///   - anyTrainer: also runs of different trainers.
    public func compare(
        _ first: Int64, _ second: Int64, set name: String = "val", single: Bool = false, anyTrainer: Bool = false
    ) throws -> RunComparison {
        let groups = try [first, second].map { id in
            single ? try group([id], evaluating: [name]) : try group(of: id, evaluating: [name])
        }
        let digests = groups.map(\.trainer.digest)
        guard anyTrainer || digests[0] == digests[1] else {
            throw RunComparisonError.otherTrainers(groups[0].trainer.name, groups[1].trainer.name)
        }
        let sides = try zip(groups, [first, second]).map { group, id in
            let runs = try group.runs.filter { $0.state == .done }.map { try load($0.id) }
            guard !runs.isEmpty else { throw RunComparisonError.noRuns(id) }
            return runs
        }
        let pairing = Pairing(sides[0], sides[1], set: name == "all" ? nil : ScoredSet(name))
        guard !pairing.samples.isEmpty else { throw RunComparisonError.nothingPaired(name) }
        let (before, after) = (pairing.right(sides[0]), pairing.right(sides[1]))
        let (mostBefore, mostAfter) = (Pairing.majority(before), Pairing.majority(after))
        var (mended, broken): ([RunComparison.Sample], [RunComparison.Sample]) = ([], [])
        for index in pairing.samples.indices where mostBefore[index] != mostAfter[index] {
            let sample = RunComparison.Sample(
                sample: pairing.samples[index], given: pairing.given[index],
                before: pairing.mostPredicted(sides[0], index), after: pairing.mostPredicted(sides[1], index))
            if mostAfter[index] { mended.append(sample) } else { broken.append(sample) }
        }
        return RunComparison(
            first: groups[0], second: groups[1], set: name, paired: pairing.samples.count,
            accuracyBefore: Pairing.mean(before), accuracyAfter: Pairing.mean(after),
            mcNemar: McNemar(first: mostBefore, second: mostAfter),
            bootstrap: PairedBootstrap(first: before, second: after, rounds: 2_000), mended: mended, broken: broken,
            classes: pairing.classes(sides[1][0].data.classes, before, after),
            dataset: try DatasetDifference(sides[0][0], sides[1][0], in: workspace))
    }
}

/// The samples that two groups of runs both judged.
private struct Pairing {
    let samples: [Int64]
    /// Their labels in the second group.
    let given: [String]

    init(_ first: [LoadedRun], _ second: [LoadedRun], set: ScoredSet?) {
        var samples: [Int64] = []
        var given: [String] = []
        for (index, row) in second[0].rows.enumerated() {
            guard let label = row.given, second[0].verdicts[index] != nil, set?.contains(row) ?? true,
                // What one of them was trained on is no test of it.
                set?.name == "train" || set == nil
                    || first[0].rowOf[row.sample].map({ first[0].rows[$0].split != "train" }) == true,
                (first + second).allSatisfy({ run in run.rowOf[row.sample].flatMap { run.predicted($0) } != nil })
            else { continue }
            samples.append(row.sample)
            given.append(label)
        }
        self.samples = samples
        self.given = given
    }

    private func predicted(_ run: LoadedRun, _ index: Int) -> String {
        run.rowOf[samples[index]].flatMap { run.predicted($0) }.map { run.data.classes[$0] } ?? ""
    }

    /// For each seed, whether it is right, sample by sample.
    func right(_ runs: [LoadedRun]) -> [[Bool]] {
        runs.map { run in samples.indices.map { predicted(run, $0) == given[$0] } }
    }

    /// What most seeds say; of equally many the first by name.
    func mostPredicted(_ runs: [LoadedRun], _ index: Int) -> String {
        var counts: [String: Int] = [:]
        for run in runs { counts[predicted(run, index), default: 0] += 1 }
        return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? ""
    }

    static func majority(_ right: [[Bool]]) -> [Bool] {
        (right.first ?? []).indices.map { index in 2 * right.count { $0[index] } > right.count }
    }

    static func mean(_ right: [[Bool]]) -> Double {
        let hits = right.reduce(0) { $0 + $1.count { $0 } }
        return Double(hits) / Double(right.count * (right.first?.count ?? 1))
    }

    func classes(_ names: [String], _ before: [[Bool]], _ after: [[Bool]]) -> [RunComparison.ClassMove] {
        names.compactMap { name in
            let indices = given.indices.filter { given[$0] == name }
            guard !indices.isEmpty else { return nil }
            func share(_ right: [[Bool]]) -> Double {
                Self.mean(right.map { row in indices.map { row[$0] } })
            }
            return RunComparison.ClassMove(
                name: name, count: indices.count, before: share(before), after: share(after))
        }
    }
}
