import ArgumentParser

/// Questions and what people say to them.
struct ThreadsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "threads",
        abstract: "Ask about samples and classes, answer, and decide.",
        discussion: "Without a word after it, it lists.",
        subcommands: [
            ThreadsListCommand.self, ThreadsShowCommand.self, ThreadsAskCommand.self, ThreadsAnswerCommand.self,
            ThreadsDecideCommand.self,
        ], defaultSubcommand: ThreadsListCommand.self)
}
