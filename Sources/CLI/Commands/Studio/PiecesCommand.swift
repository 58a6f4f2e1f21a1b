import ArgumentParser

/// The pieces on the tray.
struct PiecesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pieces",
        abstract: "List pieces of drawings, cut drawings into their parts, or put pieces together.",
        discussion: "Without a word after it, it lists.",
        subcommands: [PiecesListCommand.self, PiecesCutCommand.self, PiecesComposeCommand.self],
        defaultSubcommand: PiecesListCommand.self)
}
