import ArgumentParser
import Workbench

/// `tessera jobs cancel ID`
struct JobsCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Stop a job, in whichever process it runs.",
        discussion: "What it had finished is kept; `tessera jobs resume` goes on from there.")

    @Argument(help: "The number of the job, as `tessera jobs` shows it.")
    var id: Int64

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let job: Job
    }

    func run() async throws {
        let job = try await JobRunner(workspace: common.open()).cancel(id)
        try common.print(Output(job: job)) {
            job.state.isFinished ? "Job \(id) is \(job.state.rawValue)." : "Job \(id) was told to stop."
        }
    }
}
