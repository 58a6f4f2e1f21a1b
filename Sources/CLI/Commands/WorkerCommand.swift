import ArgumentParser

/// The parts of the work that other processes drive.
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Be one worker of many, on standard input and output.",
        subcommands: [WorkerEmbedCommand.self])
}
