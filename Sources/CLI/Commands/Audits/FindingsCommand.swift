import ArgumentParser

/// The findings: what audits found, and what is made of it.
struct FindingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: "List findings, show one, accept, reject or put them off.",
        discussion: "Without a word after it, it lists.",
        subcommands: [
            FindingsListCommand.self, FindingsShowCommand.self, FindingsAcceptCommand.self, FindingsRejectCommand.self,
            FindingsLaterCommand.self, FindingsWithdrawCommand.self, FindingsPrecisionCommand.self,
        ],
        defaultSubcommand: FindingsListCommand.self)
}
