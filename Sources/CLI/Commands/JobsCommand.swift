import ArgumentParser

/// The jobs of the workspace: import, embed, project, export and their like.
struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "List, cancel or resume jobs.",
        discussion: "Without a word after it, it lists.",
        subcommands: [JobsListCommand.self, JobsCancelCommand.self, JobsResumeCommand.self],
        defaultSubcommand: JobsListCommand.self)
}
