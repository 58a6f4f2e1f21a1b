import Audit
import Dataset
import Foundation
import Matrices
import Neighbors

/// The images that an audit looks at, with the samples that show them, and their look-alikes.
struct AuditedImages {
    struct Member: Sendable {
        let id: Int64
        let split: Split?
        let revision: Int64
    }

    let basis: ReportBasis
    /// The classes in the order of the label book.
    let classes: [String]
    /// A row an image.
    let matrix: Matrix
    /// The samples of each row, by id.
    let members: [[Member]]
    /// The class of each row: that of its first sample that has one.
    let labels: [Int?]
    /// The nearest rows of each.
    let graph: NeighborGraph
    /// Rows at most this far apart count as one.
    let nearDistance: Float
    /// The unit of each row.
    let unitOf: [Int]
    /// The row that stands for each unit: its first.
    let rowOf: [Int]

    static let leastImages = 20
    /// Neighbours that an audit looks at; with few images fewer.
    static let neighborCount = 40

    init(
        model: String?, seed: UInt64, in workspace: Workspace, threads: Int,
        progress: (String, Double) throws -> Void
    ) throws {
        try progress("reading the embedding", 0)
        let choice = try EmbeddingChoice.find(model, in: workspace)
        let snapshot = try workspace.snapshot()
        var samples: [String: [Sample]] = [:]
        for row in snapshot.rows { samples[row.sample.digest, default: []].append(row.sample) }
        let embedding = try LoadedEmbedding(choice, images: Array(samples.keys))
        guard embedding.matrix.rows >= Self.leastImages else {
            throw AuditError.tooFew(images: embedding.matrix.rows, least: Self.leastImages)
        }
        let numbers = Dictionary(uniqueKeysWithValues: snapshot.classes.enumerated().map { ($1, $0) })
        let shown = embedding.digests.map { samples[$0] ?? [] }
        classes = snapshot.classes
        matrix = embedding.matrix
        labels = shown.map { $0.lazy.compactMap { $0.label.flatMap { numbers[$0] } }.first }
        members = shown.map { samples in
            samples.map { Member(id: $0.id, split: $0.split.flatMap(Split.init(rawValue:)), revision: $0.revision) }
        }
        basis = ReportBasis(
            model: embedding.name, vectors: embedding.stamp, lastChange: snapshot.lastChange, seed: seed,
            samples: shown.reduce(0) { $0 + $1.count }, images: shown.count, createdAt: Timestamp.now())
        graph = try SharedNeighbors(workspace: workspace, threads: threads).graph(
            of: embedding, k: Self.searched(members), reproducible: true
        ) { try progress("finding neighbours", $0) }
        nearDistance = ImageUnits.usualDistance(in: graph)
        // What was made of an image is in its split, so both move together.
        var rowOfSample: [Int64: Int] = [:]
        for (row, members) in members.enumerated() {
            for member in members { rowOfSample[member.id] = row }
        }
        let families = try workspace.derivationPairs().compactMap { pair -> (Int, Int)? in
            guard let own = rowOfSample[pair.sample], let parent = rowOfSample[pair.parent] else { return nil }
            return (own, parent)
        }
        unitOf = ImageUnits.group(graph, within: nearDistance, together: families)
        var first: [Int] = []
        for (row, unit) in unitOf.enumerated() where unit == first.count { first.append(row) }
        rowOf = first
    }

    /// More neighbours than are looked at, for those that are the same unit, torn, or in neither split drop out.
    private static func searched(_ members: [[Member]]) -> Int {
        let compared = members.count { $0.contains { $0.split == .train || $0.split == .val } }
        let wanted = Double(neighborCount) * 1.3 * Double(members.count) / Double(max(1, compared)) + 10
        return min(Int(wanted), 4 * neighborCount)
    }

    /// The rows of each unit.
    var rowsOf: [[Int]] {
        var rows = [[Int]](repeating: [], count: rowOf.count)
        for (row, unit) in unitOf.enumerated() { rows[unit].append(row) }
        return rows
    }

    /// The embedding without what tells the classes apart: a row an image.
    var styleMatrix: Matrix { ClassDirections.removed(from: matrix, classes: labels) }

    /// The first sample of an image.
    func sample(of row: Int) -> Int64 { members[row].first?.id ?? 0 }

    /// The same images with some samples in another split.
    func moving(_ splitOf: [Int64: Split]) -> AuditedImages {
        AuditedImages(self, members: members.map { $0.map { $0.moved(to: splitOf[$0.id]) } })
    }

    private init(_ other: AuditedImages, members: [[Member]]) {
        basis = other.basis
        classes = other.classes
        matrix = other.matrix
        self.members = members
        labels = other.labels
        graph = other.graph
        nearDistance = other.nearDistance
        unitOf = other.unitOf
        rowOf = other.rowOf
    }
}

extension AuditedImages.Member {
    fileprivate func moved(to split: Split?) -> Self {
        split.map { Self(id: id, split: $0, revision: revision) } ?? self
    }
}
