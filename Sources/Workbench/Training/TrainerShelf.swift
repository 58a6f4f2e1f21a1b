public import Dataset

/// The trainers of a workspace: those that were registered, and the competition's, which is always there.
public struct TrainerShelf: Sendable {
    private let workspace: Workspace

    public init(_ workspace: Workspace) {
        self.workspace = workspace
    }

    /// The competition's first, then by age.
    public func all() throws -> [(specification: TrainerSpecification, runs: Int)] {
        let records = try workspace.trainers()
        let own = try records.filter { $0.name != TrainerSpecification.competition.name }.map {
            (specification: try TrainerFile.decoded($0), runs: $0.runs)
        }
        let runs = records.first { $0.name == TrainerSpecification.competition.name }?.runs ?? 0
        return [(TrainerSpecification.competition, runs)] + own
    }

    /// - Parameter name: nil is the competition's.
    /// - Throws: `TrainerError.unknown`.
    public func trainer(_ name: String?) throws -> TrainerSpecification {
        guard let name, name != TrainerSpecification.competition.name else { return .competition }
        guard let record = try workspace.trainer(named: name) else { throw TrainerError.unknown(name) }
        return try TrainerFile.decoded(record)
    }

    /// By the digest that a run has of it.
    public func trainer(digest: String) throws -> TrainerSpecification {
        guard let record = try workspace.trainer(digest: digest) else { throw TrainerError.unknown(digest) }
        return try TrainerFile.decoded(record)
    }

    /// Sees to it that a trainer is registered, under whatever name it is already.
    /// - Returns: its digest.
    func keep(_ specification: TrainerSpecification, author: String) throws -> String {
        let digest = try specification.digest
        if try workspace.trainer(digest: digest) != nil { return digest }
        return try register(specification, author: author)
    }

    /// Registers a trainer, so that runs can be made with it.
    /// - Returns: its digest.
    /// - Throws: `TrainerError.frozen` or `sameAs`.
    @discardableResult
    public func register(_ specification: TrainerSpecification, author: String) throws -> String {
        let digest = try specification.digest
        if specification.name == TrainerSpecification.competition.name,
            try digest != TrainerSpecification.competition.digest
        {
            throw TrainerError.frozen(name: specification.name, runs: 1)
        }
        let text = try specification.json.text()
        return try workspace.registerTrainer(
            name: specification.name, digest: digest, specification: text, author: author
        ).digest
    }
}
