import ArgumentParser
import Workbench

/// `tessera trainers list`
struct TrainersListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the trainers.")

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let trainers: [TrainerOutput]
    }

    func run() throws {
        let trainers = try TrainerShelf(common.open()).all().map { try TrainerOutput($0.specification, runs: $0.runs) }
        try common.print(Output(trainers: trainers)) {
            var table = Table(["trainer", "kind", "epochs", "runs", "digest"], numbers: [2, 3])
            for each in trainers {
                table.add([
                    each.name, each.kind, each.epochs.map { Words.count($0) } ?? "", Words.count(each.runs),
                    String(each.digest.prefix(12)),
                ])
            }
            return table.text
        }
    }
}

/// A trainer as JSON.
struct TrainerOutput: Encodable {
    let name: String
    let kind: String
    let digest: String
    /// Runs that used it; from the first one on it is frozen.
    let runs: Int
    let epochs: Int?
    let specification: JSONValue

    init(_ specification: TrainerSpecification, runs: Int) throws {
        name = specification.name
        kind = specification.kind
        digest = try specification.digest
        self.runs = runs
        epochs = specification.epochs
        self.specification = try specification.json
    }
}
