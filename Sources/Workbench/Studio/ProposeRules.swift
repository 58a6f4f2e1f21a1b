public import Dataset
import Embeddings
import Foundation
import Imaging
import Matrices

/// Proposes label rules for what may change what is read: mirrors images of every class and looks which class the
/// mirror images look like.
///
/// A mirror image votes for the class of most of its nearest images (the image itself, and copies of it, aside). Nothing
/// is set: a person decides what becomes a rule.
public struct ProposeRules: UseCase {
    public static let kind = "propose-rules"

    /// Images of each class that are mirrored, at most.
    public let perClass: Int
    public let seed: UInt64

    /// Votes that a mirror image asks for.
    static let neighbors = 7
    /// With fewer images of a class nothing is proposed for it.
    static let leastImages = 5

    public init(perClass: Int = 60, seed: UInt64 = 42) {
        self.perClass = min(max(perClass, Self.leastImages), 1_000)
        self.seed = seed
    }

    private enum CodingKeys: String, CodingKey {
        case perClass, seed
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            perClass: try values.decodeIfPresent(Int.self, forKey: .perClass) ?? 60,
            seed: try values.decodeIfPresent(UInt64.self, forKey: .seed) ?? 42)
    }

    public struct Report: Codable, Sendable, Equatable {
        public static let name = "ruleproposals"

        /// The change up to which it has seen the dataset.
        public let lastChange: Int64
        public let model: String
        public let proposals: [Proposed]
    }

    public struct Proposed: Codable, Sendable, Equatable {
        /// The class, and what most of its mirror images look like; nil where they look like nothing in particular.
        public let label: String
        public let transform: String
        /// `same`, `becomes` or `forbidden`.
        public let outcome: String
        public let becomes: String?
        /// The share of the mirror images that look like that class, 0–1.
        public let share: Double
        /// The share of the images that look like their own class as they are: what could be hoped for.
        public let shareAsTheyAre: Double
        public let images: Int

        private enum CodingKeys: String, CodingKey {
            case label = "class"
            case transform, outcome
            case becomes = "label"
            case share, shareAsTheyAre, images
        }
    }

    /// What it found when it last ran; nil where it has not.
    public static func report(in workspace: Workspace) throws -> (report: Report, isStale: Bool)? {
        guard let data = try workspace.report(name: Report.name),
            let report = try? JSONDecoder().decode(Report.self, from: data)
        else { return nil }
        return (report, try workspace.lastChange() != report.lastChange)
    }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> Report {
        reporter.report(phase: "reading the embedding", done: 0, total: nil)
        let lastChange = try workspace.lastChange()
        var query = SampleQuery()
        query.splits = ["train", "val", ""]
        let samples = try workspace.samples(workspace.sampleIDs(matching: query)).filter { $0.label != nil }
        let labels = Dictionary(samples.map { ($0.digest, $0.label ?? "") }) { first, _ in first }
        let embedding = try LoadedEmbedding(model: nil, images: Array(labels.keys), in: workspace)
        let chosen = try choose(from: embedding.digests, labels, workspace)
        let votes = Votes(embedding: embedding, labels: embedding.digests.map { labels[$0] ?? "" })

        var asTheyAre: [String: Double] = [:]
        for (label, digests) in chosen {
            let rows = digests.compactMap { embedding.rowOf[$0] }
            let right = rows.count { votes.label(of: Array(embedding.matrix.row($0)), but: $0) == label }
            asTheyAre[label] = Double(right) / Double(max(1, rows.count))
        }
        var proposals: [Proposed] = []
        for kind in TransformKind.allCases where kind.needsRule {
            let all = chosen.flatMap { label, digests in digests.map { (label: label, digest: $0) } }
            let mirrored = try embed(all.map(\.digest), kind, embedding.name, workspace, reporter)
            var counts: [String: [String: Int]] = [:]
            for (place, one) in all.enumerated() {
                let winner = votes.label(of: Array(mirrored.row(place)), but: embedding.rowOf[one.digest] ?? -1)
                counts[one.label, default: [:]][winner, default: 0] += 1
            }
            for (label, digests) in chosen {
                let ranked = (counts[label] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                guard let best = ranked.first else { continue }
                let share = Double(best.value) / Double(digests.count)
                // As sure as most of the images are of their own class.
                let isClear = share >= 0.5
                proposals.append(
                    Proposed(
                        label: label, transform: kind.rawValue,
                        outcome: !isClear ? "forbidden" : best.key == label ? "same" : "becomes",
                        becomes: isClear && best.key != label ? best.key : nil, share: share,
                        shareAsTheyAre: asTheyAre[label] ?? 0, images: digests.count))
            }
        }
        let report = Report(lastChange: lastChange, model: embedding.name, proposals: proposals)
        try workspace.saveReport(JSONEncoder().encode(report), name: Report.name)
        return report
    }

    /// Images of each class in the order of the label book, drawn by chance.
    private func choose(
        from digests: [String], _ labels: [String: String], _ workspace: Workspace
    ) throws -> [(label: String, digests: [String])] {
        let byLabel = Dictionary(grouping: digests) { labels[$0] ?? "" }
        return try workspace.classes().compactMap { entry in
            var random = SeededRandom(seed: seed, stream: UInt64(bitPattern: entry.id))
            let some = (byLabel[entry.name] ?? []).sorted().shuffled(using: &random).prefix(perClass)
            return some.count < Self.leastImages ? nil : (entry.name, Array(some))
        }
    }

    /// The embedding of mirror images, a row each.
    private func embed(
        _ digests: [String], _ kind: TransformKind, _ name: String, _ workspace: Workspace, _ reporter: JobReporter
    ) throws -> Matrix {
        let phase = "embedding (\(kind.title.lowercased()))"
        reporter.report(phase: phase, done: 0, total: digests.count)
        let embedder = try PictureEmbedder(name)
        let images = workspace.images
        var values: [Float] = []
        for start in stride(from: 0, to: digests.count, by: PoolEmbedding.block) {
            let some = Array(digests[start..<min(digests.count, start + PoolEmbedding.block)])
            let files = Parallel.map(some) { digest in
                (try? PictureDecoder.decode(images.read(digest)))
                    .flatMap { try? PNGEncoder.encode($0.applying([TransformStep(kind)]), level: 1) } ?? []
            }
            values += try embedder.rows(of: files) { try reporter.checkCancelled() }.values
            reporter.report(phase: phase, done: start + some.count, total: digests.count)
        }
        return Matrix(rows: digests.count, columns: embedder.columns, values: values)
    }
}

/// The class that most of a row's nearest rows have.
private struct Votes {
    let embedding: LoadedEmbedding
    let labels: [String]

    /// - Parameter but: the row of the image itself, which does not vote, nor do copies of it.
    func label(of row: [Float], but own: Int) -> String {
        let matrix = embedding.matrix
        let ownRow = own >= 0 ? Array(matrix.row(own)) : []
        var distances: [(distance: Float, row: Int)] = []
        matrix.values.withUnsafeBufferPointer { values in
            for other in 0..<matrix.rows where other != own {
                var sum: Float = 0
                for column in 0..<matrix.columns {
                    let difference = values[other * matrix.columns + column] - row[column]
                    sum += difference * difference
                }
                distances.append((sum, other))
            }
        }
        distances.sort { ($0.distance, $0.row) < ($1.distance, $1.row) }
        let near = distances.lazy.filter { candidate in
            ownRow.isEmpty || !isCopy(candidate.row, of: ownRow)
        }.prefix(ProposeRules.neighbors)
        var counts: [String: Int] = [:]
        for one in near { counts[labels[one.row], default: 0] += 1 }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.first?.key ?? ""
    }

    private func isCopy(_ row: Int, of own: [Float]) -> Bool {
        zip(embedding.matrix.row(row), own).allSatisfy { abs($0 - $1) < 1e-4 }
    }
}
