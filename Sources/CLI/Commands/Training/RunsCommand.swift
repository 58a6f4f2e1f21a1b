import ArgumentParser

/// The runs: what trainings told.
struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "List runs, show one, or compare two.",
        discussion: "Without a word after it, it lists.",
        subcommands: [RunsListCommand.self, RunsShowCommand.self, RunsCompareCommand.self],
        defaultSubcommand: RunsListCommand.self)
}
