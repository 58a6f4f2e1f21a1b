import ArgumentParser

/// The command `tessera` and all under it.
struct Tessera: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tessera",
        abstract: "A workbench for image datasets.",
        discussion: """
            tessera import DIR → tessera embed → tessera project → tessera serve: the images as a sheet and as a map, \
            on which labels and splits are changed. `tessera demo` does all of it on data it draws itself.

            Exit codes: 0 done, 1 failed, 2 misused, 3 cancelled.
            """,
        version: Version.text,
        groupedSubcommands: [
            CommandGroup(
                name: "The walk:",
                subcommands: [
                    ImportCommand.self, EmbedCommand.self, ProjectCommand.self, ServeCommand.self, ExportCommand.self,
                    VerifyCommand.self, DemoCommand.self,
                ]),
            CommandGroup(
                name: "Scoring:",
                subcommands: [
                    TagCommand.self, TrainCommand.self, TrainersCommand.self, RunsCommand.self,
                    LeaderboardCommand.self,
                ]),
            CommandGroup(
                name: "Looking:",
                subcommands: [
                    InfoCommand.self, ListCommand.self, ShowCommand.self, RefusalsCommand.self, MapCommand.self,
                ]),
            CommandGroup(
                name: "Auditing:",
                subcommands: [
                    AuditCommand.self, FindingsCommand.self, BalanceCommand.self, ResplitCommand.self,
                    StylesCommand.self, TypicalCommand.self,
                ]),
            CommandGroup(
                name: "Talking:",
                subcommands: [ThreadsCommand.self, LabelBookCommand.self]),
            CommandGroup(
                name: "History:",
                subcommands: [
                    DiffCommand.self, RevertCommand.self, BlameCommand.self, ReportCommand.self, BundleCommand.self,
                    MergeCommand.self, ConflictsCommand.self,
                ]),
            CommandGroup(
                name: "Changing:",
                subcommands: [
                    EditCommand.self, UndoCommand.self, RedoCommand.self, LogCommand.self, ClassesCommand.self,
                    SheetCommand.self,
                ]),
            CommandGroup(
                name: "Making new images:",
                subcommands: [
                    AugmentCommand.self, GrowCommand.self, RecipesCommand.self, RulesCommand.self,
                    DismantleCommand.self,
                    ProposalsCommand.self, PiecesCommand.self, DerivedCommand.self,
                ]),
            CommandGroup(
                name: "Labelling together:",
                subcommands: [AnnotateCommand.self, ConsensusCommand.self, AgreementCommand.self]),
            CommandGroup(
                name: "On any matrix:",
                subcommands: [UMAPCommand.self, NeighborsCommand.self, LabelErrorsCommand.self]),
            CommandGroup(name: "Together:", subcommands: [PeopleCommand.self]),
            CommandGroup(name: "Machinery:", subcommands: [JobsCommand.self, WorkerCommand.self]),
        ])
}
