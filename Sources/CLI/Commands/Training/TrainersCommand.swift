import ArgumentParser

/// The trainers: what a run is made with.
struct TrainersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trainers",
        abstract: "List, show or add trainers.",
        discussion: """
            A trainer is the fixed model with its settings, or a command of your own; see docs/runs.md. Without a word \
            after it, it lists.
            """,
        subcommands: [TrainersListCommand.self, TrainersShowCommand.self, TrainersAddCommand.self],
        defaultSubcommand: TrainersListCommand.self)
}
