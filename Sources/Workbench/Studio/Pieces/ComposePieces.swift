public import Dataset
import Foundation
import Imaging
import Matrices

/// Puts pieces together to images of classes that are made of parts: "vi = v + i".
///
/// The pieces stand as in their sources: each as high above the foot of the letters as it was there, brought to one
/// height of letters, as far apart as neighbouring pieces of the same source are (their median). The paper is that of
/// the first piece's source. All pieces of an image are of samples in the same split.
public struct ComposePieces: Sendable {
    /// nil: every class with two parts or more.
    public var labels: [String]?
    public var sample: Int64?
    public var style: String?
    public var writer: String?
    /// Images of each class, for each split that has the pieces.
    public var count: Int
    public var seed: UInt64

    public static let mostCount = 200

    public init(
        labels: [String]? = nil, sample: Int64? = nil, style: String? = nil, writer: String? = nil, count: Int = 1,
        seed: UInt64 = 42
    ) {
        self.labels = labels
        self.sample = sample
        self.style = style
        self.writer = writer
        self.count = min(max(count, 1), Self.mostCount)
        self.seed = seed
    }

    /// - Throws: ``StudioError``, `EditError.unknownClass`.
    public func propose(in workspace: Workspace, author: String, reporting reporter: JobReporter) throws -> Proposal {
        let classes = try classes(in: workspace)
        let query = PieceQuery(style: style, writer: writer, sample: sample, limit: 10_000)
        let pieces = try workspace.pieces(query).pieces.sorted { $0.id < $1.id }
        let sources = try PieceSources(pieces, in: workspace)
        let usable = pieces.filter { sources.letters[$0.sample] != nil }
        var candidates: [Candidate] = []
        var random = SeededRandom(seed: seed)
        // Never across splits, so that nothing leaks.
        for split in Set(usable.map { $0.split ?? "" }).sorted() {
            let byName = Dictionary(grouping: usable.filter { ($0.split ?? "") == split }, by: \.name)
            for entry in classes where entry.parts.allSatisfy({ byName[$0] != nil }) {
                for _ in 0..<count {
                    let chosen = Self.choose(entry.parts, byName, using: &random)
                    let layout = sources.layout(chosen, using: &random)
                    let parents = Array(Set(chosen.map(\.sample))).sorted()
                    candidates.append(
                        Candidate(
                            index: candidates.count, label: entry.name, split: split.isEmpty ? nil : split,
                            parents: parents, parentLabels: parents.map { sources.labels[$0] ?? nil },
                            parameters: try JSONValue(encoding: layout),
                            note: entry.parts.joined(separator: " + ")))
                }
            }
        }
        guard !candidates.isEmpty else {
            throw StudioError.nothingToMake("the pieces at hand do not make any of these classes; save some more")
        }
        // Another seed, pieces or rules: another proposal.
        let key = candidates.map { "\($0.label ?? "")\((try? $0.parameters.text()) ?? "")" }.joined()
        let proposal = Proposal(
            id: "compose-" + String(SHA256Digest.hex(of: Array(key.utf8)).prefix(16)), kind: .compose, author: author,
            at: Timestamp.now(), recipe: nil, recipeVersion: nil, tags: [], candidates: candidates, skipped: [])
        let shelf = ProposalShelf(workspace)
        try shelf.keep(proposal)
        try shelf.draw(proposal, phase: "putting pieces together", reporting: reporter) { candidate in
            try candidate.parameters.decoded(as: CompositionLayout.self).picture(in: workspace)
        }
        return proposal
    }

    private func classes(in workspace: Workspace) throws -> [ClassRules] {
        let rules = try workspace.classRules()
        let wanted = try labels.map { names in
            try names.map { name in
                guard let entry = rules.first(where: { $0.name == name }) else { throw EditError.unknownClass(name) }
                guard !entry.parts.isEmpty else { throw StudioError.noParts(label: name) }
                return entry
            }
        }
        let classes = wanted ?? rules.filter { $0.parts.count > 1 }
        guard !classes.isEmpty else { throw StudioError.noLabels }
        return classes
    }

    /// Pieces of one source where it has them, else of any.
    private static func choose(
        _ parts: [String], _ byName: [String: [Piece]], using random: inout SeededRandom
    ) -> [Piece] {
        var chosen: [Piece] = []
        for part in parts {
            let all = byName[part] ?? []
            let fellows = all.filter { piece in chosen.contains { $0.sample == piece.sample } }
            // The same hand, and if there are enough of them not the same piece twice.
            let fresh = fellows.filter { piece in !chosen.contains { $0.id == piece.id } }
            let pool = !fresh.isEmpty ? fresh : !fellows.isEmpty ? fellows : all
            if let piece = pool.randomElement(using: &random) { chosen.append(piece) }
        }
        return chosen
    }
}

/// What a derived sample keeps of how it was put together.
struct CompositionLayout: Codable, Sendable {
    struct Placed: Codable, Sendable {
        let piece: Int64
        let place: Composition.Placement
    }

    /// The sample whose paper it is on.
    let paper: Int64
    let width: Int
    let height: Int
    let pieces: [Placed]

    func picture(in workspace: Workspace) throws -> Picture {
        let source = try SamplePictures(workspace).picture(of: paper)
        var composition = Composition(
            paper: source.paperSheet(width: width, height: height), inkIsDark: InkMap(source).inkIsDark)
        for placed in pieces {
            composition.lay(try PictureDecoder.decode(workspace.pieceImage(placed.piece)), at: placed.place)
        }
        return composition.result
    }
}
