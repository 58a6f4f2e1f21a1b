import ArgumentParser

/// The classes of the label book.
struct ClassesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classes",
        abstract: "List, add, rename or move classes.",
        discussion: "Without a word after it, it lists.",
        subcommands: [
            ClassesListCommand.self, ClassesAddCommand.self, ClassesRenameCommand.self, ClassesMoveCommand.self,
        ], defaultSubcommand: ClassesListCommand.self)
}
