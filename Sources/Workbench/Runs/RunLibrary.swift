public import Dataset
import Foundation
import Scoring
import Synchronization

/// The runs of a workspace as people ask for them: in groups, in detail, side by side.
///
/// Finished runs never change, so those that were read last are kept in memory.
public struct RunLibrary: Sendable {
    private final class Kept: Sendable {
        let runs = Mutex<[(id: Int64, run: LoadedRun)]>([])
        let scores = Mutex<[String: SetScore?]>([:])
    }

    private static let mostKept = 12

    let workspace: Workspace
    private let kept = Kept()

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// The embedding that a run's own features are.
    public static func embedding(of run: Int64) -> String { "run-\(run)" }

    /// A finished run with all it says of each sample.
    /// - Throws: `RunError`.
    public func load(_ id: Int64) throws -> LoadedRun {
        if let run = kept.runs.withLock({ $0.first { $0.id == id }?.run }) { return run }
        let run = try LoadedRun(workspace.run(id), in: workspace.directory)
        kept.runs.withLock { runs in
            runs.insert((id, run), at: 0)
            if runs.count > Self.mostKept { runs.removeLast() }
        }
        return run
    }

    // MARK: Groups

    /// All groups, the one with the newest run first.
    /// - Parameter evaluating: sets to score besides those that a run always scores.
    public func groups(evaluating: [String] = []) throws -> [RunGroup] {
        var order: [RunKey] = []
        var members: [RunKey: [RunRecord]] = [:]
        for run in try workspace.runs() {
            if members[run.key] == nil { order.append(run.key) }
            members[run.key, default: []].append(run)
        }
        let facts = try Facts(workspace)
        return try order.map { try group(Self.newestOfSeed(members[$0] ?? []), facts, evaluating) }
    }

    /// The group that a run belongs to.
    /// - Throws: `RunError.unknown`.
    public func group(of id: Int64, evaluating: [String] = []) throws -> RunGroup {
        let key = try workspace.run(id).key
        let runs = try workspace.runs().filter { $0.key == key }
        return try group(Self.newestOfSeed(runs), Facts(workspace), evaluating)
    }

    /// Some runs of one group, as a group.
    public func group(_ ids: [Int64], evaluating: [String]) throws -> RunGroup {
        try group(try ids.map { try workspace.run($0) }, Facts(workspace), evaluating)
    }

    /// Of each seed the finished run rather than one that is not, then the newest; by seed.
    private static func newestOfSeed(_ runs: [RunRecord]) -> [RunRecord] {
        var best: [UInt64: RunRecord] = [:]
        for run in runs.sorted(by: { $0.id > $1.id }) {
            if let other = best[run.seed], other.state == .done || run.state != .done { continue }
            best[run.seed] = run
        }
        return best.values.sorted { $0.seed < $1.seed }
    }

    /// What is read once for many groups.
    private struct Facts {
        let versions: [Int64: DatasetVersion]
        let trainers: [String: TrainerRecord]

        init(_ workspace: Workspace) throws {
            versions = Dictionary(try workspace.versions().map { ($0.change, $0) }) { first, _ in first }
            trainers = Dictionary(uniqueKeysWithValues: try workspace.trainers().map { ($0.digest, $0) })
        }
    }

    private func group(_ runs: [RunRecord], _ facts: Facts, _ evaluating: [String]) throws -> RunGroup {
        guard let first = runs.first else { throw RunError.unknown(0) }
        let members = try runs.map { try member($0, evaluating) }
        let done = members.filter { $0.state == .done }
        var mean: [String: MeanScore] = [:]
        for name in Set(done.flatMap(\.scores.keys)) {
            mean[name] = MeanScore(done.compactMap { $0.scores[name] })
        }
        let rates = done.compactMap(\.imagesPerSecond)
        let version = facts.versions[first.key.change]
        let trainer = try facts.trainers[first.key.trainer].map { try TrainerFile.decoded($0) }
        return RunGroup(
            trainer: .init(
                name: trainer?.name ?? "unknown", kind: trainer?.kind ?? "command", digest: first.key.trainer),
            version: .init(change: first.key.change, name: version?.name, note: version?.note),
            whatIf: try JSONValue(text: first.key.variation).decoded(as: WhatIf.self), folds: first.key.folds,
            data: try JSONValue(text: first.data).decoded(as: RunData.self), runs: members, mean: mean,
            imagesPerSecond: rates.isEmpty ? nil : Spread(rates).mean)
    }

    private func member(_ run: RunRecord, _ evaluating: [String]) throws -> RunGroup.Member {
        let result = try run.result.map { try JSONValue(text: $0).decoded(as: RunResult.self) }
        var scores = result?.scores ?? [:]
        if run.state == .done {
            for name in evaluating where scores[name] == nil { scores[name] = try score(run.id, name) }
        }
        return RunGroup.Member(
            id: run.id, seed: run.seed, state: run.state, author: run.author, note: run.note, error: run.error,
            createdAt: run.createdAt, finishedAt: run.finishedAt, job: run.job,
            epochs: try workspace.epochCount(of: run.id), bestEpoch: result?.bestEpoch,
            imagesPerSecond: result?.imagesPerSecond, scores: scores, files: "runs/\(run.id)")
    }

    private func score(_ run: Int64, _ name: String) throws -> SetScore? {
        let key = "\(run)/\(name)"
        if let known = kept.scores.withLock({ $0[key] }) { return known }
        let score = try load(run).score(ScoredSet(name))
        kept.scores.withLock { $0[key] = score }
        return score
    }
}
