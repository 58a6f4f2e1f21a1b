public import Dataset

/// What a decision would touch, before it is made: the samples that a thread is about, and those that look like them.
public struct RelabelProposal: Codable, Sendable, Equatable {
    public struct Row: Codable, Sendable, Equatable {
        public let sample: Int64
        /// What it is labelled now; nil for nothing.
        public let before: String?
        /// Distance to the nearest sample of the thread, by the embedding; nil for those of the thread.
        public let distance: Float?
    }

    public let thread: Int64
    /// The class that is proposed.
    public let label: String
    /// Samples of the thread that have another label, ascending.
    public let touches: [Row]
    /// How many of the thread have the label already, or are in the trash.
    public let unchanged: Int
    /// Samples that the thread doesn't name and that look like one it does and have its label, the most alike first;
    /// empty where there is no embedding.
    public let alike: [Row]
    /// The newest change when it was made: hand it back as `seen`.
    public let seen: Int64
}

/// Makes proposals.
public struct RelabelProposals: Sendable {
    /// Samples of a thread whose look-alikes are sought; of more every so many-th.
    static let mostSought = 50

    private let workspace: Workspace
    private let neighbors: SampleNeighbors

    public init(workspace: Workspace, neighbors: SampleNeighbors) {
        self.workspace = workspace
        self.neighbors = neighbors
    }

    /// - Parameter alike: how many look-alikes at most.
    /// - Throws: `ThreadError.unknown`, `EditError.unknownClass`.
    public func proposal(for thread: Int64, label: String, alike count: Int) throws -> RelabelProposal {
        _ = try workspace.thread(thread)
        let classes = try workspace.classes()
        guard let name = ClassName.parse(label), classes.contains(where: { $0.name == name }) else {
            throw EditError.unknownClass(label)
        }
        let seen = try workspace.lastChange()
        let ids = try workspace.samplesOfThread(thread)
        let samples = try workspace.samples(ids)
        let touched = samples.filter { $0.state == .active && $0.label != name }
        let alike = count > 0 ? try lookAlikes(of: samples, except: Set(ids), label: name, count: count) : []
        return RelabelProposal(
            thread: thread, label: name,
            touches: touched.map { RelabelProposal.Row(sample: $0.id, before: $0.label, distance: nil) },
            unchanged: samples.count - touched.count, alike: alike, seen: seen)
    }

    private func lookAlikes(
        of samples: [Sample], except known: Set<Int64>, label: String, count: Int
    ) throws -> [RelabelProposal.Row] {
        // A question is answered without look-alikes where nothing was embedded.
        guard try !workspace.embeddings().isEmpty else { return [] }
        let step = max(1, samples.count / Self.mostSought)
        var nearest: [Int64: Float] = [:]
        for index in stride(from: 0, to: samples.count, by: step) {
            guard let found = try? neighbors.nearest(to: samples[index].id, k: 24, model: nil) else { continue }
            for neighbor in found.neighbors where !known.contains(neighbor.id) {
                nearest[neighbor.id] = min(nearest[neighbor.id] ?? .infinity, neighbor.distance)
            }
        }
        let labels = Set(samples.map(\.label))
        let rows = try workspace.samples(nearest.keys.sorted()).filter { sample in
            sample.state == .active && sample.label != label && labels.contains(sample.label)
        }.map { RelabelProposal.Row(sample: $0.id, before: $0.label, distance: nearest[$0.id]) }
        return Array(
            rows.sorted { ($0.distance ?? 0, $0.sample) < ($1.distance ?? 0, $1.sample) }.prefix(count))
    }
}
