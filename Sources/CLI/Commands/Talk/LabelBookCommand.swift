import ArgumentParser

/// What the classes mean.
struct LabelBookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "labelbook",
        abstract: "Show, write and export the label book: definitions, examples, near misses, rules.",
        discussion: "Without a word after it, it shows.",
        subcommands: [LabelBookShowCommand.self, LabelBookSetCommand.self, LabelBookExportCommand.self],
        defaultSubcommand: LabelBookShowCommand.self)
}
