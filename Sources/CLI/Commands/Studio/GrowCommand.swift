import ArgumentParser

/// Growing where the fixed model needs it.
struct GrowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grow",
        abstract: "Make new images where the fixed model needs them, round by round, as a proposal.",
        discussion: "Without a word after it, it grows; `list` and `show` tell what was grown before.",
        subcommands: [GrowRunCommand.self, GrowListCommand.self, GrowShowCommand.self],
        defaultSubcommand: GrowRunCommand.self)
}
