import Dataset

/// What a sample's image is most like among the images that a run was trained on: often why it is taken for another
/// class.
public struct TrainingNeighbors: Codable, Sendable, Equatable {
    public struct Neighbor: Codable, Sendable, Equatable {
        public let sample: Int64
        public let distance: Float
        /// Its label at that version.
        public let given: String?
        /// The class that the run takes it for.
        public let predicted: String?
    }

    public let sample: Int64
    /// The embedding by which they are near.
    public let model: String
    public let neighbors: [Neighbor]

    /// Look-alikes that are searched for training images.
    private static let searched = 400

    /// - Parameters:
    ///   - model: nil is the run's own features where it has them, else the built-in embeddings.
    ///   - lookup: kept from call to call by who asks often.
    public init(
        of sample: Int64, run id: Int64, k: Int, model: String?, library: RunLibrary, lookup: SampleNeighbors
    ) throws {
        let run = try library.load(id)
        let own = RunLibrary.embedding(of: id)
        let hasOwn = try model == nil && library.workspace.embeddings().contains { $0.model == own }
        let found = try lookup.nearest(to: sample, k: Self.searched, model: hasOwn ? own : model)
        var neighbors: [Neighbor] = []
        for other in found.neighbors {
            guard neighbors.count < k, let index = run.rowOf[other.id], run.rows[index].split == "train" else {
                continue
            }
            neighbors.append(
                Neighbor(
                    sample: other.id, distance: other.distance, given: run.rows[index].given,
                    predicted: run.predicted(index).map { run.data.classes[$0] }))
        }
        self.sample = sample
        self.model = found.model
        self.neighbors = neighbors
    }
}
