public import Dataset
import Foundation
import Imaging

/// The proposals of a workspace, with the pictures of their candidates. They lie in its cache, for they can be made
/// again: `cache/proposals/<id>/proposal.json` and a PNG for each candidate.
public struct ProposalShelf: Sendable {
    private let workspace: Workspace
    private let folder: URL

    /// The oldest previews go where there are more; other proposals wait for somebody.
    static let mostPreviews = 20
    static let mostProposals = 200

    public init(_ workspace: Workspace) {
        self.workspace = workspace
        folder = workspace.directory.cache.appendingPathComponent("proposals", isDirectory: true)
    }

    // MARK: Looking

    /// Newest first.
    public func all() -> [Proposal] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.compactMap { try? proposal($0) }.sorted { ($1.at, $1.id) < ($0.at, $0.id) }
    }

    /// Those that somebody has to look at, newest first.
    public func waiting() -> [Proposal] { all().filter { $0.kind != .preview && $0.kind != .augment } }

    /// - Throws: ``StudioError/unknownProposal(_:)``.
    public func proposal(_ id: String) throws -> Proposal {
        guard Self.isID(id), let data = try? Data(contentsOf: file(id)),
            let proposal = try? JSONDecoder().decode(Proposal.self, from: data)
        else { throw StudioError.unknownProposal(id) }
        return proposal
    }

    /// The PNG of a candidate.
    /// - Throws: ``StudioError``.
    public func image(_ index: Int, of id: String) throws -> [UInt8] {
        guard Self.isID(id), FileManager.default.fileExists(atPath: file(id).path) else {
            throw StudioError.unknownProposal(id)
        }
        guard index >= 0, let data = try? Data(contentsOf: picture(index, of: id)) else {
            throw StudioError.unknownCandidate(index)
        }
        return [UInt8](data)
    }

    // MARK: Making

    /// Keeps a proposal without its pictures, which `draw` makes.
    func keep(_ proposal: Proposal) throws {
        let place = folder.appendingPathComponent(proposal.id, isDirectory: true)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try JSONEncoder().encode(proposal).write(to: file(proposal.id), options: .atomic)
        forget()
    }

    /// Makes the pictures that are not there yet, on all cores.
    /// - Parameter make: the picture of a candidate.
    func draw(
        _ proposal: Proposal, phase: String, reporting reporter: JobReporter,
        _ make: @escaping @Sendable (Candidate) throws -> Picture
    ) throws {
        let total = proposal.candidates.count
        var done = 0
        reporter.report(phase: phase, done: 0, total: total)
        while done < total {
            try reporter.checkCancelled()
            let batch = Array(proposal.candidates[done..<min(total, done + 32)])
            let results = Parallel.map(batch) { candidate in
                Result {
                    let target = picture(candidate.index, of: proposal.id)
                    guard !FileManager.default.fileExists(atPath: target.path) else { return }
                    try Data(PNGEncoder.encode(make(candidate))).write(to: target, options: .atomic)
                }
            }
            for result in results { try result.get() }
            done += batch.count
            reporter.report(phase: phase, done: done, total: total)
        }
    }

    // MARK: Deciding

    /// Takes candidates in as one change; the proposal is gone then.
    ///
    /// - Parameters:
    ///   - only: their indices; nil is all.
    ///   - except: those that are struck out.
    /// - Throws: ``StudioError``, `EditError`.
    public func accept(
        _ id: String, only: [Int]? = nil, except: [Int] = [], author: String, reason: String? = nil
    ) throws -> AppliedChange {
        let proposal = try proposal(id)
        guard proposal.kind != .preview else { throw StudioError.previewOnly }
        for index in (only ?? []) + except where !proposal.candidates.indices.contains(index) {
            throw StudioError.unknownCandidate(index)
        }
        let wanted = Set(only ?? Array(proposal.candidates.indices)).subtracting(except)
        let chosen = proposal.candidates.filter { wanted.contains($0.index) }
        guard !chosen.isEmpty else { throw StudioError.nothingChosen }
        // Broken off after its change was kept: that change is the answer.
        if proposal.kind == .augment, let change = try changeOfAccepted(id),
            let samples = try workspace.samplesTouched(by: change.id, limit: Int(Int32.max))
        {
            try? discard(id)
            return AppliedChange(change: change, samples: samples)
        }
        try checkParents(of: chosen)
        try StudioBudget(workspace).check(adding: chosen.count { $0.split == "train" || $0.split == "val" })
        let batch = try chosen.map { candidate in try incoming(candidate, of: proposal) }
        let applied = try workspace.derive(
            batch, author: author, reason: reason, summary: Self.summary(proposal, count: batch.count))
        try? discard(id)
        return applied
    }

    /// - Throws: ``StudioError/unknownProposal(_:)``.
    public func discard(_ id: String) throws {
        guard Self.isID(id), FileManager.default.fileExists(atPath: file(id).path) else {
            throw StudioError.unknownProposal(id)
        }
        try FileManager.default.removeItem(at: folder.appendingPathComponent(id, isDirectory: true))
    }

    /// The change that took candidates of a proposal in, where one did and is in effect.
    func changeOfAccepted(_ id: String) throws -> Change? {
        let change = try workspace.change(thatBroughtInBelow: Self.path(of: id))
        return change?.undoneBy == nil ? change : nil
    }

    private func checkParents(of candidates: [Candidate]) throws {
        let samples = try workspace.samples(Array(Set(candidates.flatMap(\.parents))))
        let byID = Dictionary(samples.map { ($0.id, $0) }) { first, _ in first }
        var changed = Set<Int64>()
        for candidate in candidates {
            for (parent, label) in zip(candidate.parents, candidate.parentLabels) {
                guard let sample = byID[parent], sample.state == .active, sample.label == label else {
                    changed.insert(parent)
                    continue
                }
            }
        }
        guard changed.isEmpty else { throw StudioError.staleProposal(changed.count) }
    }

    private func incoming(_ candidate: Candidate, of proposal: Proposal) throws -> IncomingDerivation {
        let bytes = try image(candidate.index, of: proposal.id)
        let header = try PictureDecoder.header(of: bytes)
        return IncomingDerivation(
            kind: proposal.derivationKind, parents: candidate.parents,
            sample: IncomingSample(
                sourcePath: path(of: candidate, in: proposal), image: try workspace.stage(bytes), width: header.width,
                height: header.height, format: header.format.rawValue, label: candidate.label, tags: proposal.tags),
            recipe: proposal.recipe, recipeVersion: proposal.recipeVersion,
            parameters: try candidate.parameters.text())
    }

    private func path(of candidate: Candidate, in proposal: Proposal) -> SourcePath {
        let parent = candidate.parents.first.map { String($0) } ?? "0"
        return SourcePath("\(Self.path(of: proposal.id))/\(candidate.index)-of-\(parent).png")
    }

    private static func path(of id: String) -> String { "derived/\(id)" }

    private static func summary(_ proposal: Proposal, count: Int) -> String {
        let samples = count == 1 ? "1 sample" : "\(count) samples"
        switch proposal.kind {
        case .preview, .augment:
            let name = proposal.recipe.map { "by recipe \($0)" } ?? "by a recipe"
            return "\(samples) made \(name)"
        case .dismantle: return "\(samples) made by taking parts away"
        case .compose: return "\(samples) put together of pieces"
        case .grow: return "\(samples) made where the fixed model needs them"
        }
    }

    // MARK: Files

    static func isID(_ text: String) -> Bool {
        (1...60).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
            }
    }

    private func file(_ id: String) -> URL {
        folder.appendingPathComponent(id, isDirectory: true).appendingPathComponent("proposal.json")
    }

    private func picture(_ index: Int, of id: String) -> URL {
        folder.appendingPathComponent(id, isDirectory: true).appendingPathComponent("\(index).png")
    }

    private func forget() {
        let all = all()
        let previews = all.filter { $0.kind == .preview }.dropFirst(Self.mostPreviews)
        let others = all.filter { $0.kind != .preview && $0.kind != .augment }.dropFirst(Self.mostProposals)
        for proposal in Array(previews) + Array(others) { try? discard(proposal.id) }
    }
}
