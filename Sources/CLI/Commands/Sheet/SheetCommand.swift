import ArgumentParser

/// The sheet as a spreadsheet.
struct SheetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet",
        abstract: "Take the sheet out as a spreadsheet, and read it back.",
        subcommands: [SheetExportCommand.self, SheetImportCommand.self])
}
