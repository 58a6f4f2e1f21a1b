import ArgumentParser

/// What was made and waits for somebody to look at it.
struct ProposalsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proposals",
        abstract: "List, show, accept or discard what was made and waits for somebody to look at it.",
        discussion: "Without a word after it, it lists.",
        subcommands: [
            ProposalsListCommand.self, ProposalsShowCommand.self, ProposalsAcceptCommand.self,
            ProposalsDiscardCommand.self,
        ], defaultSubcommand: ProposalsListCommand.self)
}
