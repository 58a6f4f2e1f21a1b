import Audit
public import Dataset

/// Finds what people agree on, and makes it the labels as one change that was looked at before.
public struct FindConsensus: Sendable {
    private let workspace: Workspace
    private let options: ConsensusOptions

    public init(workspace: Workspace, options: ConsensusOptions) {
        self.workspace = workspace
        self.options = options
    }

    /// - Throws: ``ConsensusError/unknownPerson(_:)``.
    public func report() throws -> ConsensusReport {
        // Before the answers are read: what is edited meanwhile makes the report stale, and does not get lost.
        let lastChange = try workspace.summary().lastChange
        let (table, ids, lastAnswer) = try OpinionTable.read(workspace)
        for name in options.weights.keys.sorted() where !table.people.contains(name) {
            throw ConsensusError.unknownPerson(name)
        }
        let (consensus, accuracies) = try options.method.find(in: table, weights: options.weights)
        let counted = ids.indices.filter { table.opinions.of(item: $0).count >= options.minAnswers }
        let samples = Dictionary(
            uniqueKeysWithValues: try workspace.samples(counted.map { ids[$0] }).map { ($0.id, $0) })
        var changes: [ConsensusReport.Change] = []
        var open: [ConsensusReport.Open] = []
        var confirmed = 0
        for item in counted {
            guard let sample = samples[ids[item]] else { continue }
            let answers = table.opinions.of(item: item).count
            guard let winner = consensus.winner(of: item), winner.probability >= options.minProbability else {
                open.append(
                    ConsensusReport.Open(
                        sample: sample.id, answers: answers, classes: shares(consensus, item, table.classes),
                        contest: consensus.contest(of: item)))
                continue
            }
            let label = table.classes[winner.answer]
            if sample.label == label {
                confirmed += 1
            } else {
                changes.append(
                    ConsensusReport.Change(
                        sample: sample.id, revision: sample.revision, from: sample.label, to: label,
                        probability: winner.probability, answers: answers))
            }
        }
        return ConsensusReport(
            basis: .init(lastChange: lastChange, lastAnswer: lastAnswer), options: options,
            people: zip(table.people, zip(counts(table), accuracies)).map {
                .init(name: $0, answers: $1.0, accuracy: $1.1)
            },
            considered: counted.count, confirmed: confirmed,
            changes: changes.sorted { ($1.probability, $0.sample) < ($0.probability, $1.sample) },
            open: open.sorted { ($1.contest, $0.sample) < ($0.contest, $1.sample) })
    }

    /// Makes the consensus the labels, as one change; `undo` takes it back.
    ///
    /// - Parameter seen: the state of the report that was looked at.
    /// - Throws: ``ConsensusError/stale`` where it is of another state; ``ConsensusError/nothingToChange``;
    ///   `EditError.conflict` where somebody labels one of the samples at this moment.
    public func apply(
        author: String, seen: ConsensusReport.Basis?, reason: String? = nil, key: RequestKey? = nil
    ) throws -> AppliedChange {
        let report = try report()
        if let seen, seen != report.basis {
            // A retry of what was done comes with the state before it was done.
            if let key, let before = try workspace.appliedChange(under: key) { return before }
            throw ConsensusError.stale
        }
        guard !report.changes.isEmpty else { throw ConsensusError.nothingToChange }
        let edits = Dictionary(grouping: report.changes, by: \.to).sorted { $0.key < $1.key }.map { label, changes in
            Edit(
                samples: changes.map(\.sample), revisions: changes.map(\.revision),
                set: CellChanges(label: .set(label)))
        }
        return try workspace.apply(
            EditRequest(author: author, reason: reason ?? words(report), edits: edits, key: key))
    }

    private func words(_ report: ConsensusReport) -> String {
        let people = report.people.filter { $0.answers > 0 }.count
        let way =
            switch options.method {
            case .majority: "majority"
            case .weighted: "weighted votes"
            case .dawidSkene: "Dawid-Skene"
            }
        return "consensus of \(people) people by \(way)"
    }

    private func counts(_ table: OpinionTable) -> [Int] {
        var counts = [Int](repeating: 0, count: table.people.count)
        for opinion in table.opinions.all { counts[opinion.person] += 1 }
        return counts
    }

    private func shares(_ consensus: Consensus, _ item: Int, _ classes: [String]) -> [ConsensusReport.Open.Share] {
        zip(classes, consensus.probabilities(of: item)).filter { $0.1 >= 0.01 }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
            .map { .init(label: $0.0, probability: $0.1) }
    }
}
