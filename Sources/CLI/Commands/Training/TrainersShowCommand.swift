import ArgumentParser
import Dataset
import Workbench

/// `tessera trainers show NAME`
struct TrainersShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a trainer's specification, as its file has it.")

    @Argument(help: "Its name.")
    var name = TrainerSpecification.competition.name

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let trainer: TrainerOutput
    }

    func run() throws {
        let shelf = TrainerShelf(try common.open())
        guard let found = try shelf.all().first(where: { $0.specification.name == name }) else {
            throw TrainerError.unknown(name)
        }
        let trainer = try TrainerOutput(found.specification, runs: found.runs)
        if common.json {
            try Console.print(json: Output(trainer: trainer))
        } else {
            try Console.print(json: trainer.specification)
        }
    }
}
