import ArgumentParser

/// `tessera annotate`
struct AnnotateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annotate",
        abstract: "Let several people say what they see, and keep what each of them says.",
        discussion: "Without a word after it, it says how far the labelling is.",
        subcommands: [
            AnnotateStatusCommand.self, AnnotateOnCommand.self, AnnotateOffCommand.self, AnnotateAddCommand.self,
            AnnotateNextCommand.self, AnnotateListCommand.self, AnnotateUndoCommand.self, AnnotateImportCommand.self,
        ],
        defaultSubcommand: AnnotateStatusCommand.self)
}
