import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera trainers add FILE`
struct TrainersAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Register a trainer from its JSON file.",
        discussion: """
            A command runs in the folder of the file, as you, with all your rights; only who has the terminal can \
            register one. Once a run used a trainer it stays as it is; a changed one needs another name.
            """)

    @Argument(help: "The JSON file.")
    var file: String

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let trainer: TrainerOutput
    }

    func run() throws {
        let workspace = try common.open()
        let specification = try TrainerFile.read(URL(fileURLWithPath: file))
        try TrainerShelf(workspace).register(specification, author: author.name)
        let trainer = try TrainerOutput(
            specification, runs: workspace.trainer(digest: specification.digest)?.runs ?? 0)
        try common.print(Output(trainer: trainer)) {
            "\(trainer.name) (\(trainer.kind)) is registered. Train with it: tessera train --trainer \"\(trainer.name)\""
        }
    }
}
