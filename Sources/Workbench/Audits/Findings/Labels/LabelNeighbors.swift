import Dataset
import Neighbors

/// The look-alikes of an image that speak for its label and for another one.
struct LabelNeighbors {
    struct Neighbor: Encodable {
        let sample: Int64
        let distance: Float
    }

    struct Around: Encodable {
        /// With the given label, nearest first.
        let `for`: [Neighbor]
        /// With the suggested label, nearest first.
        let against: [Neighbor]
        /// Of the nearest `of`: how many have the given label, the suggested one, another.
        let given: Int
        let suggested: Int
        let of: Int
    }

    private let dataset: AuditedDataset
    private let embedding: LoadedEmbedding
    private let graph: NeighborGraph

    private static let shown = 6
    private static let counted = 20

    init(_ dataset: AuditedDataset) throws {
        self.dataset = dataset
        embedding = try dataset.embedding()
        graph = try dataset.graph()
    }

    /// - Returns: nil for an image without a vector.
    func around(_ image: String, given: String, suggested: String) -> Around? {
        guard let row = embedding.rowOf[image] else { return nil }
        let nearest = zip(graph.neighbors(of: row), graph.distances(of: row)).compactMap { other, distance in
            dataset.samples(ofRow: Int(other), in: embedding).first { $0.label != nil }.map { ($0, distance) }
        }
        func with(_ label: String) -> [Neighbor] {
            nearest.filter { $0.0.label == label }.prefix(Self.shown).map {
                Neighbor(sample: $0.0.id, distance: $0.1)
            }
        }
        let counted = nearest.prefix(Self.counted)
        return Around(
            for: with(given), against: with(suggested), given: counted.count { $0.0.label == given },
            suggested: counted.count { $0.0.label == suggested }, of: counted.count)
    }
}
